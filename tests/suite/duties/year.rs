//! A year of duties at the command line: a joint use begins and is widened, a telephone number is mended, a notice is
//! late.

use crate::world::{Ran, kohyo, write};
use expect_test::expect;
use serde_json::Value;
use tempfile::TempDir;

const CONTACTS: &str = "heading: 苦情の窓口
contacts:
  - role: 個人情報の取扱いに関する苦情
    name: 総務課
    phone: 03-0000-0001
";

const JOINT_USE: &str = "heading: 事業主との共同利用
programmes:
  - heading: 健康診査の結果の共同利用
    statement: 当組合は、健康診査の結果を事業主と共同して利用します。
    items: [被保険者の氏名, 健康診査の結果]
    users: 当組合と見本工業株式会社
    purposes: [受診のお勧め]
    responsible:
      name: 見本健康保険組合
      address: 東京都千代田区見本町2丁目3番4号
      representative: 理事長　見本　太郎
";

struct Society(TempDir);

impl Society {
    /// A society whose notice has counted since 1 April 2026.
    fn new() -> Society {
        let home = Society(tempfile::tempdir().unwrap());
        home.write("site.yaml", "title: 見本健康保険組合の公表事項\nroot: ours\n");
        home.write("organisation.yaml", "name: 見本健康保険組合\n");
        home.sections("contacts");
        home.write("privacy/contacts.yaml", CONTACTS);
        home.run("2026-04-01", &["seal", "privacy", "--effective", "2026-04-01"]).ok();
        home
    }

    fn sections(&self, sections: &str) {
        let words = format!("kind: privacy-notice\ntitle: 公表事項\nsections: [{sections}]\n");
        self.write("privacy/document.yaml", &words);
    }

    fn write(&self, path: &str, words: &str) {
        write(&self.0.path().join("content").join(path), words);
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).unwrap_or_default()
    }

    /// What the history page says of procedures, a line for each piece.
    fn procedures(&self) -> String {
        let page = self.read("public/privacy/history/index.html");
        let parts = page.split("<section class=procedures>").skip(1);
        let own = parts.filter_map(|part| part.split("</section>").next());
        let ends = ["</h4>", "</dt>", "</dd>"];
        let lines = own.map(|part| {
            let part = ends.iter().fold(part.to_owned(), |part, end| part.replace(end, "\n"));
            let mut is_tag = false;
            part.chars()
                .filter(|c| {
                    let was = is_tag;
                    is_tag = if is_tag { *c != '>' } else { *c == '<' };
                    !(was || is_tag)
                })
                .collect::<String>()
        });
        lines.collect()
    }

    #[track_caller]
    fn edit(&self, path: &str, old: &str, new: &str) {
        let words = self.read(&format!("content/{path}"));
        assert!(words.contains(old), "{old} is not in {path}:\n{words}");
        self.write(path, &words.replacen(old, new, 1));
    }

    fn run(&self, today: &str, args: &[&str]) -> Ran {
        let root = self.0.path().to_str().unwrap();
        kohyo(args.iter().copied().chain(["--today", today, "--root", root]))
    }

    /// The rules that the draft brings, those that hold it marked.
    fn duties(&self, today: &str, effective: &str) -> Vec<String> {
        let args = ["duties", "privacy", "--effective", effective, "--format", "json"];
        let told: Value = serde_json::from_str(&self.run(today, &args).ok().out).unwrap();
        let one = |duty: &Value| {
            assert!(!duty["because"].as_array().unwrap().is_empty(), "{duty}");
            assert!(!duty["basis"].as_array().unwrap().is_empty(), "{duty}");
            let mark = if duty["blocker"] == true {
                "!"
            } else if duty["question"] == true {
                "?"
            } else {
                ""
            };
            format!("{}{mark}", duty["rule"].as_str().unwrap())
        };
        told.as_array().unwrap().iter().map(one).collect()
    }

    fn begin_joint_use(&self) {
        self.sections("joint-use, contacts");
        self.write("privacy/joint-use.yaml", JOINT_USE);
    }
}

#[test]
fn a_joint_use_begins_and_is_widened() {
    let home = Society::new();
    home.begin_joint_use();
    assert_eq!(home.duties("2027-02-01", "2027-04-01"), ["APPI-27-5-3", "KENPO-Q342"]);
    home.run("2027-02-01", &["draft", "privacy"]).ok();
    let slip = "privacy/amendment.yaml";
    assert!(home.read("content/privacy/amendment.yaml").contains("- rule: \"APPI-27-5-3\""));
    home.edit(slip, "effective:", "effective: 2027-04-01");
    home.edit(slip, "decision:", "decision: 事業所にも掲示する");
    let channels = "channels:\n      - {channel: ホームページ, on: 2027-03-01}";
    home.edit(slip, "channels:", channels);
    home.run("2027-02-20", &["seal", "privacy"]).ok();
    let ledger = home.read("content/privacy/ledger.jsonl");
    assert!(ledger.contains("\"told\":\"2027-03-01\""), "{ledger}");
    assert!(!ledger.contains("掲示") && !ledger.contains("\"late\""), "{ledger}");
    assert!(
        ledger.contains(r#""channels":[{"channel":"ホームページ","on":"2027-03-01"}]"#),
        "{ledger}"
    );
    let record = home.read("records/privacy/2027-04-01.yaml");
    assert!(record.contains("事業所にも掲示する"), "{record}");
    home.edit("privacy/joint-use.yaml", "健康診査の結果]", "健康診査の結果, 保健指導の記録]");
    assert_eq!(home.duties("2027-06-01", "2027-10-01"), ["APPI-27-6!"]);
    let refused = home.run("2027-06-01", &["seal", "privacy", "--effective", "2027-10-01"]);
    assert_eq!(refused.code, 1, "{}{}", refused.out, refused.err);
    assert!(refused.err.contains("unanswered-duty"), "{}", refused.err);
    assert!(refused.err.contains("〔APPI-27-6〕"), "{}", refused.err);
    home.run("2027-06-01", &["draft", "privacy"]).ok();
    home.edit(slip, "decision:", "decision: 全員の同意書を得た");
    home.edit(slip, "effective:", "effective: 2027-10-01");
    home.edit("privacy/joint-use.yaml", "[受診のお勧め]", "[受診のお勧め, 催しの計画]");
    home.run("2027-06-02", &["draft", "privacy"]).ok();
    let kept = home.read("content/privacy/amendment.yaml");
    assert!(kept.contains("全員の同意書を得た") && kept.contains("APPI-17-2/18-1"), "{kept}");
    let refused = home.run("2027-06-02", &["seal", "privacy"]);
    assert!(refused.err.contains("〔APPI-17-2/18-1〕"), "{}", refused.err);
    assert!(!refused.err.contains("〔APPI-27-6〕"), "{}", refused.err);
    home.run("2027-06-02", &["seal", "privacy", "--unanswered", "顧問に照会中"]).ok();
    let record = home.read("records/privacy/2027-10-01.yaml");
    assert!(record.contains("顧問に照会中") && record.contains("全員の同意書を得た"), "{record}");
    let ledger = home.read("content/privacy/ledger.jsonl");
    assert!(!ledger.contains("照会") && !ledger.contains("同意書"), "{ledger}");
    home.run("2027-06-03", &["check", "--strict"]).ok();
    home.run("2027-06-03", &["verify"]).ok();
}

#[test]
fn a_telephone_number_is_mended_without_a_question() {
    let home = Society::new();
    home.edit("privacy/contacts.yaml", "03-0000-0001", "03-0000-0002");
    assert_eq!(home.duties("2026-05-01", "2026-05-01"), ["APPI-32-1-4b"]);
    home.run("2026-05-01", &["draft", "privacy"]).ok();
    let slip = home.read("content/privacy/amendment.yaml");
    assert!(!slip.contains("duties"), "{slip}");
    home.run("2026-05-01", &["seal", "privacy", "--effective", "2026-05-01"]).ok();
    assert!(!home.read("content/privacy/ledger.jsonl").contains("duties"));
    let told = home.run("2026-05-01", &["duties", "privacy", "2026-04-01", "2026-05-01"]).ok().out;
    assert!(told.contains("苦情の申出先〔APPI-32-1-4b〕"), "{told}");
    assert!(told.contains("「03-0000-0001」から「03-0000-0002」に改めました。"), "{told}");
}

#[test]
fn a_late_notice_is_recorded_and_never_refused() {
    let home = Society::new();
    home.begin_joint_use();
    let args = ["seal", "privacy", "--effective", "2027-04-01", "--published", "2027-04-10"];
    let said = home.run("2027-04-12", &args).ok().out;
    assert!(said.contains("遅延: 〔APPI-27-5-3〕"), "{said}");
    let ledger = home.read("content/privacy/ledger.jsonl");
    assert!(ledger.contains("\"late\":\"2027-04-01\""), "{ledger}");
    home.run("2027-04-12", &["verify"]).ok();
    home.run("2027-04-12", &["build"]).ok();
    expect![[r#"
        必要な手続
        共同利用の開始（個人情報保護法第27条第5項第3号、ガイドライン（通則編）3-6-3）
        求められること：あらかじめ、ご本人が容易に知ることのできる状態に置くか、ご本人に通知すること
        公表：2027年4月10日（令和9年4月10日）
        遅延：2027年4月1日（令和9年4月1日）より前に行うものでしたが、行ったのは2027年4月10日（令和9年4月10日）です。
        健保組合が容易に知り得る状態に置く方法（健保ガイダンスQ&amp;A問342）
        目安：ウェブサイトへの継続的な掲載のほか、事業所の窓口などへの掲示・備付け、広報誌などの継続的な配布（3か月に一度程度以上）が方法の目安です。健診の結果の共同利用は、健診の申込書にも記載するのが望ましいとされています。
        公表：2027年4月10日（令和9年4月10日）
    "#]].assert_eq(&home.procedures());
}

/// Why a day was missed is asked in the slip, told in public, and never refused.
#[test]
fn the_reason_of_a_late_notice_is_told() {
    let home = Society::new();
    home.begin_joint_use();
    home.run("2027-04-12", &["draft", "privacy"]).ok();
    let slip = "privacy/amendment.yaml";
    home.edit(slip, "effective:", "effective: 2027-04-01");
    home.edit(slip, "decision:", "decision: おわびを添えて知らせる");
    let channels =
        "late-reason: 印刷の遅れ\n    channels:\n      - {channel: 健保だより春号, on: 2027-04-20}";
    home.edit(slip, "channels:", channels);
    home.run("2027-04-13", &["draft", "privacy"]).ok();
    let said = home.run("2027-04-13", &["seal", "privacy"]).ok().out;
    assert!(said.contains("遅延: 〔APPI-27-5-3〕"), "{said}");
    home.run("2027-04-13", &["build"]).ok();
    expect![[r#"
        必要な手続
        共同利用の開始（個人情報保護法第27条第5項第3号、ガイドライン（通則編）3-6-3）
        求められること：あらかじめ、ご本人が容易に知ることのできる状態に置くか、ご本人に通知すること
        健保だより春号：2027年4月20日（令和9年4月20日）の予定
        遅延：2027年4月1日（令和9年4月1日）より前に行うものでしたが、2027年4月20日（令和9年4月20日）に行う予定です。遅れた理由：印刷の遅れ
        健保組合が容易に知り得る状態に置く方法（健保ガイダンスQ&amp;A問342）
        目安：ウェブサイトへの継続的な掲載のほか、事業所の窓口などへの掲示・備付け、広報誌などの継続的な配布（3か月に一度程度以上）が方法の目安です。健診の結果の共同利用は、健診の申込書にも記載するのが望ましいとされています。
    "#]].assert_eq(&home.procedures());
    let done =
        ["record", "add", "privacy", "2027-04-01", "--what", "広報誌", "--date", "2027-04-22"];
    home.run("2027-04-23", &done).ok();
    home.run("2027-04-23", &["build"]).ok();
    expect![[r#"
        必要な手続
        共同利用の開始（個人情報保護法第27条第5項第3号、ガイドライン（通則編）3-6-3）
        求められること：あらかじめ、ご本人が容易に知ることのできる状態に置くか、ご本人に通知すること
        健保だより春号：2027年4月22日（令和9年4月22日）（予定は2027年4月20日（令和9年4月20日））
        遅延：2027年4月1日（令和9年4月1日）より前に行うものでしたが、行ったのは2027年4月22日（令和9年4月22日）です。遅れた理由：印刷の遅れ
        健保組合が容易に知り得る状態に置く方法（健保ガイダンスQ&amp;A問342）
        目安：ウェブサイトへの継続的な掲載のほか、事業所の窓口などへの掲示・備付け、広報誌などの継続的な配布（3か月に一度程度以上）が方法の目安です。健診の結果の共同利用は、健診の申込書にも記載するのが望ましいとされています。
        広報誌への掲載：2027年4月22日（令和9年4月22日）
    "#]].assert_eq(&home.procedures());
    let ledger = home.read("content/privacy/ledger.jsonl");
    assert!(ledger.contains("印刷の遅れ") && !ledger.contains("おわび"), "{ledger}");
}

/// An urgent change of something else goes into a text that waits: what was decided and told about that text stays.
#[test]
fn a_mend_keeps_what_was_told_of_what_waits() {
    let home = Society::new();
    home.begin_joint_use();
    home.run("2027-02-01", &["draft", "privacy"]).ok();
    let slip = "privacy/amendment.yaml";
    home.edit(slip, "effective:", "effective: 2027-04-01");
    home.edit(slip, "decision:", "decision: 知らせる\n    on: 2027-01-30");
    home.edit(slip, "    on:\n", "");
    let channels = "channels:\n      - {channel: ホームページ, on: 2027-02-01}\n      - {channel: 広報誌, on: 2027-05-01}";
    home.edit(slip, "channels:", channels);
    home.run("2027-02-01", &["seal", "privacy", "--published", "2027-02-01"]).ok();
    home.edit("privacy/contacts.yaml", "03-0000-0001", "03-0000-0002");
    let mend = ["seal", "privacy", "--effective", "2027-03-25", "--published", "2027-04-10"];
    home.run("2027-04-10", &mend).ok();
    home.run("2027-04-10", &["build"]).ok();
    expect![[r#"
        必要な手続
        共同利用の開始（個人情報保護法第27条第5項第3号、ガイドライン（通則編）3-6-3）
        求められること：あらかじめ、ご本人が容易に知ることのできる状態に置くか、ご本人に通知すること
        対応を決めた日：2027年1月30日（令和9年1月30日）
        ホームページ：2027年2月1日（令和9年2月1日）
        広報誌：2027年5月1日（令和9年5月1日）の予定
        適用日より前に行いました。
        健保組合が容易に知り得る状態に置く方法（健保ガイダンスQ&amp;A問342）
        目安：ウェブサイトへの継続的な掲載のほか、事業所の窓口などへの掲示・備付け、広報誌などの継続的な配布（3か月に一度程度以上）が方法の目安です。健診の結果の共同利用は、健診の申込書にも記載するのが望ましいとされています。
        公表：2027年2月1日（令和9年2月1日）
        必要な手続
        苦情の申出先（個人情報保護法第32条第1項第4号、個人情報保護法施行令第10条第2号、ガイドライン（通則編）3-8-1）
        求められること：常に、ご本人が知ることのできる状態に置くこと
        公表：2027年4月10日（令和9年4月10日）
    "#]].assert_eq(&home.procedures());
}

/// A posting that ended before the day did not keep it known; a question that was answered states no duty.
#[test]
fn what_was_taken_down_or_only_asked_reassures_nobody() {
    let home = Society::new();
    home.begin_joint_use();
    home.run("2027-02-01", &["seal", "privacy", "--effective", "2027-04-01"]).ok();
    let posted = [
        "record", "add", "privacy", "2027-04-01", "--what", "掲示", "--date", "2027-02-10",
        "--until", "2027-02-20",
    ];
    home.run("2027-03-01", &posted).ok();
    home.edit("privacy/joint-use.yaml", "[受診のお勧め]", "[受診のお勧め, 催しの計画]");
    home.run("2027-06-02", &["draft", "privacy"]).ok();
    let slip = "privacy/amendment.yaml";
    home.edit(slip, "effective:", "effective: 2027-10-01");
    home.edit(slip, "decision:", "decision: 関連性の範囲なので同意は要らない");
    home.run("2027-06-02", &["seal", "privacy", "--published", "2027-06-02"]).ok();
    home.run("2027-06-02", &["build"]).ok();
    expect![[r#"
        必要な手続
        利用目的の変更の限度と同意（個人情報保護法第17条第2項、個人情報保護法第18条第1項、ガイドライン（通則編）3-1-2）
        当たるかどうかを確かめました。当たるときに求められること：あらかじめ、ご本人の同意
        共同利用の事項の変更（個人情報保護法第27条第6項、ガイドライン（通則編）3-6-3）
        求められること：あらかじめ、ご本人が容易に知ることのできる状態に置くか、ご本人に通知すること
        公表：2027年6月2日（令和9年6月2日）
        適用日より前に行いました。
        必要な手続
        共同利用の開始（個人情報保護法第27条第5項第3号、ガイドライン（通則編）3-6-3）
        求められること：あらかじめ、ご本人が容易に知ることのできる状態に置くか、ご本人に通知すること
        掲示：2027年2月10日（令和9年2月10日）から2027年2月20日（令和9年2月20日）まで
        健保組合が容易に知り得る状態に置く方法（健保ガイダンスQ&amp;A問342）
        目安：ウェブサイトへの継続的な掲載のほか、事業所の窓口などへの掲示・備付け、広報誌などの継続的な配布（3か月に一度程度以上）が方法の目安です。健診の結果の共同利用は、健診の申込書にも記載するのが望ましいとされています。
        掲示：2027年2月10日（令和9年2月10日）から2027年2月20日（令和9年2月20日）まで
    "#]].assert_eq(&home.procedures());
}

/// What an author wrote around the duties stays where it stands; what was answered does too.
#[test]
fn a_slip_is_asked_anew_and_keeps_the_words_of_its_author() {
    let society = Society::new();
    society.sections("contacts, joint-use");
    society.write("privacy/joint-use.yaml", JOINT_USE);
    society.run("2027-01-10", &["draft", "privacy"]).ok();
    let path = "privacy/amendment.yaml";
    let written = society.read(&format!("content/{path}"));
    assert!(written.contains("\nduties:\n"), "{written}");
    let answered = written.replacen("    decision:\n", "    decision: 事業所に掲示します\n", 1);
    let own = "\n# 理事会のあとで見直す\n# （総務課）\n";
    society.write(path, &format!("{answered}{own}"));
    society.write("privacy/joint-use.yaml", &JOINT_USE.replace("受診のお勧め", "受診のご案内"));
    society.run("2027-01-11", &["draft", "privacy"]).ok();
    let again = society.read(&format!("content/{path}"));
    assert!(again.contains(own.trim()), "{again}");
    assert!(again.contains("decision: \"事業所に掲示します\""), "{again}");
    assert_eq!(again.matches("duties:").count(), 1, "{again}");
}
