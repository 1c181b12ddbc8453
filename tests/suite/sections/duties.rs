//! What statutes ask of a notice can be said: for each duty, a sample that says each of its items.

use crate::world::shared_words;
use kohyo::sections::{OrganisationFacts, Section, YamlSource};
use kohyo::tree::Text;
use std::collections::BTreeSet;

/// A duty, samples (kind of section, its file), and for each item of the duty the role that says it.
type Said = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const PURPOSES: &str = "
rows:
  - category: 健康診査の結果
    purposes: [保健指導の対象となる方の選定]
    provided:
      - {purpose: 保健指導の実施, recipient: 保健指導を行う事業者}
";
const JOINT_USE: &str = "
programmes:
  - statement: 当組合は、事業主と共同して健診の結果を利用します。
    items: [氏名, 生年月日, 健診の結果]
    users: 当組合と、当組合に加入する事業所の事業主
    purposes: [{text: 健診の結果, items: [受診勧奨, 就業上の措置]}]
    responsible:
      name: {fact: name}
      address: {fact: address}
      representative: {fact: representative}
    change: 利用目的に受診勧奨を加えます（2027年4月1日から）。
    channels: ウェブサイト、事業所での掲示、広報誌（年4回）、健診の申込書でお知らせします。
";
const ORGANISATION: &str = "fields: [name, address, representative]\n";
const REQUESTS: &str = "
text: 利用目的の通知、開示（第三者提供記録の開示を含みます。）、訂正・追加・削除、利用停止・消去、第三者提供の停止を請求できます。
fields:
  - {kind: where, text: 総務課}
  - {kind: form, text: 様式第1号}
  - {kind: identity, text: 本人確認書類の写し}
  - {kind: agent, text: 委任状}
  - {kind: fee-method, text: 現金または振込}
  - {kind: period, text: 遅滞なくお知らせします。開示しないときは、その旨と理由をお知らせします。}
  - {kind: other, name: 開示の方法, text: 電磁的記録の提供、書面の交付などからお選びいただけます。}
steps: [請求書を提出する, 本人確認を受ける]
";
const FEES: &str = "
rows:
  - {for: 利用目的の通知, amount: 300円, unit: 1件につき}
  - {for: 開示（第三者提供記録の開示を含みます。）, amount: 500円, unit: 1件につき}
examples: 2件を請求する場合は1,000円です。
";
const OPT_OUT: &str = "
provisions:
  - provider: {name: {fact: name}, address: {fact: address}, representative: {fact: representative}}
    purpose: 第三者への提供を利用目的とします。
    items: [事業所の名称, 所在地]
    acquisition: 事業主からの届出により取得します。
    means: 一覧表を送付します。
    stop: お求めがあれば提供を停止します。
    stop-request: 総務課（電話00-0000-0000）へお申し出ください。
    update: 届出のつど更新します。
    start: 2027年4月1日
    filing: 2026年12月1日に届け出ました。
    change: 提供する項目から所在地を除きます。
";
const FOREIGN: &str = "
transfers:
  - recipient: 見本国の見本会社
    country: 見本国
    system: 個人情報の保護に関する包括的な法令があります。
    measures: 契約により、国内と同じ措置を講じています。
    unknown: 国を特定できないときは、その旨と理由を示します。
    arrangement: 契約による体制
    check: 年1回、書面で確認します。
    obstacle: ありません。
    obstacle-measures: 支障が生じたときは提供を停止します。
    request: 総務課へお申し出ください。
";
const PSEUDONYMISED: &str = "
statement: 仮名加工情報を作成しています。
purposes: [医療費の傾向の分析]
change: 受診の傾向の分析を加えます。
joint-use:
  - statement: 仮名加工情報を共同利用します。
    items: [年代, 性別]
    users: 当組合と見本健康保険組合連合会
    purposes: 医療費の分析
    responsible: {name: {fact: name}, address: {fact: address}, representative: {fact: representative}}
";
const ANONYMISED: &str = "
created:
  - statement: 匿名加工情報を作成しました。
    items: [年代, 性別, 傷病名]
    continuity: 毎月、継続して作成します。
provided:
  - items: [年代, 性別, 傷病名]
    means: 暗号化した電磁的記録を渡します。
safety: 取扱者を限り、規程を定めています。
complaints: 総務課が受け付けます。
";
const BREACH: &str = "
summary: 封筒の宛先を取り違えて郵送しました。
items: [氏名, 住所]
cause: 封入時の確認もれ
secondary: 二次被害は確認されていません。
reference: 対象の方には個別にご連絡しました。
";
const SPECIFIC: &str = "
statement: 特定個人情報は、共同利用やオプトアウトによる提供の対象にしません。
affairs: [資格の管理に関する事務, 給付の支給に関する事務]
purposes: 番号法で定められた事務
assessment: '[特定個人情報保護評価書（見本）](static/pia.pdf)'
";

const SAID: [Said; 32] = [
    ("APPI-17-1", &[("purposes", PURPOSES)], &["purpose", "purpose.provided"]),
    (
        "APPI-17-2/18-1",
        &[("table", "columns: [変更前, 変更後]\nrows: [[保健指導, 保健指導と受診勧奨]]\n")],
        &["table"],
    ),
    ("APPI-21-1", &[("purposes", PURPOSES)], &["purpose"]),
    ("APPI-21-2", &[("purposes", PURPOSES)], &["purpose"]),
    ("APPI-21-3", &[("purposes", PURPOSES)], &["purpose"]),
    (
        "APPI-26-2",
        &[("breach-notice", BREACH)],
        &[
            "breach-notice.summary",
            "breach-notice.items",
            "breach-notice.cause",
            "breach-notice.secondary",
            "breach-notice.reference",
        ],
    ),
    (
        "APPI-27-2",
        &[("third-party-provision", OPT_OUT)],
        &[
            "third-party-provision.provider.representative",
            "third-party-provision.purpose",
            "third-party-provision.items",
            "third-party-provision.acquisition",
            "third-party-provision.means",
            "third-party-provision.stop",
            "third-party-provision.stop-request",
            "third-party-provision.update",
            "third-party-provision.start",
        ],
    ),
    ("APPI-27-3", &[("third-party-provision", OPT_OUT)], &["third-party-provision.change"]),
    (
        "APPI-27-5-3",
        &[("joint-use", JOINT_USE)],
        &[
            "joint-use.statement",
            "joint-use.items",
            "joint-use.users",
            "joint-use.purposes",
            "joint-use.responsible.representative",
        ],
    ),
    ("APPI-27-6", &[("joint-use", JOINT_USE)], &["joint-use.change"]),
    (
        "APPI-28-2",
        &[("foreign-transfer", FOREIGN)],
        &["foreign-transfer.country", "foreign-transfer.system", "foreign-transfer.measures"],
    ),
    ("APPI-28-3", &[("foreign-transfer", FOREIGN)], &["foreign-transfer.arrangement"]),
    (
        "APPI-31",
        &[("requests", REQUESTS), ("foreign-transfer", FOREIGN)],
        &["requests", "foreign-transfer.country"],
    ),
    (
        "APPI-32-1-1",
        &[("organisation", ORGANISATION)],
        &["organisation.name", "organisation.address", "organisation.representative"],
    ),
    (
        "APPI-32-1-2",
        &[("retained-data", PURPOSES)],
        &["retained.purpose", "retained.purpose.provided"],
    ),
    (
        "APPI-32-1-3",
        &[("requests", REQUESTS), ("fees", FEES)],
        &[
            "requests", "requests", "requests", "requests", "requests", "fee.amount",
            "requests.fee-method",
        ],
    ),
    (
        "APPI-32-1-4a",
        &[(
            "safety-measures",
            "measures: [{kind: organisational, text: 責任者を定めています。}]\n",
        )],
        &["safety.organisational"],
    ),
    (
        "APPI-32-1-4b",
        &[("contacts", "contacts: [{name: 総務課, address: 見本町1-1, phone: 00-0000-0000}]\n")],
        &["contact.phone"],
    ),
    (
        "APPI-32-1-4c",
        &[(
            "accredited-body",
            "name: 見本団体\ncomplaints: 苦情相談室\nnone: 対象事業者ではありません。\n",
        )],
        &["accredited-body.name", "accredited-body.complaints"],
    ),
    ("APPI-32-2", &[("requests", REQUESTS)], &["requests.period"]),
    (
        "APPI-33..36",
        &[("requests", REQUESTS)],
        &["requests.other", "requests.period", "requests.period"],
    ),
    ("APPI-38", &[("fees", FEES)], &["fee.amount", "fee.category"]),
    (
        "APPI-40",
        &[(
            "contacts",
            "contacts: [{role: 苦情の受付, name: 総務課, text: 受け付けてから担当の理事に報告します。}]\n",
        )],
        &["contact.role"],
    ),
    ("APPI-41-4", &[("pseudonymised", PSEUDONYMISED)], &["pseudonymised.purposes"]),
    (
        "APPI-41-6/42-2",
        &[("pseudonymised", PSEUDONYMISED)],
        &["pseudonymised.joint-use.responsible"],
    ),
    ("APPI-43-3", &[("anonymised", ANONYMISED)], &["anonymised.items"]),
    ("APPI-43-4/44", &[("anonymised", ANONYMISED)], &["anonymised.items", "anonymised.means"]),
    ("APPI-43-6/46", &[("anonymised", ANONYMISED)], &["anonymised.safety"]),
    (
        "MYNO-30-2",
        &[("specific-personal-information", SPECIFIC)],
        &["specific-personal-information.statement", "specific-personal-information.purposes"],
    ),
    (
        "MYNO-27/28",
        &[("specific-personal-information", SPECIFIC)],
        &["specific-personal-information.assessment"],
    ),
    (
        "KENPO-Q342",
        &[("joint-use", JOINT_USE)],
        &["joint-use.channels", "joint-use.channels", "joint-use.channels", "joint-use.channels"],
    ),
    (
        "KENPO-RULE-15",
        &[("history", "lines: [{kind: amended, text: 2026年4月1日（見本規程第3号）}]\n")],
        &["history.amended"],
    ),
];

fn facts() -> OrganisationFacts {
    OrganisationFacts::of(vec![
        ("name", Text::plain("見本健康保険組合")),
        ("address", Text::plain("見本町1-1")),
        ("representative", Text::plain("理事長　見本　太郎")),
    ])
}

#[test]
fn every_duty_can_be_said() {
    for (duty, samples, roles) in SAID {
        let mut said = BTreeSet::new();
        for (kind, text) in samples {
            let source = YamlSource::of("content/a/x.yaml".into(), text.as_bytes()).unwrap();
            let section = Section::named(kind).unwrap_or_else(|| panic!("{duty}: {kind}"));
            let reading = section.read(&source, &facts());
            assert_eq!(reading.notes.findings, [], "{duty}: {kind}");
            let path = format!("sections/{kind}.json");
            let faults = super::declared::against_schema(&path, text);
            assert_eq!(faults, Vec::<String>::new(), "{duty}: {kind}");
            let tree = reading.section.expect("no findings");
            said.extend(tree.visit().map(|(_, one)| one.role().as_str().to_owned()));
        }
        for role in roles {
            assert!(said.contains(*role), "{duty}: {role} in {said:?}");
        }
    }
}

#[test]
fn no_duty_is_left_out() {
    let Some(text) = shared_words("law/duties.yaml") else {
        return;
    };
    let duties: serde_json::Value = serde_saphyr::from_str(&text).expect("YAML");
    let rules = duties["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), SAID.len());
    for rule in rules {
        let id = rule["id"].as_str().expect("an id");
        let items = rule["items"].as_array().map_or(0, Vec::len);
        let said = SAID.iter().find(|(duty, ..)| *duty == id);
        let (.., roles) = said.unwrap_or_else(|| panic!("{id} is not said"));
        assert_eq!(roles.len(), items, "{id}: one role for each item");
    }
}
