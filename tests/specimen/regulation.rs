//! A regulation made by hand: chapters, articles, items, supplements, an annex. Knows no YAML.

use super::{Node, bare, labelled, leaf};
use kohyo::tree::{Bare, Form, Text};

fn article(label: &str, caption: &str, paragraphs: Vec<Node>) -> Node {
    Bare::new(Form::Article).label(label).heading(Text::plain(caption)).with(paragraphs)
}

fn chapter(label: &str, heading: &str, articles: Vec<Node>) -> Node {
    Bare::new(Form::Chapter).label(label).heading(Text::plain(heading)).with(articles)
}

/// A regulation.
// tidy: table
pub fn regulation() -> Node {
    let item = |label: &str, words: &str| labelled(Form::Item, label, words, vec![]);
    let first = vec![
        article(
            "第1条",
            "目的",
            vec![labelled(
                Form::Paragraph,
                "",
                "この規程は、個人情報の保護に関する法律（平成15年法律第57号。以下「法」という。）に基づき、見本健康保険組合（以下「組合」という。）における個人情報の取扱いについて定める。",
                vec![],
            )],
        ),
        article(
            "第2条",
            "定義",
            vec![
                labelled(
                    Form::Paragraph,
                    "",
                    "この規程において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。",
                    vec![
                        item("(1)", "個人情報 法第2条第1項に定めるものをいう。"),
                        labelled(
                            Form::Item,
                            "(2)",
                            "関係書類 次に掲げるものをいう。",
                            vec![item("ア", "資格に関する届書"), item("イ", "給付に関する申請書")],
                        ),
                    ],
                ),
                labelled(
                    Form::Paragraph,
                    "２",
                    "前項に定めるもののほか、用語の意義は法の例による。",
                    vec![],
                ),
            ],
        ),
    ];
    let second = vec![
        article(
            "第3条",
            "管理者",
            vec![labelled(
                Form::Paragraph,
                "",
                "組合に個人情報保護管理者を置き、常務理事をもって充てる。",
                vec![],
            )],
        ),
        article(
            "第3条の2",
            "担当者",
            vec![
                labelled(
                    Form::Paragraph,
                    "",
                    "管理者は、前条の事務を行わせるため、担当者を指名する。",
                    vec![],
                ),
                labelled(
                    Form::Paragraph,
                    "２",
                    "担当者は、第2条第1項第2号の関係書類を取り扱う。ただし、別表第1に掲げるものを除く。",
                    vec![],
                ),
            ],
        ),
        article("第4条", "", vec![labelled(Form::Paragraph, "", "削除", vec![])]),
    ];
    let row = |a: &str, b: &str| {
        Bare::new(Form::Row).with([leaf(Form::Cell, "", a), leaf(Form::Cell, "", b)])
    };
    bare(Form::Document, "regulation")
        .heading(Text::plain("個人情報保護管理規程"))
        .label("規程第12号")
        .with([
            chapter("第1章", "総則", first),
            chapter("第2章", "管理体制", second),
            Bare::new(Form::Supplement).with([labelled(
                Form::Paragraph,
                "",
                "この規程は、平成17年4月1日から施行する。",
                vec![],
            )]),
            Bare::new(Form::Supplement).heading(Text::plain("令和7年2月20日改正")).with([article(
                "第1条",
                "施行期日",
                vec![labelled(
                    Form::Paragraph,
                    "",
                    "この規程は、令和7年4月1日から施行する。",
                    vec![],
                )],
            )]),
            Bare::new(Form::Annex)
                .label("別表第1")
                .heading(Text::plain("取扱いを限る書類（第3条の2関係）"))
                .with([Bare::new(Form::Table).with([
                    Bare::new(Form::Header)
                        .with([leaf(Form::Cell, "", "書類"), leaf(Form::Cell, "", "保存する期間")]),
                    row("診療報酬明細書", "5年"),
                    row("健康診断の結果", "5年"),
                ])]),
        ])
}
