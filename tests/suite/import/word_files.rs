//! Word files for the tests of import, as Word writes them but by hand. Does not import them.

use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;
pub(super) const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#;

/// A zip of parts.
pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file of a body and further parts.
pub(super) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("{HEAD}<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let mut all = vec![("[Content_Types].xml", types), ("word/document.xml", &document)];
    all.extend(parts);
    zipped(&all)
}

pub(super) fn words(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

pub(super) fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", words(text))
}

/// A paragraph of a style.
pub(super) fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#, words(text))
}

/// A paragraph of a list.
pub(super) fn numbered(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{}</w:p>"#,
        words(text)
    )
}

pub(super) fn cell(properties: &str, inner: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
}

pub(super) fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

pub(super) fn level(at: u32, format: &str, text: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

/// Lists: 1 is that of regulations, 2 decimal with kana below, 3 bullets, 4 as 1 but from 7 on.
pub(super) fn numbering() -> String {
    let law = [
        level(0, "decimalFullWidth", "第%1条"),
        level(1, "decimalFullWidth", "%2").replace("w:start w:val=\"1\"", "w:start w:val=\"2\""),
        level(2, "decimal", "(%3)"),
        level(3, "aiueoFullWidth", "%4"),
    ]
    .concat();
    let plain = [
        level(0, "decimal", "%1."),
        level(1, "decimal", "(%2)"),
        level(2, "decimalEnclosedCircle", "%3"),
    ]
    .concat();
    let bullets = [level(0, "bullet", ""), level(1, "bullet", "")].concat();
    format!(
        r#"{HEAD}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{law}</w:abstractNum><w:abstractNum w:abstractNumId="1">{plain}</w:abstractNum><w:abstractNum w:abstractNumId="2">{bullets}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"#
    )
}

pub(super) fn styles() -> String {
    format!(
        r#"{HEAD}<w:styles {SPACES}><w:style w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="2"><w:name w:val="heading 2"/></w:style><w:style w:styleId="x"><w:name w:val="見出しの子"/><w:basedOn w:val="1"/></w:style></w:styles>"#
    )
}

pub(super) fn regulation() -> Vec<u8> {
    let body = [
        p("見本健康保険組合個人情報管理規程"),
        p(""),
        p("（目的）"),
        numbered(1, 0, "この規程は、個人情報の適正な取扱いについて必要な事項を定める。"),
        p("（定義）"),
        numbered(
            1,
            0,
            "この規程において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。",
        ),
        numbered(1, 2, "個人情報　生存する個人に関する情報をいう。"),
        numbered(1, 2, "本人　個人情報によって識別される個人をいう。"),
        p("（管理責任者）"),
        numbered(1, 0, "組合に管理責任者を置く。"),
        numbered(1, 1, "管理責任者は、次の事務を行う。"),
        numbered(1, 2, "研修"),
        numbered(1, 3, "新任の職員に対するもの"),
        numbered(1, 3, "全ての職員に対するもの"),
        numbered(1, 2, "点検"),
        p("（保管）"),
        numbered(4, 0, "個人情報は、別表に定める期間保管する。"),
        p("附　則"),
        p("この規程は、令和８年４月１日から施行する。"),
        p("別表（第７条関係）"),
        format!(
            "<w:tbl><w:tblPr/><w:tblGrid/>{}{}{}</w:tbl>",
            row(&[cell("", &p("区分")), cell("", &p("書類")), cell("", &p("期間"))]),
            row(&[
                cell(r#"<w:vMerge w:val="restart"/>"#, &p("資格")),
                cell("", &p("取得届")),
                cell("", &p("５年"))
            ]),
            row(&[cell("<w:vMerge/>", &p("")), cell("", &p("喪失届")), cell("", &p("５年"))]),
        ),
    ]
    .concat();
    docx(&body, &[("word/numbering.xml", &numbering())])
}

pub(super) fn notice() -> Vec<u8> {
    let link = format!(r#"<w:hyperlink r:id="rId1">{}</w:hyperlink>"#, words("国の案内"));
    let body = [
        styled("a3", "個人情報の取扱いについて"),
        format!(
            r#"<w:p>{}<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>{}{link}{}</w:p>"#,
            words("当組合は、加入者の"),
            words("こじんじょうほう"),
            words("個人情報"),
            words("を取り扱います。詳しくは、"),
            words("をご覧ください。"),
        ),
        styled("1", "利用目的"),
        p("次の目的で利用します。"),
        numbered(3, 0, "資格の確認"),
        numbered(3, 0, "保険料の計算"),
        styled("1", "安全管理措置"),
        numbered(2, 0, "組織的安全管理措置"),
        numbered(2, 1, "責任者を置きます。"),
        numbered(2, 1, "点検を行います。"),
        numbered(2, 0, "人的安全管理措置"),
        numbered(2, 1, "研修を行います。"),
        styled("x", "お問い合わせ先"),
        p("見本健康保険組合　総務課"),
        format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", words("電話：03-0000-0000"), words("受付時間：平日9時から17時")),
    ]
    .concat();
    let rels = r#"<Relationships xmlns="x"><Relationship Id="rId1" Type="hyperlink" Target="https://www.example.jp/guide?a=1&amp;b=2" TargetMode="External"/></Relationships>"#;
    let foot = format!("<w:ftr {SPACES}>{}</w:ftr>", p("見本健康保険組合　内部資料"));
    docx(
        &body,
        &[
            ("word/numbering.xml", &numbering()),
            ("word/styles.xml", &styles()),
            ("word/_rels/document.xml.rels", rels),
            ("word/footer1.xml", &foot),
        ],
    )
}

pub(super) fn tracked() -> Vec<u8> {
    let note = |id: u32| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let body = [
        styled("a3", "個人情報の利用についてのお知らせ"),
        format!(
            r#"<w:p>{}<w:del w:id="1"><w:r><w:delText>平成30年</w:delText></w:r></w:del><w:ins w:id="2">{}</w:ins>{}{}{}</w:p>"#,
            words("この内容は、"),
            words("令和8年"),
            words("から適用します"),
            note(2),
            words("。"),
        ),
        format!(
            r#"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠した文</w:t></w:r>{}{}<w:r><w:rPr><w:b/></w:rPr><w:t>必ず</w:t></w:r>{}</w:p>"#,
            words("変更は"),
            note(3),
            words("公表します。A & B < C"),
        ),
        format!(
            r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="囲み"/><wp:posOffset>120</wp:posOffset><w:txbxContent>{0}</w:txbxContent></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>{1}</w:p>"#,
            p("窓口の受付は平日のみです。"),
            words("窓口は総務課です。"),
        ),
        format!(
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://www.example.jp/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>{}</w:p>"#,
            words("組合のページ"),
            words("もご覧ください。"),
        ),
    ]
    .concat();
    let notes = format!(
        r#"{HEAD}<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote><w:footnote w:id="3">{}</w:footnote></w:footnotes>"#,
        words("経過措置があります。"),
        p("軽微なものを除きます。"),
    );
    let comments =
        format!("<w:comments {SPACES}><w:comment>{}</w:comment></w:comments>", p("要確認"));
    docx(
        &body,
        &[
            ("word/styles.xml", &styles()),
            ("word/footnotes.xml", &notes),
            ("word/comments.xml", &comments),
        ],
    )
}

pub(super) fn table() -> Vec<u8> {
    let list = [numbered(3, 0, "健康診査のご案内"), numbered(3, 0, "保健指導の実施")].concat();
    let body = [
        styled("a3", "個人情報の利用目的"),
        styled("1", "1　利用目的"),
        format!(
            "<w:tbl><w:tblPr/>{}{}{}{}</w:tbl>",
            row(&[cell("", &p("個人情報の類型")), cell("", &p("利用目的"))]),
            row(&[
                cell(r#"<w:vMerge w:val="restart"/>"#, &p("資格に関する情報")),
                cell("", &p("資格の確認"))
            ]),
            row(&[
                cell("<w:vMerge/>", &p("")),
                cell("", &[p("保険料の計算"), p("保険料の徴収")].concat())
            ]),
            row(&[cell("", &p("健診に関する情報")), cell("", &list)]),
        ),
        styled("1", "2　共同利用"),
        format!(
            "<w:tbl>{}{}{}</w:tbl>",
            row(&[
                cell(r#"<w:vMerge w:val="restart"/>"#, &p("事業")),
                cell(r#"<w:gridSpan w:val="2"/>"#, &p("範囲"))
            ]),
            row(&[cell("<w:vMerge/>", &p("")), cell("", &p("組合")), cell("", &p("事業主"))]),
            row(&[cell("", &p("特定健康診査")), cell("", &p("担当職員")), cell("", &p("人事部"))]),
        ),
        format!("<w:tbl>{}</w:tbl>", row(&[cell("", &p("枠で囲んだ注意書きです。"))])),
    ]
    .concat();
    docx(&body, &[("word/numbering.xml", &numbering()), ("word/styles.xml", &styles())])
}

/// Purposes in three columns, the first merged over rows; a joint use as a table of names.
pub(super) fn joint() -> Vec<u8> {
    let merged = r#"<w:vMerge w:val="restart"/>"#;
    let three = |first: String, information: &str, purposes: &[&str]| {
        let purposes: String = purposes.iter().map(|one| p(one)).collect();
        row(&[first, cell("", &p(information)), cell("", &purposes)])
    };
    let purposes = [
        three(cell("", &p("区分")), "個人情報の項目", &["利用目的"]),
        three(cell(merged, &p("適用")), "氏名、住所", &["資格の確認"]),
        three(cell("<w:vMerge/>", &p("")), "標準報酬月額", &["保険料の計算", "保険料の徴収"]),
        three(cell("", &p("健診")), "健診の結果", &["保健指導の実施"]),
    ];
    let named = [
        ("共同して利用する個人データの項目", "健診の結果"),
        ("共同して利用する者の範囲", "当組合と事業主"),
        ("利用する者の利用目的", "受診のお勧め"),
        ("管理について責任を有する者", "見本健康保険組合　理事長　見本　太郎"),
    ]
    .map(|(name, value)| row(&[cell("", &p(name)), cell("", &p(value))]));
    let body = [
        styled("a3", "個人情報の公表事項"),
        styled("1", "１　利用目的"),
        format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", purposes.concat()),
        styled("1", "２　個人データの共同利用"),
        p("当組合は、次のとおり共同して利用します。"),
        format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", named.concat()),
    ];
    docx(&body.concat(), &[("word/styles.xml", &styles())])
}
