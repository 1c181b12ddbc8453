//! A site made by hand that shows every form, for tests and for looking at. Knows no YAML and no disk.

mod regulation;

use kohyo::ledger::{Chain, Day, Event};
use kohyo::site::{Aids, Document, Draft, Kind, Minify, Root, Settings, Site, Slug, Version};
use kohyo::text::date::Date;
use kohyo::tree::{Bare, Form, Key, Mark, Provision, Role, Text, TextBuilder};
use std::sync::Arc;

pub use regulation::regulation;

type Node = Arc<Provision>;

fn day(words: &str) -> Date {
    words.parse().expect("a day")
}

fn bare(form: Form, role: &str) -> Bare {
    Bare::new(form).role(Role::read(role))
}

fn group(role: &str, label: &str, heading: &str, children: Vec<Node>) -> Node {
    bare(Form::Group, role).label(label).heading(Text::plain(heading)).with(children)
}

fn leaf(form: Form, role: &str, words: &str) -> Node {
    bare(form, role).text(Text::plain(words)).leaf()
}

fn labelled(form: Form, label: &str, words: &str, children: Vec<Node>) -> Node {
    Bare::new(form).label(label).text(Text::plain(words)).with(children)
}

fn field(role: &str, heading: &str, words: &str) -> Node {
    bare(Form::Field, role).heading(Text::plain(heading)).text(Text::plain(words)).leaf()
}

fn purposes_row(key: &str, category: &str, inside: &[&str], provided: &[(&str, &str)]) -> Node {
    let list = |role: &str, items: Vec<Node>| bare(Form::Cell, role).with(items);
    let inside = inside.iter().map(|words| leaf(Form::Item, "purpose", words)).collect();
    let provided = provided
        .iter()
        .map(|(words, to)| {
            bare(Form::Item, "purpose.provided")
                .text(Text::plain(words))
                .with([field("purpose.recipient", "提供先", to)])
        })
        .collect();
    bare(Form::Row, "purposes.row").key(Key::new(key).ok()).with([
        leaf(Form::Cell, "purposes.category", category),
        list("purposes.inside", inside),
        list("purposes.provided", provided),
    ])
}

fn purposes(more: bool) -> Node {
    let head = ["個人情報の種類", "組合の中での利用目的", "外部への提供"];
    let head = head.map(|words| leaf(Form::Cell, "", words));
    let mut inside = vec!["健診の案内と結果の通知", "保健指導の対象となる方の選定"];
    if more {
        inside.push("生活習慣病の重症化を防ぐための受診のすすめ");
    }
    let rows = vec![
        Bare::new(Form::Header).with(head),
        purposes_row(
            "eligibility",
            "加入・脱退に関する情報（氏名、生年月日、住所、記号・番号）",
            &["加入資格の確認と登録", "保険料の計算と徴収"],
            &[("資格情報の照会への回答", "社会保険診療報酬支払基金")],
        ),
        purposes_row(
            "checkup",
            "健康診断・特定健診の結果",
            &inside,
            &[("結果データの作成の委託", "健診機関・データ処理会社")],
        ),
    ];
    group(
        "purposes",
        "1.",
        "個人情報の利用目的",
        vec![
            leaf(
                Form::Paragraph,
                "lead",
                "当組合は、個人情報の保護に関する法律（以下「法」という。）第17条第1項により利用目的を特定し、次の範囲で利用します。",
            ),
            bare(Form::Table, "purposes.table").with(rows),
            Bare::new(Form::Note)
                .label("※")
                .role(Role::read("note"))
                .text(Text::plain(
                    "法第21条第4項に当たるときは、通知や公表をしないことがあります。",
                ))
                .leaf(),
        ],
    )
}

fn safety() -> Node {
    group(
        "safety-measures",
        "2.",
        "安全管理のための措置",
        vec![
            bare(Form::Paragraph, "lead").text(Text::plain("主な措置は次のとおりです。")).leaf(),
            field(
                "safety.organisational",
                "組織的安全管理措置",
                "個人情報保護管理者を置き、取扱いの手順を規程で定めて、毎年見直します。",
            ),
            field(
                "safety.personnel",
                "人的安全管理措置",
                "役職員に年1回以上の研修を行い、守秘義務を誓約させます。",
            ),
            field(
                "safety.physical",
                "物理的安全管理措置",
                "書類と記録媒体は施錠できる場所に保管します。",
            ),
            field(
                "safety.technical",
                "技術的安全管理措置",
                "情報システムへのアクセスを担当者に限り、記録を残します。",
            ),
        ],
    )
}

fn requests(phone: &str) -> Node {
    let mut form = TextBuilder::new();
    form.push("請求書は、", Mark::Plain);
    form.push("様式のページ", Mark::Link("https://kenpo.example.jp/forms/".into()));
    form.push("から印刷できます。", Mark::Plain);
    form.push("郵送で", Mark::Strong);
    form.push("受け付けます。", Mark::Plain);
    let steps = ["請求書に記入する", "本人を確認できる書類の写しを添える", "窓口へ郵送する"];
    let steps = steps.iter().zip(["(1)", "(2)", "(3)"]).map(|(words, label)| {
        bare(Form::Item, "request.step").label(label).text(Text::plain(words)).leaf()
    });
    let contact = group(
        "contact",
        "",
        "個人情報相談窓口",
        vec![
            field("contact.name", "窓口", "見本健康保険組合 総務課"),
            field("contact.postal", "", "〒100-0000"),
            field("contact.address", "所在地", "東京都見本区見本町1丁目2番3号 見本ビル4階"),
            field("contact.phone", "電話", phone),
            field("contact.email", "メール", "soudan@kenpo.example.jp"),
            field("contact.hours", "受付時間", "9:00〜17:00"),
            field("contact.closed", "休業日", "土曜日、日曜日、祝日、12月29日から1月3日まで"),
        ],
    );
    group(
        "requests",
        "3.",
        "開示などの請求と相談の窓口",
        vec![
            bare(Form::Paragraph, "").text(form.finish()).leaf(),
            bare(Form::List, "request.steps").with(steps),
            field("requests.fee", "手数料", "開示1件につき300円"),
            contact,
        ],
    )
}

fn odd_forms() -> Node {
    let cells = |a: &str, b: &str| {
        Bare::new(Form::Row).with([leaf(Form::Cell, "row-header", a), leaf(Form::Cell, "", b)])
    };
    group(
        "later.role-that-nobody-knows",
        "4.",
        "その他",
        vec![
            leaf(
                Form::Prose,
                "",
                "このページの内容は、令和7年4月1日に見直しました。\n次の見直しは2027年4月を予定しています。",
            ),
            bare(Form::Table, "").heading(Text::plain("様式の一覧")).with([
                Bare::new(Form::Header)
                    .with([leaf(Form::Cell, "", "様式"), leaf(Form::Cell, "", "使うとき")]),
                cells("様式第1号", "開示の請求"),
                cells("様式第2号", "訂正の請求"),
            ]),
            bare(Form::Table, "")
                .with([cells("見出しの列", "見出しの行がない表"), cells("二つ目", "の行")]),
            Bare::new(Form::Figure)
                .heading(Text::plain("図1 相談の流れ"))
                .text(Text::plain("窓口で受け付け、担当者が確かめ、書面で答えます。"))
                .leaf(),
            labelled(
                Form::Paragraph,
                "(1)",
                "番号のある段落です。",
                vec![leaf(Form::Item, "", "番号のない箇条です。")],
            ),
        ],
    )
}

/// A notice; `more` is a later text of the same.
pub fn notice(more: bool) -> Node {
    let phone = if more { "03-0000-0001（代表）" } else { "03-0000-0000（代表）" };
    bare(Form::Document, "privacy-notice")
        .heading(Text::plain("個人情報の取扱いに関する公表事項"))
        .with([purposes(more), safety(), requests(phone), odd_forms()])
}

fn version(tree: Node, effective: Day) -> Version {
    Version::sealed(tree, effective, effective.counted())
}

fn document(slug: &str, kind: Kind, draft: Node, versions: Vec<Version>) -> Document {
    let mut ledger = Chain::default();
    for version in &versions {
        ledger.append(Event::seal(version.id, version.digest, version.effective, version.recorded));
    }
    Document {
        slug: Slug::new(slug).expect("a slug"),
        kind,
        draft: Draft::new(vec![(None, draft)]),
        slip: None,
        not_applicable: Vec::new(),
        versions,
        repeal: None,
        titles: Vec::new(),
        ledger,
        figures: std::collections::BTreeMap::new(),
        aids: Aids::default(),
    }
}

/// The settings of the specimen: the root is ours.
pub fn settings() -> Settings {
    Settings {
        title: String::new(),
        url: Some("https://kenpo.example.jp/kohyo/".into()),
        root: Root::Ours,
        minify: Minify::On,
        theme: "kohyo".into(),
        tag: None,
        profile: None,
        not_applicable: Vec::new(),
    }
}

/// A site with a past version, one in force, one coming, one of unknown day, and a draft.
pub fn site() -> Site {
    let older = Bare::new(Form::Document)
        .heading(Text::plain("個人情報の取扱いに関する公表事項"))
        .with([safety()]);
    let privacy = vec![
        version(older, Day::Unknown { seen: day("2024-11-05") }),
        version(notice(false), Day::Known(day("2026-04-01"))),
        version(notice(true), Day::Known(day("2027-04-01"))),
    ];
    let rules = vec![version(regulation(), Day::Known(day("2025-04-01")))];
    let joint = Bare::new(Form::Document)
        .heading(Text::plain("共同利用に関する公表事項"))
        .with([leaf(Form::Prose, "", "共同して利用する項目を定めています。")]);
    Site {
        law: kohyo::law::LawTables::packaged(),
        frame: Vec::new(),
        settings: settings(),
        names: vec![(None, "見本健康保険組合".into())],
        own_files: Vec::new(),
        documents: vec![
            document("privacy", Kind::PrivacyNotice, notice(true), privacy),
            document("privacy-rules", Kind::Regulation, regulation(), rules),
            document("joint-use", Kind::JointUseNotice, joint, vec![]),
        ],
    }
}
