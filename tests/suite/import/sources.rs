//! What a source is, at the door of import: its encoding, its kind of file, its tags, its name, the site around it.
//! Does not look at what a notice says.

use super::run;
use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use kohyo::diagnostic::Finding;
use kohyo::disk::Snapshot;
use kohyo::import::{Ground, Imported, MAX_BYTES, MarkupNode, decode, parse_page};
use kohyo::tree::{Form, Mark, transcript};

const SITE: &str = "content/site.yaml";
const TITLE: &str = "個人情報の取扱いについて\n\n個人情報を適正に取り扱います。\n";

const WORDS: &str =
    "見本健康保険組合は、加入者の個人情報を①適正に取り扱います。\r\n電話：００－００００\r\n";

#[test]
fn japanese_encodings_are_found() {
    for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        let words =
            if encoding == SHIFT_JIS { WORDS.to_owned() } else { WORDS.replace('①', "1") };
        let (bytes, _, lossy) = encoding.encode(&words);
        assert!(!lossy, "{}", encoding.name());
        let decoded = decode("a.txt", &bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.text), (encoding.name(), words));
    }
    let wide = |big: bool| -> Vec<u8> {
        WORDS
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    for (bytes, name) in [(wide(true), "UTF-16BE"), (wide(false), "UTF-16LE")] {
        assert_eq!(decode("a.txt", &bytes).unwrap().encoding, name);
    }
    let marked = [b"\xFF\xFE".as_slice(), &wide(false)].concat();
    let decoded = decode("a.txt", &marked).unwrap();
    assert_eq!((decoded.ground, decoded.text.as_str()), (Ground::Declared, WORDS));
    let marked = format!("\u{FEFF}{WORDS}");
    let decoded = decode("a.txt", marked.as_bytes()).unwrap();
    assert_eq!((decoded.ground, decoded.text), (Ground::Declared, marked));
}

#[test]
fn unreadable_bytes_are_an_error_with_their_place() {
    let mut bytes = WORDS.as_bytes().to_vec();
    bytes.extend_from_slice(b"\n\xFF\xFE\xFD tail");
    let finding = decode("a.txt", &bytes).unwrap_err();
    assert_eq!(finding.code, "undecodable");
    assert_eq!(finding.span.unwrap().range.start, WORDS.len() + 1);
    assert_eq!(decode("a.txt", b" \r\n").unwrap_err().code, "empty-source");
    let large = vec![b'a'; MAX_BYTES + 1];
    assert_eq!(decode("a.txt", &large).unwrap_err().code, "source-too-large");
}

/// Why a file cannot be imported.
fn refusal(name: &str, bytes: &[u8]) -> Option<Finding> {
    run(name, bytes, &Snapshot::default()).err().map(|mut findings| findings.remove(0))
}

#[test]
fn every_wrong_file_has_its_advice() {
    let ole = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &wide].concat()
    };
    for (name, bytes, code) in [
        ("a.txt", vec![], "empty-source"),
        ("a.doc", ole("WordDocument"), "source-doc"),
        ("a.docx", ole("EncryptedPackage"), "source-locked"),
        ("a.xls", ole("Workbook"), "source-excel"),
        ("a.jtd", ole("x"), "source-office"),
        ("a.pdf", b"%PDF-1.7".to_vec(), "source-pdf"),
        ("a.xlsx", b"PK\x03\x04xl/workbook.xml".to_vec(), "source-excel"),
        ("a.zip", b"PK\x03\x04a.txt".to_vec(), "source-zip"),
        ("a.rtf", b"{\\rtf1".to_vec(), "source-rtf"),
        (
            "a.mht",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n".to_vec(),
            "source-mht",
        ),
        ("a.png", b"\x89PNG\r\n".to_vec(), "source-picture"),
    ] {
        let finding = refusal(name, &bytes).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(finding.code, code, "{name}");
        assert!(finding.help.is_some(), "{name}");
    }
    assert_eq!(refusal("a.txt", "個人情報".as_bytes()), None);
}

/// A file that an import would write.
fn written(imported: &Imported, path: &str) -> Option<String> {
    imported.edits.written(path).map(|text| String::from_utf8_lossy(text).into_owned())
}

fn organisation(text: &str) -> String {
    let imported = run("a.txt", text.as_bytes(), &Snapshot::default()).unwrap();
    let file = written(&imported, "content/organisation.yaml").unwrap_or_default();
    let name = file.lines().find_map(|line| line.strip_prefix("name: "));
    name.unwrap_or_default().to_owned()
}

#[test]
fn the_name_is_the_one_most_often_used() {
    assert_eq!(
        organisation("見本健康保険組合 総務課\n当健康保険組合は、健康保険組合連合会に"),
        "見本健康保険組合"
    );
    assert_eq!(organisation("甲乙健康保険組合（旧丙健康保険組合）"), "甲乙健康保険組合");
    assert_eq!(organisation("健康保険組合の皆さまへ"), "");
}

#[test]
fn a_taken_folder_is_left_alone() {
    let taken = Snapshot::from_memory([("content/privacy/document.yaml", vec![])]);
    let slug = |text: &str| run("a.txt", text.as_bytes(), &taken).unwrap().slug;
    assert_eq!(slug(TITLE).as_str(), "privacy-2");
    let rules = "個人情報保護規程\n\n第１条　見本である。\n第２条　前条のとおりとする。\n";
    assert_eq!(slug(rules).as_str(), "privacy-rules");
}

/// Where a link of a page leads that gives its own address.
fn resolved(base: &str, to: &str) -> Option<String> {
    let page = format!(
        "<html><head><base href='{base}'></head><body><h1>個人情報</h1><p>規程は<a href='{to}'>こちら</a>です。</p></body></html>"
    );
    let imported = run("a.html", page.as_bytes(), &Snapshot::default()).unwrap();
    imported.root.visit().find_map(|(_, one)| {
        one.text().runs().iter().find_map(|run| match run.mark() {
            Mark::Link(to) => Some(to.to_string()),
            Mark::Plain | Mark::Strong => None,
        })
    })
}

#[test]
fn links_are_whole_from_the_address_of_the_page() {
    let base = "https://www.example.jp/kojin/a/index.html?x#y";
    for (to, whole) in [
        ("b.html", Some("https://www.example.jp/kojin/a/b.html")),
        ("../kitei/rules.pdf", Some("https://www.example.jp/kojin/kitei/rules.pdf")),
        ("../../../x/./y/..", Some("https://www.example.jp/x/")),
        ("/top/?a=1#b", Some("https://www.example.jp/top/?a=1#b")),
        ("//cdn.example.jp/a", Some("https://cdn.example.jp/a")),
        ("?page=2", Some("https://www.example.jp/kojin/a/index.html?page=2")),
        ("規 程.pdf", Some("https://www.example.jp/kojin/a/%E8%A6%8F%20%E7%A8%8B.pdf")),
        ("./", Some("https://www.example.jp/kojin/a/")),
        ("#top", None),
        ("mailto:a@example.jp", None),
        ("javascript:void(0)", None),
        ("", None),
    ] {
        assert_eq!(resolved(base, to).as_deref(), whole, "{to}");
    }
    assert_eq!(resolved("http://example.jp", "a").unwrap(), "http://example.jp/a");
    for address in ["file:///C:/a.html", "https://", "/kojin/", ""] {
        assert_eq!(resolved(address, "a"), None, "{address}");
    }
}

fn shown(source: &str, nodes: &[MarkupNode]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            MarkupNode::Words(chunk) => chunk.words(source).to_owned(),
            MarkupNode::Element(one) => {
                format!("<{}>{}</>", one.name, shown(source, &one.children))
            }
        })
        .collect()
}

#[test]
fn tags_that_are_left_out_are_closed() {
    for (source, tree) in [
        ("<p>一<p>二", "<p>一</><p>二</>"),
        ("<ul><li>一<li>二</ul>三", "<ul><li>一</><li>二</></>三"),
        (
            "<table><tr><td>一<td>二<tr><td>三</table>",
            "<table><tr><td>一</><td>二</></><tr><td>三</></></>",
        ),
        ("<b>一<i>二</b>三</i>", "<b>一<i>二</></>三"),
        ("A&amp;B&nbsp;&#x4E00;&copy2", "A&B\u{a0}一©2"),
        ("<dl><dt>一<dd>二<dt>三</dl>", "<dl><dt>一</><dd>二</><dt>三</></>"),
        ("<ruby>漢<rt>かん</ruby>", "<ruby>漢<rt>かん</></>"),
        ("<h2>一</h3>二", "<h2>一</>二"),
    ] {
        assert_eq!(shown(source, &parse_page(source)), tree, "{source}");
    }
}

#[test]
fn every_place_is_that_of_its_bytes() {
    let source = "<p class=\"a\">一 &lt; 二</p><!-- x --><p>三</p>";
    let nodes = parse_page(source);
    let [MarkupNode::Element(first), MarkupNode::Element(second)] = nodes.as_slice() else {
        panic!("{nodes:?}");
    };
    assert_eq!(&source[first.range.clone()], "<p class=\"a\">一 &lt; 二</p>");
    assert_eq!(&source[second.range.clone()], "<p>三</p>");
}

fn after(before: &str) -> Result<Option<String>, &'static str> {
    let snapshot = Snapshot::from_memory([(SITE, before.as_bytes().to_vec())]);
    let imported = run("a.txt", TITLE.as_bytes(), &snapshot).unwrap();
    match imported.findings.iter().find(|finding| finding.code == "site-not-edited") {
        Some(finding) => Err(finding.code),
        None => Ok(written(&imported, SITE)),
    }
}

#[test]
fn a_document_is_added_and_nothing_else_changes() {
    assert_eq!(
        after("# 見本\ntitle: 見本 # 名\ndocuments:\n  - rules # 規程\ntheme: kohyo\n"),
        Ok(Some(
            "# 見本\ntitle: 見本 # 名\ndocuments:\n  - rules # 規程\n  - privacy\ntheme: kohyo\n"
                .to_owned()
        ))
    );
    assert_eq!(
        after("documents:\r\n- rules\r\n"),
        Ok(Some("documents:\r\n- rules\r\n- privacy\r\n".to_owned()))
    );
    assert_eq!(after("documents:\n  - privacy\n"), Ok(None));
    assert_eq!(after("title: 見本\n"), Ok(None));
    assert_eq!(after("documents: [rules]\n"), Err("site-not-edited"));
    assert_eq!(after("documents: rules\n  x\n"), Err("site-not-edited"));
}

#[test]
fn what_is_missing_is_made() {
    let none = Snapshot::default();
    let text = format!("{TITLE}見本健康保険組合\n");
    let imported = run("a.txt", text.as_bytes(), &none).unwrap();
    assert_eq!(
        written(&imported, SITE).unwrap(),
        "# yaml-language-server: $schema=../.kohyo/schemas/site.json\n\
         title: 見本健康保険組合\ndocuments:\n  - privacy\n"
    );
    let file = written(&imported, "content/organisation.yaml").unwrap();
    assert!(file.contains("name: 見本健康保険組合"), "{file}");
    let nameless = run("a.txt", TITLE.as_bytes(), &none).unwrap();
    assert_eq!(written(&nameless, "content/organisation.yaml"), None);
}

#[test]
fn signs_of_structure_in_plain_text_say_nothing() {
    let text =
        "個人情報の取扱い\n\n\u{FDD0}区分\u{FDD0}目的\n\u{FDD4}情報を\u{FDD2}守ります\u{FDD3}。\n";
    let imported = run("a.txt", text.as_bytes(), &Snapshot::default()).unwrap();
    assert!(imported.root.visit().all(|(_, one)| one.form() != Form::Table));
    let words = transcript(&imported.root);
    assert!(words.contains("区分目的") && words.contains("情報を守ります。"), "{words}");
}
