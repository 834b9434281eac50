//! The snapshot as one database: the saved queries that need no question, as tables with keys between them.

use super::deadline::Deadline;
use super::engine::{Data, Engine, GraphqlRequest};
use super::error::ApiError;
use super::saved::SavedQuery;
use crate::table::{Column, Kind, Relation, Table};
use serde_json::Value;

/// The saved queries whose tables are in the database, each after those that it names, with the columns that together name a row.
const RELATIONS: [(&str, &[&str]); 10] = [
    ("jurisdictions", &["jurisdiction"]),
    ("departments", &["department"]),
    ("certifications", &["certification"]),
    ("policies", &["policy"]),
    ("measures", &["measure"]),
    ("responsibilities", &["measure", "department", "role"]),
    ("incentives", &["tier"]),
    ("targets", &[NUMBER]),
    ("overlaps", &["a", "b", "ground"]),
    ("findings", &[NUMBER]),
];

/// The column that names a row where nothing short does.
const NUMBER: &str = "number";

/// Which facts these are, and on which day they are told.
const SNAPSHOT: &str = "{ snapshot { version today } }";

/// Columns that name a row of another table, wherever they stand.
const KEYS: [(&str, &str); 9] = [
    ("jurisdiction", "jurisdictions"),
    ("parent", "jurisdictions"),
    ("department", "departments"),
    ("part_of", "departments"),
    ("issuer", "departments"),
    ("policy", "policies"),
    ("measure", "measures"),
    ("a", "incentives"),
    ("b", "incentives"),
];

impl Engine {
    /// All tables of the database, that of the snapshot first. `data` is what each of its queries sees.
    pub async fn relations(&self, data: impl Fn() -> Result<Data, ApiError>, deadline: Deadline) -> Result<Vec<Relation>, ApiError> {
        let snapshot = self.whole(SNAPSHOT, data()?, deadline).await?;
        let day = snapshot.rows.first().and_then(|row| row.last()?.as_str()).unwrap_or_default().to_owned();
        let says = "The facts that all tables are read from, and the day for which they are told.".to_owned();
        let mut relations = vec![Relation { name: "snapshot".to_owned(), says, table: snapshot, primary: vec!["version"], foreign: Vec::new() }];
        for (name, primary) in RELATIONS {
            let query = SavedQuery::named(name)?;
            let mut table = self.whole(query.text, data()?, deadline).await?;
            if primary == [NUMBER] {
                number(&mut table);
            }
            for column in table.columns.iter_mut().filter(|column| column.name == "standing") {
                column.says = format!("{} Here: on {day}.", column.says);
            }
            let foreign = foreign(name, &table);
            relations.push(Relation { name: name.to_owned(), says: query.says(), table, primary: primary.to_vec(), foreign });
        }
        Ok(relations)
    }

    /// The table of a query of ours.
    async fn whole(&self, text: &str, data: Data, deadline: Deadline) -> Result<Table, ApiError> {
        let request = GraphqlRequest { query: text.to_owned(), ..GraphqlRequest::default() };
        let prepared = self.prepare(request).map_err(|errors| errors.into_iter().next().unwrap_or_else(nothing))?;
        self.table(prepared, data, deadline).await
    }
}

/// Numbers the rows of a table that nothing short names.
fn number(table: &mut Table) {
    let says = "Counts the rows; another snapshot may count otherwise.".to_owned();
    table.columns.insert(0, Column { name: NUMBER.to_owned(), kind: Kind::Integer, says, required: true });
    for (number, row) in (1..).zip(&mut table.rows) {
        row.insert(0, Value::from(number));
    }
}

fn foreign(name: &str, table: &Table) -> Vec<(&'static str, &'static str)> {
    let is_there = |column: &str| table.columns.iter().any(|there| there.name == column);
    let names_itself = |column: &str, other: &str| other == name && RELATIONS.iter().any(|(own, primary)| *own == name && *primary == [column]);
    KEYS.into_iter().filter(|(column, other)| is_there(column) && !names_itself(column, other)).collect()
}

/// A refusal without an error would be a mistake of ours.
fn nothing() -> ApiError {
    ApiError::new(super::error::Code::Internal, "a saved query was refused without a word")
}
