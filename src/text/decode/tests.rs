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
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let written = writer.start_file("word/document.xml", options).is_ok() && writer.write_all(xml.as_bytes()).is_ok();
    let bytes = writer.finish().map(Cursor::into_inner).unwrap_or_default();
    assert!(written);
    assert_eq!(decode(&bytes).map(|d| d.text), Ok(format!("某市<措施>\n{WORDS}\n")));
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
