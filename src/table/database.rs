//! Several tables as one SQLite file, with keys between them, for tools that want a database and for work without a network.

use super::{Kind, Table, scaled};
use rusqlite::types::{ToSqlOutput, Value as Sql};
use rusqlite::{Connection, params_from_iter};
use serde_json::Value;
use std::fmt::Write;

/// A table of the file.
pub struct Relation {
    pub name: String,
    /// What it holds; stands as a comment in its definition.
    pub says: String,
    pub table: Table,
    /// The columns that together name a row; none if nothing short does.
    pub primary: Vec<&'static str>,
    /// Columns, and the relation whose primary key they name.
    pub foreign: Vec<(&'static str, &'static str)>,
}

/// The bytes of the file: the same for the same relations.
pub fn database(relations: &[Relation]) -> Result<Vec<u8>, String> {
    written(relations).map_err(|error| error.to_string())
}

fn written(relations: &[Relation]) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    let transaction = connection.transaction()?;
    for relation in relations {
        transaction.execute_batch(&definition(relation, relations))?;
        let places = vec!["?"; relation.table.columns.len()].join(", ");
        let mut insert = transaction.prepare(&format!("INSERT INTO {} VALUES ({places})", quoted(&relation.name)))?;
        for row in &relation.table.rows {
            let cells = row.iter().zip(&relation.table.columns).map(|(cell, column)| ToSqlOutput::Owned(cell_of(cell, column.kind)));
            insert.execute(params_from_iter(cells))?;
        }
    }
    transaction.commit()?;
    connection.execute_batch("VACUUM")?;
    Ok(connection.serialize("main")?.to_vec())
}

/// Comments inside of a definition are kept in the file, where people and tools find them.
fn definition(relation: &Relation, relations: &[Relation]) -> String {
    let mut sql = String::new();
    let _ = writeln!(sql, "CREATE TABLE {} ( -- {}", quoted(&relation.name), comment(&relation.says));
    let keys = !relation.primary.is_empty() || !relation.foreign.is_empty();
    for (at, column) in (1..).zip(&relation.table.columns) {
        let comma = if at < relation.table.columns.len() || keys { "," } else { "" };
        let is_required = column.required || relation.primary.contains(&column.name.as_str());
        let required = if is_required { " NOT NULL" } else { "" };
        let _ = writeln!(sql, "  {} {}{required}{comma} -- {}", quoted(&column.name), affinity(column.kind), comment(&column.says));
    }
    let primary = (!relation.primary.is_empty()).then(|| format!("  PRIMARY KEY ({})", list(&relation.primary)));
    let foreign = relation.foreign.iter().filter_map(|(column, other)| {
        let named = relations.iter().find(|candidate| candidate.name == *other)?;
        Some(format!("  FOREIGN KEY ({}) REFERENCES {} ({})", quoted(column), quoted(other), list(&named.primary)))
    });
    sql.push_str(&primary.into_iter().chain(foreign).collect::<Vec<_>>().join(",\n"));
    sql.push_str("\n) STRICT;\n");
    for (column, _) in &relation.foreign {
        let index = quoted(&format!("{}_by_{column}", relation.name));
        let _ = writeln!(sql, "CREATE INDEX {index} ON {} ({});", quoted(&relation.name), quoted(column));
    }
    sql
}

/// SQLite has no exact fractions: sums of whole yuan stay whole numbers where the column allows it, the rest are floats.
fn affinity(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Date => "TEXT",
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Decimal(_) | Kind::Float => "REAL",
    }
}

fn cell_of(cell: &Value, kind: Kind) -> Sql {
    match cell {
        Value::Null => Sql::Null,
        Value::Bool(truth) => Sql::Integer(i64::from(*truth)),
        Value::String(text) => Sql::Text(text.clone()),
        Value::Number(number) if kind == Kind::Integer => {
            scaled(number, 0).and_then(|whole| i64::try_from(whole).ok()).map_or(Sql::Null, Sql::Integer)
        }
        other => other.as_f64().map_or_else(|| Sql::Text(other.to_string()), Sql::Real),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn list(columns: &[&str]) -> String {
    columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ")
}

fn comment(says: &str) -> String {
    says.split_whitespace().collect::<Vec<_>>().join(" ")
}
