//! Where in a TOML text the field of a path stands: `enterprise[0].titles[1].level`. Knows no fields.

use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The place of a field, or of the innermost thing around it that the text has; empty if it has nothing of the path.
pub fn span_of(text: &str, path: &str) -> Range<usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut span = 0..0;
    let mut at = Some(DeValue::Table(table.into_inner()));
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        let found = match (at, step.strip_suffix(']').and_then(|number| number.parse::<usize>().ok())) {
            (Some(DeValue::Table(mut table)), None) => table.remove(step),
            (Some(DeValue::Array(items)), Some(number)) => items.into_iter().nth(number),
            _ => None,
        };
        let Some(found) = found else { return span };
        // A list of tables under headers has no place of its own.
        if !found.span().is_empty() {
            span = found.span();
        }
        at = Some(found.into_inner());
    }
    span
}
