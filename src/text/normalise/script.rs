//! Traditional characters become simplified, by a dictionary of words. Knows how to tell whether a document is in traditional characters at all.

use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::Remark;
use super::characters::is_han;

/// A document in simplified characters may hold a few that look traditional (乾县, 於 in a name); it is left alone.
const SHARE: usize = 40;
const FEWEST: usize = 3;

/// Words with 著 that the dictionary of the converter takes for 着.
const KEEPS: [(&str, &str); 12] = [
    ("专着", "专著"),
    ("卓着", "卓著"),
    ("论着", "论著"),
    ("编着", "编著"),
    ("译着", "译著"),
    ("巨着", "巨著"),
    ("名着", "名著"),
    ("原着", "原著"),
    ("遗着", "遗著"),
    ("昭着", "昭著"),
    ("着称", "著称"),
    ("着述", "著述"),
];

pub fn simplify(text: String, remarks: &mut Vec<Remark>) -> String {
    let Some(Table { converter, changed }) = table() else {
        return text;
    };
    let is_traditional = |c: char| changed.get(index(c)).copied().unwrap_or(false);
    let (mut han, mut traditional) = (0_usize, 0_usize);
    for c in text.chars().filter(|&c| is_han(c)) {
        han += 1;
        traditional += usize::from(is_traditional(c));
    }
    if traditional < FEWEST || traditional * SHARE < han {
        return text;
    }
    remarks.push(Remark::Traditional);
    let mut simplified = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.chars().any(is_traditional) {
            simplified.push_str(&converter.convert(line));
        } else {
            simplified.push_str(line);
        }
    }
    for (wrong, right) in KEEPS {
        if simplified.contains(wrong) && text.contains('著') {
            simplified = simplified.replace(wrong, right);
        }
    }
    simplified
}

struct Table {
    converter: OpenCC,
    /// Which characters of the basic block change when they stand alone.
    changed: Vec<bool>,
}

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

fn index(c: char) -> usize {
    u32::from(c).checked_sub(FIRST).filter(|&i| i <= LAST - FIRST).map_or(usize::MAX, |i| i as usize)
}

/// The converter holds its dictionaries inside; that it can't be made is not expected, and would leave texts as they are.
fn table() -> Option<&'static Table> {
    static TABLE: OnceLock<Option<Table>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            let converter = OpenCC::from_config(BuiltinConfig::Tw2s).ok()?;
            let mut buffer = [0_u8; 4];
            let changed = (FIRST..=LAST)
                .map(|code| {
                    char::from_u32(code).is_some_and(|c| {
                        let alone = c.encode_utf8(&mut buffer);
                        converter.convert(alone) != *alone
                    })
                })
                .collect();
            Some(Table { converter, changed })
        })
        .as_ref()
}
