//! What notices are meant to say, in several house styles: a whole notice lacks nothing, one without a sentence lacks
//! what the sentence said, and texts that are meant to say other things are not asked.

use kohyo::disk::Snapshot;
use kohyo::rules::CheckedSite;
use kohyo::text::date::Date;

const TODAY: Date = Date::constant(2026, 11, 23);

/// What is found about texts that are not whole, by the names that answer it; notes begin with `?`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let site = [
        ("content/site.yaml", "title: 見本\nroot: ours\n"),
        ("content/organisation.yaml", "name: 見本\n"),
    ];
    let files = site.iter().chain(files);
    let files = files.map(|(path, words)| ((*path).to_owned(), words.as_bytes().to_vec()));
    let checked = CheckedSite::of(Snapshot::from_memory(files), TODAY);
    assert!(checked.errors().next().is_none(), "{:?}", checked.errors().collect::<Vec<_>>());
    let codes =
        ["missing-item", "joint-use-item-missing", "half-updated", "wrong-fee", "link-to-top"];
    let wanted = checked.findings.iter().filter(|one| codes.contains(&one.code));
    let mark = |one: &kohyo::diagnostic::Finding| match one.severity {
        kohyo::diagnostic::Severity::Note => "?",
        _ => "",
    };
    let mut names: Vec<String> =
        wanted.map(|one| format!("{}{}", mark(one), one.answer_name())).collect();
    names.sort();
    names
}

/// What is found about one text in Markdown.
fn of_prose(kind: &str, title: &str, words: &str) -> Vec<String> {
    let document = format!("kind: {kind}\ntitle: {title}\nsections: [prose]\n");
    found(&[("content/doc/document.yaml", &document), ("content/doc/prose.md", words)])
}

/// A notice in parts: what is missing without the part, and the part.
type Style = &'static [(&'static str, &'static str)];

const POLITE: Style = &[
    ("", "# １　組合について"),
    ("", "見本健康保険組合"),
    ("missing-item.operator-address", "〒100-0001　東京都千代田区見本町1丁目1番1号"),
    ("missing-item.representative", "代表者　理事長　見本　太郎"),
    ("", "# ２　利用目的"),
    ("", "- 保険給付の審査と支払\n- 健診の結果に基づく受診のお勧め"),
    ("", "# ３　開示等の請求の手続"),
    ("", "利用目的の通知、保有個人データの開示、訂正・追加・削除、利用停止・消去を請求できます。"),
    ("missing-item.third-party-records", "第三者提供記録の開示も請求できます。"),
    ("missing-item.provision-stop", "第三者への提供をやめるよう求めることもできます。"),
    ("?missing-item.fee-amount", "手数料はいただきません。"),
    ("", "# ４　安全管理のために講じた措置"),
    ("missing-item.safety-measures", "職員に研修を行い、書類は施錠した書庫に保管しています。"),
    ("?missing-item.external-environment", "外国で取り扱うことはありません。"),
    ("", "# ５　苦情のお申し出先"),
    ("", "総務課　電話 03-0000-0000"),
    ("?missing-item.accredited-body", "認定個人情報保護団体には加入していません。"),
];

const PLAIN: Style = &[
    ("", "【事業者】"),
    ("", "見本株式会社"),
    ("missing-item.operator-address", "所在地：大阪府見本市港町7番8号"),
    ("missing-item.representative", "代表取締役社長　例示一郎"),
    ("", "【使いみち】"),
    ("", "商品の発送、代金の請求、修理の受付のために利用する。"),
    ("", "【開示等の請求】"),
    ("", "本人は、利用目的の通知の求めのほか、開示、訂正等、利用停止等を請求することができる。"),
    ("missing-item.third-party-records", "開示には、第三者に提供した記録の開示を含む。"),
    ("?missing-item.provision-stop", "第三者提供を停止するよう請求することもできる。"),
    ("?missing-item.fee-amount", "手数料は、開示1件につき金千円とする。"),
    ("", "【安全管理】"),
    ("missing-item.safety-measures", "管理責任者を置き、年1回監査し、通信を暗号化している。"),
    ("?missing-item.external-environment", "海外のサーバーは使用しない。"),
    ("", "【苦情】お客様相談室が受け付ける。"),
    ("?missing-item.accredited-body", "対象とする認定個人情報保護団体はない。"),
];

const QUESTIONS: Style = &[
    ("", "Q1　どんな団体ですか。"),
    ("", "A1　見本健康保険組合といいます。"),
    ("missing-item.representative", "理事長の見本花子が組合を代表しています。"),
    ("missing-item.operator-address", "事務所は静岡県見本市浜町2-3にあります。"),
    ("", "Q2　わたしの情報を何のために使いますか。"),
    ("", "A2　給付を計算してお支払いするためです。手元に持っている情報は、どれも同じです。"),
    ("", "Q3　自分の情報を見たい、直したいときは？"),
    (
        "",
        "A3　見ること、直すこと、使うのをやめてもらうこと、何に使っているか教えてもらうことを請求できます。",
    ),
    ("missing-item.third-party-records", "どこへ渡したかの記録を見ることもできます。"),
    ("missing-item.provision-stop", "よそへ渡すのをやめてもらうこともできます。"),
    ("?missing-item.fee-amount", "お金は1回500円です。"),
    ("", "Q4　どう守っていますか。"),
    ("missing-item.safety-measures", "A4　事務室に鍵をかけ、パソコンはパスワードで開きます。"),
    ("?missing-item.external-environment", "サーバーは国内にあります。"),
    ("", "Q5　納得がいかないときは？"),
    ("", "A5　個人情報係が苦情をお受けします。"),
    ("?missing-item.accredited-body", "入っている認定個人情報保護団体はありません。"),
];

#[test]
fn a_notice_lacks_what_is_taken_out_of_it_in_every_style() {
    for (at, style) in [POLITE, PLAIN, QUESTIONS].into_iter().enumerate() {
        let joined = |without: usize| {
            let parts = style.iter().enumerate().filter(|(place, _)| *place != without);
            parts.map(|(_, (_, words))| format!("{words}\n\n")).collect::<String>()
        };
        let title = "個人情報の取扱いについて";
        let whole = of_prose("privacy-notice", title, &joined(usize::MAX));
        assert_eq!(whole, Vec::<String>::new(), "style {at}");
        for (place, (item, words)) in
            style.iter().enumerate().filter(|(_, (item, _))| !item.is_empty())
        {
            let lacks = of_prose("privacy-notice", title, &joined(place));
            assert_eq!(lacks, [*item], "style {at} without {words}");
        }
    }
}

#[test]
fn what_is_written_in_sections_of_its_kind_is_judged_by_roles() {
    let files = |organisation: &'static str, programme: &'static str| {
        vec![
            ("content/organisation.yaml", organisation),
            (
                "content/doc/document.yaml",
                "kind: joint-use-notice\ntitle: 健診の結果の取扱い\nsections: [joint-use]\n",
            ),
            ("content/doc/joint-use.yaml", programme),
        ]
    };
    let facts = "name: 見本\naddress: 千代田区見本町\nrepresentative: 見本 太郎\n";
    let whole = "programmes:\n  - statement: 共同して利用します。\n    items: [健診の結果]\n    users: 当組合と事業主\n    \
purposes: 受診のお勧め\n    responsible: {name: {fact: name}, address: {fact: address}, representative: {fact: representative}}\n";
    assert_eq!(found(&files(facts, whole)), Vec::<String>::new());
    let part = "programmes:\n  - statement: 共同して利用します。\n    items: [健診の結果]\n    users: 当組合と事業主\n    \
purposes: 受診のお勧め\n    responsible: {name: {fact: name}}\n";
    let lacks = found(&files("name: 見本\n", part));
    let expected = [
        "joint-use-item-missing.responsible-address",
        "joint-use-item-missing.responsible-representative",
    ];
    assert_eq!(lacks, expected);
}

#[test]
fn texts_that_are_meant_to_say_other_things_are_not_asked() {
    let others = [
        (
            "notice",
            "レセプト開示のご案内",
            "利用目的、安全管理措置、苦情の窓口は公表事項をご覧ください。\n\n開示の請求書をお出しください。訂正は医療機関へ。",
        ),
        (
            "notice",
            "個人情報保護規程（抜粋）",
            "# 利用目的\n\n別表のとおり\n\n# 開示等の請求\n\n開示、訂正を請求できる。\n\n# 苦情\n\n窓口",
        ),
        (
            "notice",
            "窓口のご案内",
            "# お受けするもの\n\n個人データの開示等の請求書、利用目的の変更届\n\n# 苦情\n\n総務課",
        ),
        (
            "announcement",
            "お知らせ",
            "利用目的を変更します。\n\n開示、訂正の請求の手続は同じです。\n\n苦情は総務課へ。",
        ),
        (
            "privacy-notice",
            "個人情報の開示請求",
            "架空市が持つ保有個人情報の開示、訂正、利用停止を請求できます。\n\n利用目的は個人情報ファイル簿にあります。\n\n苦情は市役所の窓口へ。",
        ),
    ];
    for (kind, title, words) in others {
        let lacks = of_prose(kind, title, words);
        assert_eq!(lacks, Vec::<String>::new(), "{title}");
    }
}

#[test]
fn fees_are_wrong_only_for_what_may_cost_none() {
    let fee = |words: &str| of_prose("notice", "手続", &format!("# 手数料\n\n{words}\n"));
    let wrong = [
        "訂正1件につき300円です。",
        "手数料は、開示、訂正、利用停止のいずれも1件五百円とする。",
        "| 請求 | 額 |\n| --- | --- |\n| 利用停止等 | 1,000円 |",
    ];
    for words in wrong {
        assert_eq!(fee(words), ["wrong-fee"], "{words}");
    }
    let right = [
        "開示1件につき300円です。訂正は無料です。",
        "訂正等を除き、1件につき300円です。",
        "利用停止には手数料はかかりません。開示は1件300円です。",
        "1件につき300円です（訂正等は不要）。",
    ];
    for words in right {
        assert_eq!(fee(words), Vec::<String>::new(), "{words}");
    }
}
