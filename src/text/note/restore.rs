//! What names in a list share: 葛店经开区、临空经济区管委会 are two committees, 市发改委、科技局 two departments of the city.

use super::body;
use super::list::Item;

/// The bodies that rule a place, and whether that place is a zone.
const RULERS: [(&str, bool); 4] = [("管理委员会", true), ("管委会", true), ("人民政府", false), ("政府", false)];

/// 各省、自治区、直辖市人民政府 is one name.
pub fn fixed_phrases(text: &str, items: &mut Vec<Item>) {
    let mut i = 0;
    while i < items.len() {
        let starts = items.get(i).is_some_and(|item| item.name == "各省");
        let ends = items.get(i + 1).is_some_and(|item| item.joined && item.name == "自治区")
            && items.get(i + 2).is_some_and(|item| item.joined && item.name.starts_with("直辖市"));
        if starts
            && ends
            && let (Some(last), Some(first)) = (items.get(i + 2).map(|item| item.written.end), items.get_mut(i))
        {
            first.written.end = last;
            first.name = first.written.of(text).to_owned();
            items.drain(i + 1..i + 3);
        }
        i += 1;
    }
}

pub fn shared_words(items: &mut [Item]) {
    rulers(items);
    each(items);
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

/// 各市、县(区)人民政府: 各 holds for both.
fn each(items: &mut [Item]) {
    for i in 1..items.len() {
        let Some(left) = items.get(i - 1).map(|item| item.name.clone()) else {
            continue;
        };
        if let Some(right) = items.get_mut(i)
            && right.joined
            && left.starts_with('各')
            && left.ends_with("政府")
            && ["县", "区", "市", "旗", "镇", "乡"].iter().any(|kind| right.name.starts_with(kind))
            && right.name.ends_with("政府")
            && right.name.chars().count() <= 10
            && !right.name.starts_with("市政府")
        {
            right.name.insert(0, '各');
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
