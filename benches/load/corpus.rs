//! Folders of facts as large as a measurement wants them: shipped documents with the bodies and zones they name, given to other cities over and over.

use huiqi::answers::Snapshot;
use huiqi::facts;
use std::fs;
use std::path::{Path, PathBuf};

/// How many policies one city has.
const PER_CITY: usize = 7;

/// Those of middling length: 16 KB of text and 20 incentives on the average, near what is known of policies at large.
const DOCUMENTS: [(&str, &str); 3] = [
    ("baotou-2023-specialised-sme", "150200"),
    ("pingxiang-2023-intelligent-manufacturing", "360300"),
    ("weifang-2024-five-optimisations", "370700"),
];

/// All cities that have a document of their own among the shipped facts.
const SHIPPED: [&str; 5] = ["150200", "330200", "360300", "370700", "420700"];

/// The facts that come with the program.
pub fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("facts")
}

/// Facts as a snapshot; facts with problems end the measurement.
pub fn load(dir: &Path) -> Snapshot {
    let loaded = facts::load(dir);
    let mistakes: Vec<_> = loaded.problems.iter().take(3).map(|problem| problem.to_json()).collect();
    if !mistakes.is_empty() {
        eprintln!("{} problems, such as {mistakes:#?}", loaded.problems.len());
        std::process::exit(1);
    }
    Snapshot::build(loaded).unwrap_or_else(|error| {
        eprintln!("{error}");
        std::process::exit(1);
    })
}

/// Writes a folder of facts in which every city has one of the documents, several times over.
pub fn generate(dir: &Path, size: usize) {
    let shipped = shipped();
    let read = |path: &str| fs::read_to_string(shipped.join(path)).unwrap_or_default();
    let write = |path: &str, text: &str| {
        let path = dir.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        if let Err(error) = written {
            eprintln!("{}: {error}", path.display());
            std::process::exit(1);
        }
    };
    for path in ["functions.toml", "jurisdictions.csv", "terms.toml"] {
        write(path, &read(path));
    }
    for folder in ["certifications", "departments"] {
        for entry in fs::read_dir(shipped.join(folder)).into_iter().flatten().flatten() {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let is_of_a_city = SHIPPED.iter().any(|code| path.contains(code));
            if !is_of_a_city {
                write(&path, &read(&path));
            }
        }
    }
    let table = read("jurisdictions.csv");
    let cities: Vec<&str> = table.lines().filter(|line| line.contains("市,city,")).filter_map(|line| line.split(',').next()).collect();
    let zones = read("zones.toml");
    let mut given_zones = String::new();
    for number in 0..size {
        let city = cities[number / PER_CITY % cities.len()];
        let (document, home) = DOCUMENTS[number / PER_CITY % DOCUMENTS.len()];
        if number % PER_CITY == 0 {
            write(&format!("departments/{city}.toml"), &read(&format!("departments/{home}.toml")));
            for zone in zones.split("[[zone]]").filter(|zone| zone.contains(&format!("parent = \"{home}\""))) {
                given_zones.push_str("[[zone]]");
                given_zones.push_str(&zone.replace("id = \"", &format!("id = \"z{city}-")).replace(home, city));
            }
        }
        let facts = read(&format!("policies/{document}.toml")).replace(&format!("jurisdiction = \"{home}\""), &format!("jurisdiction = \"{city}\""));
        write(&format!("policies/p{number:04}.toml"), &facts);
        write(&format!("policies/p{number:04}.txt"), &read(&format!("policies/{document}.txt")));
    }
    write("zones.toml", &given_zones);
    write("README.md", "");
    write("SOURCES.md", "");
    write("enterprises/examples.toml", "as_of = 2025-06-01\n\n[[enterprise]]\nid = \"example-nobody\"\nname = \"虚构企业\"\n");
}
