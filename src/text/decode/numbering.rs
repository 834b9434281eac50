//! The numbers that Word puts before the paragraphs of its lists: the document holds which list and how deep, `word/numbering.xml` how each list counts.
//! Numbers that come with a style, and bullets, are left out.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::docx::is;

/// How one level of a list counts: what its first number is, in which digits, and the words around it (`%1、`).
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    words: String,
}

/// The lists of a document, with how far each has counted.
#[derive(Debug, Default)]
pub struct Lists {
    /// By the id of the scheme and the depth.
    levels: HashMap<(String, usize), Level>,
    /// The scheme of each list.
    schemes: HashMap<String, String>,
    /// Lists that begin anew, and have not yet.
    restarts: HashMap<(String, usize), u32>,
    counts: HashMap<(String, usize), u32>,
}

/// Word has nine levels.
const DEEPEST: usize = 9;

impl Lists {
    pub fn read(xml: &str) -> Result<Lists, quick_xml::Error> {
        let mut lists = Lists::default();
        let mut reader = Reader::from_str(xml);
        let (mut scheme, mut list, mut depth) = (None, None, None);
        loop {
            match reader.read_event()? {
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    if is(&name, "abstractNum") {
                        (scheme, list) = (attribute(&tag, "w:abstractNumId"), None);
                    } else if is(&name, "num") {
                        (scheme, list) = (None, attribute(&tag, "w:numId"));
                    } else if is(&name, "abstractNumId") {
                        lists.schemes.extend(list.clone().zip(value(&tag)));
                    } else if is(&name, "lvl") || is(&name, "lvlOverride") {
                        depth = attribute(&tag, "w:ilvl").and_then(|depth| depth.parse().ok()).filter(|&depth| depth < DEEPEST);
                    } else if let (Some(list), Some(depth), true) = (&list, depth, is(&name, "startOverride")) {
                        lists.restarts.extend(value(&tag).and_then(|start| start.parse().ok()).map(|start| ((list.clone(), depth), start)));
                    } else if let (Some(scheme), Some(depth)) = (&scheme, depth) {
                        let level = lists.levels.entry((scheme.clone(), depth)).or_insert_with(|| Level {
                            start: 1,
                            format: "decimal".to_owned(),
                            words: String::new(),
                        });
                        match (name.strip_prefix("w:"), value(&tag)) {
                            (Some("start"), Some(start)) => level.start = start.parse().unwrap_or(1),
                            (Some("numFmt"), Some(format)) => level.format = format,
                            (Some("lvlText"), Some(words)) => level.words = words,
                            _ => {}
                        }
                    }
                }
                Event::Eof => return Ok(lists),
                _ => {}
            }
        }
    }

    /// The number of the next paragraph of a list, with the words around it; none where the list has none.
    pub fn next(&mut self, list: &str, depth: usize) -> Option<String> {
        let scheme = self.schemes.get(list)?.clone();
        let level = self.levels.get(&(scheme.clone(), depth))?.clone();
        let restart = self.restarts.remove(&(list.to_owned(), depth));
        let count = match (restart, self.counts.get(&(scheme.clone(), depth))) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => level.start,
        };
        self.counts.insert((scheme.clone(), depth), count);
        self.counts.retain(|(of, deeper), _| *of != scheme || *deeper <= depth);
        let mut words = level.words;
        let is_number = words.contains('%');
        for above in 0..=depth {
            let mark = format!("%{}", above + 1);
            if words.contains(&mark) {
                let of = self.levels.get(&(scheme.clone(), above))?;
                let count = self.counts.get(&(scheme.clone(), above)).copied().unwrap_or(of.start);
                words = words.replace(&mark, &digits(count, &of.format)?);
            }
        }
        // Word sets the number apart with a tab.
        let is_apart = words.ends_with(['、', '.', '．', ')', '）', ' ']);
        is_number.then(|| if is_apart { words } else { format!("{words} ") })
    }
}

/// Which list a paragraph stands in, and how deep, as its properties say it bit by bit.
#[derive(Debug, Default, Clone)]
pub struct Place {
    list: Option<String>,
    depth: usize,
}

impl Place {
    /// The first list counts: one that a tracked change replaced stands after it.
    pub fn see(&mut self, tag: &BytesStart<'_>) {
        if self.list.is_some() {
            return;
        }
        if is(tag.name().as_ref(), "ilvl") {
            self.depth = value(tag).and_then(|depth| depth.parse().ok()).unwrap_or(0);
        } else if is(tag.name().as_ref(), "numId") {
            self.list = value(tag);
        }
    }

    pub fn number(&self, lists: &mut Lists) -> Option<String> {
        lists.next(self.list.as_deref()?, self.depth)
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.into_owned())
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "w:val")
}

/// A count in the digits of a list; none for bullets and letters, which number no clause.
fn digits(count: u32, format: &str) -> Option<String> {
    match format {
        "decimal" | "decimalFullWidth" | "decimalHalfWidth" | "decimalZero" => Some(count.to_string()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            (1..=20).contains(&count).then(|| char::from_u32(0x245f + count)).flatten().map(String::from)
        }
        _ => None,
    }
}

/// 一 to 九十九.
fn chinese(count: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| usize::try_from(n).ok().and_then(|n| DIGITS.get(n));
    let (tens, ones) = (digit(count / 10)?, digit(count % 10)?);
    match count {
        0 => None,
        1..=9 => Some((*ones).to_owned()),
        10..=19 => Some(format!("十{ones}")),
        _ => Some(format!("{tens}十{ones}")),
    }
}
