//! The snapshot as one database: the saved queries that need no question, as tables with keys between them.

use super::deadline::Deadline;
use super::engine::{Data, Engine, GraphqlRequest};
use super::error::ApiError;
use super::saved::SavedQuery;
use crate::table::{Relation, Table};

/// The saved queries whose tables are in the database, each after those that it names, with the columns that together name a row.
const RELATIONS: [(&str, &[&str]); 10] = [
    ("jurisdictions", &["jurisdiction"]),
    ("departments", &["department"]),
    ("certifications", &["certification"]),
    ("policies", &["policy"]),
    ("measures", &["measure"]),
    ("responsibilities", &["measure", "department", "role"]),
    ("incentives", &["tier"]),
    ("targets", &[]),
    ("overlaps", &["a", "b", "ground"]),
    ("findings", &[]),
];

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
    /// All tables of the database. `data` is what each of its queries sees.
    pub async fn relations(&self, data: impl Fn() -> Result<Data, ApiError>, deadline: Deadline) -> Result<Vec<Relation>, ApiError> {
        let mut relations = Vec::new();
        for (name, primary) in RELATIONS {
            let query = SavedQuery::named(name)?;
            let request = GraphqlRequest { query: query.text.to_owned(), ..GraphqlRequest::default() };
            let prepared = self.prepare(request).map_err(|errors| errors.into_iter().next().unwrap_or_else(nothing))?;
            let table = self.table(prepared, data()?, deadline).await?;
            let foreign = foreign(name, &table);
            relations.push(Relation { name: name.to_owned(), says: query.says(), table, primary: primary.to_vec(), foreign });
        }
        Ok(relations)
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
