//! The variables of a saved query, as people write them: `name=value`, on a command line or in a URL. A list takes its name several times,
//! or values joined by commas (of either width); the value of an enum may be written small and with `-`.

use super::engine::Engine;
use super::error::{ApiError, Code};
use super::saved::{SavedQuery, Variable};
use super::scalars::{Decimal, Yuan};
use super::shapes::Shapes;
use super::spelling::spell;
use crate::model::day::day;
use async_graphql::parser::types::{BaseType, Type};
use async_graphql::{ScalarType, Value as Constant};
use serde_json::{Map, Value};

impl Engine {
    /// Each value read as the query declares it. What comes back otherwise is everything that is wrong with them.
    pub fn variables(&self, query: &SavedQuery, pairs: &[(String, String)]) -> Result<Map<String, Value>, Vec<ApiError>> {
        let declared = query.variables().map_err(|error| vec![error])?;
        let (mut variables, mut wrong) = (Map::new(), Vec::new());
        for (name, text) in pairs {
            match declared.iter().find(|variable| variable.name == *name) {
                None => wrong.push(unknown(query, name, &declared)),
                // What is empty counts as left out: dashboards send all their parameters.
                Some(_) if text.trim().is_empty() => {}
                Some(variable) => wrong.extend(take(&self.shapes, variable, text, &mut variables).err()),
            }
        }
        let is_given = |variable: &Variable| pairs.iter().any(|(name, text)| *name == variable.name && !text.trim().is_empty());
        let missing = declared.iter().filter(|variable| variable.required && !is_given(variable));
        wrong.extend(missing.map(|Variable { name, says, .. }| bad(format!("`{}` needs the variable `{name}`: {says}", query.name))));
        if wrong.is_empty() { Ok(variables) } else { Err(wrong) }
    }
}

fn unknown(query: &SavedQuery, name: &str, declared: &[Variable]) -> ApiError {
    let known: Vec<&str> = declared.iter().map(|variable| variable.name.as_str()).collect();
    match known.is_empty() {
        true => bad(format!("`{}` has no variable `{name}`, and no other", query.name)),
        false => bad(format!("`{}` has no variable `{name}`; it has {}", query.name, known.join(", "))),
    }
}

/// Adds one given value to the variables.
fn take(shapes: &Shapes, variable: &Variable, text: &str, variables: &mut Map<String, Value>) -> Result<(), ApiError> {
    let name = &variable.name;
    match &variable.kind.base {
        BaseType::List(item) => {
            let parts = text.split([',', '\u{ff0c}']).map(str::trim).filter(|part| !part.is_empty()).map(|part| scalar(shapes, variable, item, part));
            let parts = parts.collect::<Result<Vec<_>, _>>()?;
            if let Value::Array(list) = variables.entry(name.clone()).or_insert_with(|| Value::Array(Vec::new())) {
                list.extend(parts);
            }
        }
        BaseType::Named(_) => {
            if variables.insert(name.clone(), scalar(shapes, variable, &variable.kind, text)?).is_some() {
                return Err(bad(format!("`{name}` takes one value, and two are given")));
            }
        }
    }
    Ok(())
}

/// A value as its type wants it. What is a text goes on as it is, and the schema has the last word.
fn scalar(shapes: &Shapes, variable: &Variable, kind: &Type, text: &str) -> Result<Value, ApiError> {
    let name = &variable.name;
    let BaseType::Named(kind) = &kind.base else { return Ok(Value::String(text.to_owned())) };
    let number = || serde_json::from_str(text.trim()).ok().filter(Value::is_number);
    match kind.as_str() {
        // Every number of a saved query counts something.
        "Int" => match text.trim().parse::<i32>() {
            Ok(number) if number >= 0 => Ok(Value::from(number)),
            _ => Err(bad(format!("`{name}` is a whole number from 0 to {}, not `{text}`", i32::MAX))),
        },
        "Float" => number().ok_or_else(|| bad(format!("`{name}` is a number, not `{text}`"))),
        // The number as it was written, so that no digit of a sum is lost.
        "Yuan" => {
            let sum = number().filter(is::<Yuan>);
            sum.ok_or_else(|| bad(format!("`{name}` is a sum in yuan, a number with at most two decimals, not `{text}`")))
        }
        "Decimal" => {
            let number = number().filter(is::<Decimal>);
            number.ok_or_else(|| bad(format!("`{name}` is a number with at most four decimals, not `{text}`")))
        }
        "Boolean" => text.trim().parse::<bool>().map(Value::from).map_err(|_| bad(format!("`{name}` is true or false, not `{text}`"))),
        "Date" => match day(text.trim()) {
            Some(day) => Ok(Value::String(day.to_string())),
            None => Err(bad(format!("`{name}` is a day such as 2025-12-31, not `{text}`"))),
        },
        "ID" | "String" => Ok(Value::String(text.to_owned())),
        kind => {
            let mut value = match shapes.values(kind) {
                Some(_) => Value::String(text.to_owned()),
                None => object(variable, text)?,
            };
            let wrong = spell(shapes, kind, name, &mut value);
            if wrong.is_empty() { Ok(value) } else { Err(bad(wrong.join("\n"))) }
        }
    }
}

/// An input object, which is written as JSON. The comment of the query shows one.
fn object(variable: &Variable, text: &str) -> Result<Value, ApiError> {
    let Variable { name, says, .. } = variable;
    let refused = |why: &str| bad(format!("`{name}` is not an object of JSON{why}: {says}"));
    match serde_json::from_str(text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(refused("")),
        Err(error) => Err(refused(&format!(" ({error})"))),
    }
}

/// Whether a scalar of the schema takes a number.
fn is<T: ScalarType>(number: &Value) -> bool {
    Constant::from_json(number.clone()).is_ok_and(|number| T::is_valid(&number))
}

fn bad(message: String) -> ApiError {
    ApiError::new(Code::BadUserInput, message)
}
