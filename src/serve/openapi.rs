//! `/openapi.json`: what is served by GET, in OpenAPI 3.1, made from the saved queries and the schema. GraphQL describes itself at `/schema.graphql`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Map, Value, json};

use super::app::App;
use super::failure::Failure;
use crate::api::described::{self, Described, Variable};
use crate::table::{Column, Format, Kind};

pub async fn openapi(State(app): State<Arc<App>>) -> Result<Json<Value>, Failure> {
    let mut paths = Map::new();
    for query in app.engine.described()? {
        for format in Format::ALL {
            paths.insert(format!("/q/{}.{}", query.name, format.ending()), json!({ "get": operation(&query, Some(format)) }));
        }
        paths.insert(format!("/q/{}", query.name), json!({ "get": operation(&query, None) }));
    }
    paths
        .insert("/q".to_owned(), json!({ "get": plain("listQueries", "The saved queries: their variables and their columns.", "application/json") }));
    paths.insert("/".to_owned(), json!({ "get": plain("getContents", "What is served where; a page to ask on, for browsers.", "application/json") }));
    paths.insert(
        "/snapshot.sqlite".to_owned(),
        json!({ "get": plain("getDatabase", "All tables as one SQLite database.", "application/vnd.sqlite3") }),
    );
    paths.insert("/schema.graphql".to_owned(), json!({ "get": plain("getSchema", "The GraphQL schema in its own language.", "text/plain") }));
    paths.insert("/healthz".to_owned(), json!({ "get": plain("getHealth", "Whether the process lives.", "application/json") }));
    paths.insert("/readyz".to_owned(), json!({ "get": plain("getReadiness", "Whether it answers, and from which facts.", "application/json") }));
    paths.insert("/metrics".to_owned(), json!({ "get": plain("getMetrics", "What the server counts, for Prometheus.", "text/plain") }));
    let refusal = json!({
        "description": "A refusal: what is wrong, and what to do.",
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Refusal" } } }
    });
    Ok(Json(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "huiqi",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Support for enterprises, as Chinese local governments publish it: who handles a measure, what it pays, who qualifies.",
            "license": { "name": "Apache-2.0 OR MIT", "identifier": "Apache-2.0 OR MIT" }
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "responses": { "Refusal": refusal }, "schemas": { "Refusal": refusal_schema() } }
    })))
}

fn refusal_schema() -> Value {
    json!({
        "type": "object",
        "required": ["errors"],
        "properties": { "errors": { "type": "array", "minItems": 1, "items": {
            "type": "object",
            "required": ["message", "extensions"],
            "properties": {
                "message": { "type": "string" },
                "extensions": { "type": "object", "required": ["code"], "properties": { "code": { "type": "string" } } }
            }
        } } }
    })
}

fn plain(id: &str, says: &str, media_type: &str) -> Value {
    json!({
        "operationId": id,
        "summary": says,
        "responses": {
            "200": { "description": says, "content": { media_type: {} } },
            "default": { "$ref": "#/components/responses/Refusal" }
        }
    })
}

/// A saved query in one format, or in the one that `Accept` names.
fn operation(query: &Described, format: Option<Format>) -> Value {
    let mut parameters: Vec<Value> = query.variables.iter().map(parameter).collect();
    if format == Some(Format::Csv) {
        let option = |name: &str, says: &str| json!({ "name": name, "in": "query", "description": says, "schema": { "type": "string", "enum": ["0", "1", "true", "false"] } });
        parameters.push(option("bom", "1: a byte order mark in front, which Excel needs to see UTF-8 on a double click."));
        parameters.push(option("safe", "1: a quote in front of texts that a spreadsheet would take for a formula."));
    }
    let content = |format: Format| match format {
        Format::Json => (format.content_type().to_owned(), json!({ "schema": { "type": "array", "items": row(&query.columns) } })),
        _ => (format.content_type().to_owned(), json!({})),
    };
    let content: Map<String, Value> =
        format.map_or_else(|| Format::ALL.map(content).into_iter().collect(), |format| [content(format)].into_iter().collect());
    let id = format.map_or_else(|| camel(query.name), |format| format!("{}As{}", camel(query.name), camel(format.ending())));
    json!({
        "operationId": id,
        "summary": query.says,
        "tags": [query.name],
        "parameters": parameters,
        "responses": {
            "200": { "description": "The whole table.", "content": content },
            "206": { "description": "The part of the file that the header Range asks for." },
            "304": { "description": "The file is the one that the reader has." },
            "400": { "$ref": "#/components/responses/Refusal" },
            "default": { "$ref": "#/components/responses/Refusal" }
        }
    })
}

fn parameter(variable: &Variable) -> Value {
    let value = match &variable.value {
        described::Value::Text => json!({ "type": "string" }),
        described::Value::Integer => json!({ "type": "integer", "minimum": 0, "maximum": i32::MAX }),
        described::Value::Number => json!({ "type": "number" }),
        described::Value::Boolean => json!({ "type": "boolean" }),
        described::Value::Date => json!({ "type": "string", "format": "date" }),
        described::Value::Word(words) => json!({ "type": "string", "enum": words }),
        described::Value::Object => json!({ "type": "string", "contentMediaType": "application/json" }),
    };
    let schema = if variable.is_list { json!({ "type": "array", "items": value }) } else { value };
    json!({
        "name": variable.name,
        "in": "query",
        "required": variable.required,
        // What is empty counts as left out: dashboards send all their parameters.
        "allowEmptyValue": !variable.required,
        "description": variable.says,
        "schema": schema
    })
}

/// A row of the table as JSON.
fn row(columns: &[Column]) -> Value {
    let property = |Column { name, kind, says, required }: &Column| {
        let named = match kind {
            Kind::Text | Kind::Date => "string",
            Kind::Integer => "integer",
            Kind::Decimal(_) | Kind::Float => "number",
            Kind::Boolean => "boolean",
        };
        let mut value = if *required { json!({ "type": named }) } else { json!({ "type": [named, "null"] }) };
        if *kind == Kind::Date {
            value["format"] = json!("date");
        }
        value["description"] = Value::String(says.clone());
        (name.clone(), value)
    };
    json!({ "type": "object", "additionalProperties": false, "properties": columns.iter().map(property).collect::<Map<_, _>>() })
}

/// `who-handles` as `WhoHandles`.
fn camel(name: &str) -> String {
    let word = |word: &str| {
        let mut characters = word.chars();
        characters.next().map(|first| first.to_ascii_uppercase().to_string() + characters.as_str()).unwrap_or_default()
    };
    name.split('-').map(word).collect()
}
