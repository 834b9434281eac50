//! What belongs to the web page and not to the document: navigation, hotlines, counters, copyright, the next article. Knows the habits of pages,
//! no document.

use super::characters::is_han;
use super::{Remark, lines};
use crate::model::span::Span;
use crate::text::scan;

/// Words that only pages have, wherever they stand in a short line.
const ANYWHERE: [&str; 40] = [
    "您的位置",
    "当前位置",
    "您现在的位置",
    "首页 >",
    "首页>",
    "浏览次数",
    "浏览量",
    "阅读次数",
    "点击数",
    "点击量",
    "访问量",
    "咨询热线",
    "在线客服",
    "欢迎访问",
    "欢迎联系",
    "版权所有",
    "Copyright",
    "copyright",
    "备案号",
    "ICP备",
    "公网安备",
    "网站地图",
    "网站标识码",
    "打印本页",
    "关闭窗口",
    "关闭本页",
    "返回顶部",
    "分享到",
    "扫一扫",
    "字体大小",
    "字号:",
    "【字体",
    "[字体",
    "上一篇",
    "下一篇",
    "责任编辑:",
    "信息来源:",
    "发布机构:",
    "索引号:",
    "收藏本站",
];

/// Lines that are furniture as a whole.
const WHOLE: [&str; 28] = [
    "TOP",
    "客服",
    "电话",
    "微信",
    "首页",
    "打印",
    "分享",
    "收藏",
    "关闭",
    "返回",
    "无附件",
    "附件无附件",
    "公众意见",
    "决策预公开详情",
    "正文",
    "详情",
    "字体",
    "大中小",
    "相关链接",
    "相关文件",
    "相关解读",
    "相关附件",
    "政策解读",
    "我要咨询",
    "我要纠错",
    "无障碍",
    "长者模式",
    "登录",
];

/// From one of these on, near the end of the page, nothing of the document follows.
const TAIL: [&str; 13] = [
    "下载附件",
    "附件下载",
    "原文链接",
    "免责声明",
    "上一篇",
    "下一篇",
    "相关推荐",
    "相关文章",
    "相关阅读",
    "推荐阅读",
    "猜你喜欢",
    "Copyright",
    "版权所有",
];

/// A line longer than this is prose, whatever words it holds.
const LONGEST: usize = 80;

pub fn remove(text: &str, remarks: &mut Vec<Remark>) -> String {
    let all: Vec<Span> = scan::lines(text).collect();
    let (head, end) = (head(text, &all), tail(text, &all));
    let mut kept = String::with_capacity(text.len());
    for (i, line) in all.iter().enumerate() {
        let words = line.of(text);
        let repeats = is_short(words) && is_repeated_title(words) && all.iter().take(end).skip(i + 1).take(12).any(|later| later.of(text) == words);
        if i >= end || is_furniture(words) || repeats || (i < head && is_crumb(words)) {
            remarks.push(Remark::Furniture { line: words.to_owned() });
        } else {
            kept.push_str(without_link(words));
            kept.push('\n');
        }
    }
    kept
}

/// The first line from which on nothing of the document follows. What follows is short and has no clauses: a page of several documents is not cut.
fn tail(text: &str, all: &[Span]) -> usize {
    let end = all.last().map_or(0, |line| line.end);
    let shortest_rest = all.len().saturating_sub(TAIL_LINES).max(all.len() / 3);
    let mut cut = all.len();
    for (i, line) in all.iter().enumerate().skip(shortest_rest).rev() {
        let words = line.of(text);
        if (end - line.start > TAIL_BYTES && (end - line.start) * 4 > end) || crate::text::outline::begins_with_number(text, *line) {
            break;
        }
        if is_short(words) && TAIL.iter().any(|word| words.starts_with(word)) {
            cut = i;
        }
    }
    cut
}

/// What a page adds below a document has no more lines than this.
const TAIL_LINES: usize = 60;

/// Nor is it a large part of the page, unless the document itself is tiny.
const TAIL_BYTES: u32 = 600;

/// How many lines at most stand before the title of a document.
const HEAD: usize = 20;

/// The line of the title, if there is one near the top.
fn head(text: &str, all: &[Span]) -> usize {
    all.iter().take(HEAD).position(|line| lines::ends_like_title(line.of(text)) && line.of(text).contains("关于")).unwrap_or(0)
}

/// A few words above the title that are no salutation, no issuer, no number and no date: left over from a menu or a banner.
fn is_crumb(words: &str) -> bool {
    let short = words.chars().take(11).count() <= 10;
    let says_something = words.contains(['。', ':', ',', '、', '〔', '《', '年', '号', '(']);
    short && !says_something && !lines::is_issuer(words) && !words.ends_with("文件") && !words.ends_with("公报")
}

fn is_short(words: &str) -> bool {
    words.chars().take(LONGEST + 1).count() <= LONGEST
}

fn is_furniture(words: &str) -> bool {
    // A document number may stand beside the index of the page.
    if !is_short(words) || words.contains('〔') {
        return false;
    }
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let says_when = ["发布日期:", "发布时间:", "更新时间:", "来源:"].iter().any(|word| bare.starts_with(word)) && !bare.contains('。');
    let has_words = words.chars().any(is_han);
    ANYWHERE.iter().any(|word| words.contains(word) || bare.contains(word))
        || is_menu(words)
        || WHOLE.contains(&bare.as_str())
        || says_when
        || (!has_words && !holds_meaning(&bare))
}

/// 首页 | 政务公开 | 政策文件: a row of short names, none with a figure.
fn is_menu(words: &str) -> bool {
    let cells: Vec<&str> = words.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let is_name = |cell: &str| cell.chars().count() <= 8 && !cell.contains(|c: char| c.is_ascii_digit() || "元%:。,、".contains(c));
    words.matches('|').count() >= 2 && cells.len() > 2 && cells.iter().all(|cell| is_name(cell)) && cells.iter().any(|cell| MENU.contains(cell))
}

const MENU: [&str; 16] = [
    "首页",
    "政务公开",
    "新闻中心",
    "政务服务",
    "互动交流",
    "政民互动",
    "网上办事",
    "政府信息公开",
    "机构职能",
    "专题专栏",
    "政策文件",
    "通知公告",
    "走进",
    "数据开放",
    "登录",
    "English",
];

/// A line without Chinese characters that a document may have: a date, a formula, the number in a cell. A page number, a telephone and an
/// address of the web are none.
fn holds_meaning(bare: &str) -> bool {
    let is_page_number = bare.len() <= 12 && bare.contains(['-', '—', '/', '·']) && bare.chars().all(|c| c.is_ascii_digit() || "-—/·".contains(c));
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let is_number = digits > 0 && digits < 7 && bare.chars().all(|c| c.is_ascii_digit() || ".,%-—~=+×".contains(c));
    !is_page_number && (is_number || bare.contains(['%', '=']) || !crate::text::date::dates(bare).is_empty())
}

/// Pages print the title above the document once more.
fn is_repeated_title(words: &str) -> bool {
    words.chars().count() >= 10 && !words.contains(['。', ';']) && scan::first(words).is_some_and(is_han)
}

fn without_link(words: &str) -> &str {
    ["点击下载", "下载附件", "查看附件", "点击查看"].iter().find_map(|link| words.strip_suffix(link)).map_or(words, str::trim_end)
}
