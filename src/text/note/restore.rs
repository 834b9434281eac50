//! What names in a list share: 葛店经开区、临空经济区管委会 are two committees, 市发改委、科技局 two departments of the city.

use super::body;
use super::list::Item;
use crate::text::scan;

/// The bodies that rule a place, and whether that place is a zone.
const RULERS: [(&str, bool); 4] = [("管理委员会", true), ("管委会", true), ("人民政府", false), ("政府", false)];

/// The kinds of place that may stand alone in the name of all governments of a level.
const KINDS: [&str; 25] = [
    "省",
    "自治区",
    "直辖市",
    "市",
    "设区市",
    "地级市",
    "县级市",
    "地",
    "州",
    "自治州",
    "盟",
    "县",
    "自治县",
    "区",
    "旗",
    "特区",
    "林区",
    "市辖区",
    "县市",
    "县区",
    "镇",
    "乡",
    "街道",
    "市州",
    "地市",
];

/// 各省、自治区、直辖市人民政府 is one name, and so is 各市、县(区)人民政府: 各 and a kind of place, further kinds, and the government of them all.
pub fn fixed_phrases(text: &str, items: &mut Vec<Item>) {
    let mut i = 0;
    while i < items.len() {
        let begins = items.get(i).and_then(|item| item.name.strip_prefix('各')).is_some_and(is_kind);
        let more = items.iter().skip(i + 1).take_while(|item| item.joined && is_kind(ruled(&item.name))).count();
        // The first government closes the name.
        let closes = items.iter().skip(i + 1).take(more).position(|item| ruled(&item.name) != item.name).map_or(more, |n| n + 1);
        if begins
            && closes > 0
            && let (Some(end), Some(first)) = (items.get(i + closes).map(|item| item.written.end), items.get_mut(i))
        {
            first.written.end = end;
            first.name = first.written.of(text).to_owned();
            items.drain(i + 1..i + closes + 1);
        }
        i += 1;
    }
}

/// A kind of place, without its brackets: 县 of 县(市、区).
fn is_kind(name: &str) -> bool {
    KINDS.contains(&scan::without_bracket(name))
}

/// A place without the body that rules it.
fn ruled(name: &str) -> &str {
    RULERS.iter().filter(|(_, zone)| !zone).find_map(|(ruler, _)| name.strip_suffix(ruler)).unwrap_or(name)
}

pub fn shared_words(items: &mut [Item]) {
    rulers(items);
    levels(items);
}

/// From right to left, a place takes the ruling body of the place it is joined to.
fn rulers(items: &mut [Item]) {
    let mut shared: Option<(&str, bool)> = None;
    for item in items.iter_mut().rev() {
        if let Some(&(ruler, zone)) = RULERS.iter().find(|(ruler, _)| item.name.ends_with(ruler) && item.name.len() > ruler.len()) {
            shared = Some((ruler, zone));
        } else if let Some((ruler, zone)) = shared {
            let fits = if zone { body::is_zone(&item.name) } else { body::is_territory(&item.name) };
            if fits {
                item.name.push_str(ruler);
            }
        }
        if !item.joined {
            shared = None;
        }
    }
}

/// A department without a level has the level of the department before it.
fn levels(items: &mut [Item]) {
    let mut level: Option<String> = None;
    for item in items {
        if let (Some(level), Some(link)) = (&level, body::missing_link(&item.name)) {
            item.name = format!("{level}{link}{}", item.name);
        } else if let Some(found) = body::level(&item.name).filter(|_| !body::is_territory(&item.name)) {
            level = Some(found.to_owned());
        }
    }
}
