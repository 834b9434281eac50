//! A file of the facts folder, as read. Knows no shapes: only that a fact file is UTF-8 text of a sane size.

use super::problem::{Code, Problem, Problems};
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// No document of a government comes near this; a larger file is a mistake.
const MAX_BYTES: u64 = 16 << 20;

/// A file's name, relative to the facts folder, and its text.
#[derive(Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
}

/// A place in a file.
#[derive(Debug, Clone)]
pub struct Place {
    pub source: Arc<Source>,
    pub span: Range<usize>,
}

impl Place {
    /// Line and column, both from 1; the column counts characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = self.source.text.get(..self.span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        (line, before.get(line_start..).unwrap_or_default().chars().count() + 1)
    }
}

/// Reads `dir/path`, or says why not.
pub fn read(dir: &Path, path: &str, problems: &mut Problems) -> Option<Arc<Source>> {
    match read_text(&dir.join(path)) {
        Ok(text) => Some(Arc::new(Source { path: path.to_owned(), text })),
        Err(why) => {
            let help = match why.as_str() {
                why if why.contains("UTF-8") => "save it as UTF-8",
                why if why.contains("bytes") => "keep only the document itself",
                _ => "`facts/README.md` says which files there are and what they hold",
            };
            let problem = Problem::new(Code::Unreadable, format!("`{path}` can't be read: {why}")).at(&nothing(path), 0..0, "");
            problems.push(problem.help(help));
            None
        }
    }
}

/// A file that has no text to show, for problems about the file itself.
pub fn nothing(path: &str) -> Arc<Source> {
    Arc::new(Source { path: path.to_owned(), text: String::new() })
}

/// The bytes of a file that a fingerprint rests on: none if it can't be read.
pub fn bytes(path: &Path) -> Vec<u8> {
    sound(path).and_then(|()| fs::read(path).map_err(|error| error.to_string())).unwrap_or_default()
}

/// Whether a file is worth opening at all.
fn sound(path: &Path) -> Result<(), String> {
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        _ => error.to_string(),
    })?;
    match about.len() {
        _ if !about.is_file() => Err("it is not a file".to_owned()),
        size if size > MAX_BYTES => Err(format!("it has {size} bytes, and a fact file has at most {MAX_BYTES}")),
        _ => Ok(()),
    }
}

pub(super) fn read_text(path: &Path) -> Result<String, String> {
    sound(path)?;
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let read = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(read).filter(|&&byte| byte == b'\n').count() + 1;
        format!("it is not UTF-8 (line {line}, byte {read})")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The files directly under `dir/folder` with this ending, sorted: paths relative to `dir`. A folder that is not there has none.
pub fn list(dir: &Path, folder: &str, ending: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(dir.join(folder)) else { return Vec::new() };
    let mut paths: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(ending) && !name.starts_with('.'))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    paths.sort();
    paths
}

/// The name of a file without folder and ending: the id of what it holds.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Punctuation of Chinese typing that stands on the line of a mistake, outside of quotation marks, and what TOML has in its place.
pub(super) fn full_width(text: &str, at: usize) -> Option<(char, char)> {
    const TYPED: [(char, char); 12] = [
        ('，', ','),
        ('“', '"'),
        ('”', '"'),
        ('‘', '\''),
        ('’', '\''),
        ('＝', '='),
        ('：', '='),
        ('。', '.'),
        ('［', '['),
        ('］', ']'),
        ('｛', '{'),
        ('｝', '}'),
    ];
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let mut is_quoted = false;
    text.get(start..)?.lines().next()?.chars().find_map(|c| {
        is_quoted ^= c == '"';
        TYPED.iter().copied().find(|&(typed, _)| typed == c && !is_quoted)
    })
}
