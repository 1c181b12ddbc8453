//! Word files at the door of import: numbers that Word prints, tables with merged cells, tracked changes, notes,
//! readings, text boxes; and files that mean harm. The files are made by [`super::word_files`]; does not use Word.

use super::word_files::{
    SPACES, docx, joint, notice, numbering, p, regulation, table, tracked, words, zipped,
};
use super::{dump, prove, run};
use expect_test::expect_file;
use kohyo::disk::Snapshot;
use kohyo::import::Imported;
use proptest::prelude::*;
use std::path::Path;

fn imported(name: &str, bytes: &[u8]) -> Imported {
    let none = Snapshot::default();
    let imported =
        run(name, bytes, &none).unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
    prove(&imported, &none);
    imported
}

#[test]
fn word_files_import_whole() {
    for (name, bytes) in [
        ("word-rules", regulation()),
        ("word-notice", notice()),
        ("word-tracked", tracked()),
        ("word-table", table()),
        ("word-joint", joint()),
    ] {
        let imported = imported(&format!("{name}.docx"), &bytes);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
        expect_file![folder.join(format!("{name}.expect"))].assert_eq(&dump(&imported));
    }
}

#[test]
fn the_report_says_what_the_source_is() {
    let imported = imported("お知らせ.docx", &tracked());
    for words in
        ["word/document.xml, word/footnotes.xml", "平成30年", "隠した文", "Wordの本文を1段落1行"]
    {
        assert!(imported.report.contains(words), "{words}: {}", imported.report);
    }
    assert!(!imported.report.contains("w:t"), "{}", imported.report);
}

#[test]
fn files_that_mean_harm_are_refused() {
    let none = Snapshot::default();
    let code = |bytes: &[u8]| run("a.docx", bytes, &none).map(|_| ()).unwrap_err()[0].code;
    let bomb = format!(
        r#"<!DOCTYPE a [<!ENTITY a "{}"><!ENTITY b "&a;&a;&a;">]><w:document><w:body>&b;</w:body></w:document>"#,
        "あ".repeat(100)
    );
    assert_eq!(code(&zipped(&[("word/document.xml", &bomb)])), "source-unsafe");
    let large = format!("<w:document>{}</w:document>", " ".repeat(17 << 20));
    assert_eq!(code(&zipped(&[("word/document.xml", &large)])), "source-too-large");
    let deep = format!("{}{}", "<w:p>".repeat(5000), "</w:p>".repeat(5000));
    assert_eq!(code(&docx(&deep, &[])), "source-broken");
    assert_eq!(code(&zipped(&[("word/document.xml", "<w:document><w:body>")])), "source-broken");
    assert_eq!(code(&docx("", &[])), "empty-source");
    let whole = docx(&p("個人情報"), &[]);
    assert_eq!(code(&whole[..whole.len() / 2]), "source-broken");
    assert_eq!(code(&zipped(&[("xl/workbook.xml", "")])), "source-excel");
    // A part that would lie outside is a name like any other: nothing is ever unpacked to disk.
    let outside = docx(&p("個人情報の取扱い"), &[("../../outside.xml", "x")]);
    assert!(run("a.docx", &outside, &none).is_ok());
}

/// Bodies of the elements that matter, in any order and nesting.
fn bodies() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[あ個1一.、。 |]{0,6}".prop_map(|text| words(&text)),
        Just("<w:r><w:tab/></w:r>".to_owned()),
        Just("<w:r><w:br/></w:r>".to_owned()),
        Just("stray".to_owned()),
        Just(
            r#"<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr>"#
                .to_owned()
        ),
        Just(r#"<w:tcPr><w:vMerge/></w:tcPr>"#.to_owned()),
        Just(r#"<w:tcPr><w:gridSpan w:val="3"/><w:vMerge w:val="restart"/></w:tcPr>"#.to_owned()),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let names = [
            "w:p", "w:p", "w:tbl", "w:tr", "w:tc", "w:del", "w:ins", "w:txbxContent", "w:r", "w:t",
            "w:hyperlink",
        ];
        (proptest::sample::select(names.to_vec()), proptest::collection::vec(inner, 0..5))
            .prop_map(|(name, all)| format!("<{name}>{}</{name}>", all.concat()))
    })
}

const FORMATS: [&str; 6] =
    ["decimal", "upperRoman", "lowerLetter", "irohaFullWidth", "japaneseCounting", "unknown"];

/// Numbers as attributes have them: usual ones, and those at the ends of what a machine counts.
fn number() -> impl Strategy<Value = String> {
    let ends = ["-1", "", "4294967296", "9223372036854775807", "18446744073709551615", "x"];
    prop_oneof![
        (0u32..12).prop_map(|number| number.to_string()),
        prop::sample::select(ends.to_vec()).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_body_imports_whole_or_is_refused(body in bodies()) {
        let none = Snapshot::default();
        match run("any.docx", &docx(&body, &[("word/numbering.xml", &numbering())]), &none) {
            Ok(imported) => prove(&imported, &none),
            // Words where no Word file has any are found by the account of all words, and refused.
            Err(findings) => prop_assert!(findings.iter().all(|finding| {
                finding.code == "empty-source"
                    || (finding.code == "import-not-exact" && body.contains("stray"))
                    || (finding.code == "import-not-exact" && body.contains("<w:tbl>"))
            }), "{findings:#?}"),
        }
    }

    #[test]
    fn any_numbers_in_any_part_never_panic(
        (start, level, wide, style) in (number(), number(), number(), number()),
        (format, text) in (prop::sample::select(FORMATS.to_vec()), "[第%1-9条（）あ]{0,8}"),
    ) {
        let numbering = format!(
            r#"<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num></w:numbering>"#
        );
        let styles = format!(
            r#"<w:styles {SPACES}><w:style w:styleId="a"><w:name w:val="heading {style}"/><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="{level}"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#
        );
        let item = format!(r#"<w:p><w:pPr><w:pStyle w:val="b"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>"#, words("項目です。"));
        let head = format!(r#"<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>{}</w:p>"#, words("見出し"));
        let cell = |words: &str| format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/><w:vMerge/></w:tcPr>{}</w:tc>"#, p(words));
        let row = format!(r#"<w:tr><w:trPr><w:gridBefore w:val="{wide}"/><w:gridAfter w:val="{style}"/></w:trPr>{}{}</w:tr>"#, cell("甲"), cell("乙"));
        let body = format!("{head}{item}{item}{head}<w:tbl>{row}{row}</w:tbl>");
        let none = Snapshot::default();
        let file = docx(&body, &[("word/numbering.xml", &numbering), ("word/styles.xml", &styles)]);
        if let Ok(imported) = run("any.docx", &file, &none) {
            prove(&imported, &none);
        }
    }

    #[test]
    fn any_bytes_in_a_zip_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60), at in 0usize..400) {
        let mut file = docx(&p("個人情報の取扱い"), &[]);
        let at = at.min(file.len());
        let end = (at + bytes.len()).min(file.len());
        file.splice(at..end, bytes);
        let none = Snapshot::default();
        if let Ok(imported) = run("any.docx", &file, &none) {
            prove(&imported, &none);
        }
    }
}
