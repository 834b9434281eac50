//! The schema: `schema.graphql` is what the code exports, everything in it is described, and every saved query fits it. `UPDATE=1` rewrites the file.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

mod support;

use apollo_compiler::schema::ExtendedType;
use apollo_compiler::{ExecutableDocument, Node, Schema};
use huiqi::api::saved::SavedQuery;
use huiqi::api::schema::sdl;
use support::expect::{difference, no_differences, root};

fn exported() -> String {
    sdl().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_file_is_what_the_code_exports() {
    no_differences(difference(&root("schema.graphql"), &exported()).into_iter().collect());
}

#[test]
fn everything_is_described() {
    let schema = Schema::parse_and_validate(exported(), "schema.graphql").unwrap_or_else(|error| panic!("{error}"));
    let mut bare: Vec<String> = Vec::new();
    let mut described = |name: String, description: Option<&Node<str>>| {
        if description.is_none_or(|text| text.trim().is_empty()) {
            bare.push(name);
        }
    };
    for (name, kind) in schema.types.iter().filter(|(_, kind)| !kind.is_built_in()) {
        described(name.to_string(), kind.description());
        let fields = match kind {
            ExtendedType::Object(object) => &object.fields,
            ExtendedType::Interface(interface) => &interface.fields,
            ExtendedType::Enum(values) => {
                for (value, definition) in &values.values {
                    described(format!("{name}.{value}"), definition.description.as_ref());
                }
                continue;
            }
            ExtendedType::InputObject(input) => {
                for (field, definition) in &input.fields {
                    described(format!("{name}.{field}"), definition.description.as_ref());
                }
                continue;
            }
            ExtendedType::Scalar(_) | ExtendedType::Union(_) => continue,
        };
        for (field, definition) in fields {
            described(format!("{name}.{field}"), definition.description.as_ref());
            for argument in &definition.arguments {
                described(format!("{name}.{field}({})", argument.name), argument.description.as_ref());
            }
        }
    }
    assert!(bare.is_empty(), "nothing says what these are: {}", bare.join(", "));
}

#[test]
fn every_saved_query_fits_the_schema_and_says_what_it_is() {
    let schema = Schema::parse_and_validate(exported(), "schema.graphql").unwrap_or_else(|error| panic!("{error}"));
    for query in SavedQuery::all() {
        let name = query.name;
        ExecutableDocument::parse_and_validate(&schema, query.text, name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(query.says().ends_with(['.', '?']), "{name} has no sentence on top that says what it answers");
        for variable in query.variables().unwrap_or_else(|error| panic!("{name}: {}", error.message)) {
            assert!(!variable.says.is_empty(), "{name} does not say what its variable `{}` is", variable.name);
        }
    }
}

/// GraphQL's `Int` has 32 bits. A wider number of ours under it would be refused by clients, or worse, be rounded.
#[test]
fn no_number_wider_than_32_bits_is_an_int() {
    for path in ["src/api/types", "src/api/query.rs", "src/api/filter.rs"] {
        for file in sources(&root(path)) {
            let text = std::fs::read_to_string(&file).expect("a source file");
            for (number, line) in (1..).zip(text.lines()) {
                let exposed = line.contains("async fn") || line.trim_start().starts_with("pub ");
                let wide = ["i64", "u64", "usize", "isize", "u128", "i128"].iter().any(|kind| line.contains(kind));
                assert!(!(exposed && wide), "{}:{number}: {line}", file.display());
            }
        }
    }
}

/// An object whose macro is not told so is resolved by the library, a boxed future a field, and spends nothing of the request's budget.
#[test]
fn every_object_is_resolved_by_our_walk() {
    let told = r#"crate = "crate::api::derive""#;
    let mut untold = Vec::new();
    for file in sources(&root("src/api")) {
        let text = std::fs::read_to_string(&file).expect("a source file");
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (number, line) in (1..).zip(&lines) {
            let derived = line.starts_with("#[derive(") && (line.contains("SimpleObject") || line.contains("Interface"));
            let is_told = match derived {
                true => lines.get(number).is_some_and(|next| next.contains(told)),
                false => line.contains(told) || !(line.starts_with("#[Object") || line.starts_with("#[async_graphql::Object")),
            };
            if !is_told {
                untold.push(format!("{}:{number}: {line}", file.display()));
            }
        }
    }
    assert!(untold.is_empty(), "these lack `{told}`:\n  {}", untold.join("\n  "));
}

fn sources(path: &std::path::Path) -> Vec<std::path::PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = std::fs::read_dir(path).expect("a folder of sources");
    entries.flat_map(|entry| sources(&entry.expect("a source").path())).collect()
}
