//! Documents in the forms people have them, and what is none.

use std::io::{Cursor, Write};

use super::{DecodeError, Format, decode};

const WORDS: &str = "一、支持企业发展。对新认定的国家级企业技术中心,给予100万元奖励。(责任单位:市工信局)";
const TRADITIONAL: &str = "一、支持企業發展。對新認定的國家級企業技術中心,給予獎勵。主辦機關為市政府,請各單位遵照辦理。";

#[test]
fn plain_text_in_the_encodings_of_chinese_pages() {
    let cases = [(encoding_rs::UTF_8, WORDS), (encoding_rs::GBK, WORDS), (encoding_rs::GB18030, WORDS), (encoding_rs::BIG5, TRADITIONAL)];
    for (encoding, words) in cases {
        let words = words.repeat(3);
        let (bytes, _, _) = encoding.encode(&words);
        let decoded = decode(&bytes);
        assert_eq!(decoded.as_ref().map(|d| (d.text.as_str(), d.format)), Ok((words.as_str(), Format::Plain)), "{}", encoding.name());
    }
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(WORDS.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(decode(&utf16).map(|d| d.text), Ok(WORDS.to_owned()));
}

#[test]
fn a_web_page_without_its_furniture() {
    let page = format!(
        "<!DOCTYPE html><html><head><title>x</title><style>p{{}}</style></head><body><nav>首页</nav><h1>某市若干措施</h1>\
         <div class=content><p>{WORDS}</p><p>二、加强保障。<br>三、附则。</p></div><script>var a='。。。。';</script><div>版权所有</div></body></html>"
    );
    let decoded = decode(page.as_bytes());
    let text = decoded.as_ref().map(|d| d.text.split_whitespace().collect::<Vec<_>>().join("|")).unwrap_or_default();
    assert_eq!(text, format!("某市若干措施|{WORDS}|二、加强保障。|三、附则。"));
    assert_eq!(decoded.map(|d| d.format), Ok(Format::Html));
}

#[test]
fn a_docx_by_its_paragraphs() {
    let xml = format!(
        "<w:document><w:body><w:p><w:r><w:t>某市&lt;措施&gt;</w:t></w:r></w:p>\
         <w:p><w:r><w:t>{WORDS}</w:t></w:r><w:del><w:delText>删去</w:delText></w:del></w:p></w:body></w:document>"
    );
    let decoded = decode(&archive(&[("word/document.xml", &xml)]));
    assert_eq!(decoded.map(|d| d.text), Ok(format!("某市<措施>\n{WORDS}\n")));
}

/// A .docx of these files.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in files {
        let written = writer.start_file(*name, zip::write::SimpleFileOptions::default()).is_ok() && writer.write_all(xml.as_bytes()).is_ok();
        assert!(written, "{name}");
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

#[test]
fn the_numbers_of_a_docx_that_word_counts() {
    let level = |depth: u8, format: &str, words: &str| {
        format!("<w:lvl w:ilvl=\"{depth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{words}\"/></w:lvl>")
    };
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"7\">{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"11\"/></w:lvlOverride></w:num></w:numbering>",
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "(%2)"),
        level(2, "decimal", "%3."),
        level(0, "bullet", "\u{f0b7}"),
    );
    let paragraph = |(list, depth, words): &(u8, u8, &str)| {
        format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let paragraphs = [
        (1, 0, "支持企业做强做优做大"),
        (1, 1, "支持研发"),
        (1, 1, "支持平台"),
        (1, 0, "支持人才引育"),
        (1, 1, "支持团队"),
        (1, 2, "甲类"),
        (0, 0, "没有编号的一段"),
        (2, 0, "一个圆点"),
        (3, 0, "支持项目建设"),
        (9, 0, "没有这个列表"),
    ];
    let document = format!("<w:document><w:body>{}</w:body></w:document>", paragraphs.iter().map(paragraph).collect::<String>());
    let expected = "一、支持企业做强做优做大\n(一)支持研发\n(二)支持平台\n二、支持人才引育\n(一)支持团队\n1.甲类\n没有编号的一段\n一个圆点\n十一、支持项目建设\n没有这个列表\n";
    let decoded = decode(&archive(&[("word/document.xml", &document), ("word/numbering.xml", &numbering)]));
    assert_eq!(decoded.map(|d| d.text), Ok(expected.to_owned()));
    // Without the file that says how the lists count, nothing is made up.
    let decoded = decode(&archive(&[("word/document.xml", &document)]));
    assert_eq!(decoded.map(|d| d.text.starts_with("支持企业")), Ok(true));
    assert!(matches!(
        decode(&archive(&[("word/document.xml", &document), ("word/numbering.xml", "<w:numbering></w:num>")])),
        Err(DecodeError::Docx { .. })
    ));
}

#[test]
fn what_is_no_document() {
    let cases: [(&[u8], DecodeError); 6] = [
        (b"", DecodeError::Empty),
        (b" \n\t", DecodeError::Empty),
        (b"%PDF-1.7 ...", DecodeError::Binary { what: "a PDF; save it as text or .docx" }),
        (&[0; 64], DecodeError::Binary { what: "binary data" }),
        (b"plain English words", DecodeError::NotChinese { han: 0 }),
        ("太短了".as_bytes(), DecodeError::NotChinese { han: 3 }),
    ];
    for (bytes, expected) in cases {
        assert_eq!(decode(bytes), Err(expected), "{bytes:?}");
    }
    assert!(matches!(decode(b"PK\x03\x04 broken"), Err(DecodeError::Docx { .. })));
    assert_eq!(decode(&vec![b'a'; super::LARGEST + 1]), Err(DecodeError::TooLarge { bytes: super::LARGEST + 1 }));
}
