//! Marks that a page doubled: `,,` `,、` `,。`. Knows marks, no words.

use super::Remark;

fn is_mark(c: char) -> bool {
    matches!(c, ',' | '、' | '。' | ';' | ':')
}

/// Each run of marks becomes one: a full stop if there is one, else the last.
pub fn reduce(text: &str, remarks: &mut Vec<Remark>) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut run, mut length, mut count) = (None::<char>, 0, 0);
    for c in text.chars() {
        if is_mark(c) {
            run = Some(if run == Some('。') { '。' } else { c });
            length += 1;
            continue;
        }
        if let Some(mark) = run.take() {
            kept.push(mark);
            count += usize::from(length > 1);
            length = 0;
        }
        kept.push(c);
    }
    kept.extend(run);
    count += usize::from(length > 1);
    if count > 0 {
        remarks.push(Remark::Doubled { count });
    }
    kept
}
