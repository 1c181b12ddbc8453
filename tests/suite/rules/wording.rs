//! Rules about wording on texts that their pages do not show: what must be found, what must stay silent, what is public
//! already, and what they cost.

use super::found;
use crate::world::sealed;
use kohyo::diagnostic::{Finding, Severity};
use kohyo::disk::Snapshot;
use kohyo::rules::{CheckedSite, RULES};
use std::time::Instant;

const FRAME: [(&str, &str); 3] = [
    ("content/site.yaml", "title: 見本\nroot: ours\n"),
    ("content/organisation.yaml", "name: 見本健康保険組合\n"),
    ("content/rules/document.yaml", "kind: regulation\ntitle: 見本規程\n"),
];

/// A site with one regulation of these lines.
fn regulation(lines: &str) -> Snapshot {
    let text = format!("見本規程\n\n{lines}\n");
    let files = FRAME.into_iter().chain([("content/rules/main.law.txt", text.as_str())]);
    Snapshot::from_memory(files.map(|(path, body)| (path.to_owned(), body.as_bytes().to_vec())))
}

fn all(code: &str, snapshot: &Snapshot) -> Vec<Finding> {
    found(RULES.iter().find(|rule| rule.code == code).unwrap(), snapshot)
}

/// The words that the findings of a rule point at.
fn pointed(code: &str, lines: &str) -> Vec<String> {
    let snapshot = regulation(lines);
    let words = |finding: &Finding| {
        let span = finding.span.clone().unwrap();
        let file = snapshot.file(&span.file).unwrap();
        String::from_utf8(file.bytes()[span.range].to_vec()).unwrap()
    };
    all(code, &snapshot).iter().map(words).collect()
}

#[test]
fn posts_that_are_nobodys_are_told_apart_from_slips() {
    let set_up = "第1条　個人情報管理責任者（以下「管理責任者」という。）は常務理事とし、個人情報取扱責任者（以下「取扱責任者」という。）は、課長とする。\n";
    for (line, near, undefined) in [
        ("第2条　複写は、取扱管理責任者の承認を得る。", vec!["取扱管理責任者"], vec![]),
        ("第2条　複写は、個人情報責任者に報告する。", vec!["個人情報責任者"], vec![]),
        ("第2条　複写は、記録保存責任者の承認を得る。", vec![], vec!["記録保存責任者"]),
        ("第2条　複写は、各取扱責任者及び当該管理責任者が行う。", vec![], vec![]),
        ("第2条　複写は、委託先の取扱管理責任者の承認を得る。", vec![], vec![]),
        ("第2条　記録保存責任者を置く。記録保存責任者は、複写を行う。", vec![], vec![]),
        ("第2条　記録保存責任者は、事務長をもって充てる。", vec![], vec![]),
        ("（記録保存責任者）\n第2条　記録保存責任者は、複写を行う。", vec![], vec![]),
        ("第2条　複写は、管理者権限により、「取扱管理責任者」の印を付ける。", vec![], vec![]),
        ("第2条　漏えいは、個人情報保護委員会に報告する。", vec![], vec![]),
    ] {
        let lines = format!("{set_up}\n{line}");
        assert_eq!(pointed("near-term", &lines), near, "{line}");
        assert_eq!(pointed("undefined-term", &lines), undefined, "{line}");
    }
    // Where nobody is set up, names of others are used as they are.
    assert!(pointed("undefined-term", "第1条　文書保存担当者は、複写を行う。").is_empty());
}

#[test]
fn two_extents_of_one_name_are_a_warning_and_one_extent_a_note() {
    let first = "第1条　明細書の甲及び乙（以下「明細書」という。）を用いる。\n\n";
    for (line, severity) in [
        (
            "第2条　甲、乙及び丙（古いものを除く。以下「明細書」という。）を用いる。",
            Some(Severity::Warning),
        ),
        ("第2条　組合は、明細書の甲、乙（以下「明細書」という。）を用いる。", Some(Severity::Note)),
        ("第2条　丙（以下この条において「明細書」という。）を用いる。", None),
        ("第2条　丙（以下この項及び次条において「明細書」という。）を用いる。", None),
        ("第2条　丙（以下「明細書等」という。）を用いる。", None),
        ("第2条　用紙の「明細書」とは別に記す。", None),
        ("附　則\n丙（以下「明細書」という。）は、なお用いる。", None),
    ] {
        let found = all("defined-twice", &regulation(&format!("{first}{line}")));
        assert_eq!(found.first().map(|one| one.severity), severity, "{line}: {found:?}");
    }
}

#[test]
fn spaces_are_in_words_or_between_them() {
    let rest = "第2条　組合は、医療費分析及び記録媒体の管理を行う。システムを用いる。";
    for (line, words) in [
        ("加入者の健康のための医療 費分析を行う。", vec!["医療 費分析"]),
        ("国に対す る報告を行い、身分関係に 関する情報を用いる。", vec!["対す る"]),
        ("組合は、シス テムにより記録する。", vec!["シス テム"]),
        ("組合は、医療 分析及び歯科 健診を行う。", vec![]),
        ("組合は、東京 大阪 名古屋の順に記す。", vec![]),
        ("組合は、総務課 見本 太郎に届け出る。", vec![]),
        ("組合は、Web サイト 及び 5 年の記録を用いる。", vec![]),
        ("組合は、氏 名を記す。", vec![]),
        ("医療 費分析", vec![]),
    ] {
        let lines = format!("第1条　{line}\n\n{rest}");
        let mut pointed = pointed("in-word-space", &lines);
        pointed.retain(|one| !one.contains("関係"));
        let told: Vec<_> = pointed.iter().map(|one| one.trim_start_matches('国')).collect();
        let is_like = told.len() == words.len()
            && told.iter().zip(&words).all(|(told, words)| words.ends_with(told));
        assert!(is_like, "{line}: {pointed:?}");
    }
}

#[test]
fn dashes_of_every_kind_are_words_ranges_or_numbers() {
    for (line, words) in [
        ("マスタ−ファイルを用いる。", vec!["マスタ−ファイル"]),
        ("サ‐バの記録を用いる。", vec!["サ‐バ"]),
        ("デ–タを用いる。", vec!["デ–タ"]),
        ("センタ−に送る。", vec!["センタ−"]),
        ("ア−ウ及びイ–エの欄に記す。", vec![]),
        ("ヘルス-ケア及びプラン—プランの欄に記す。", vec![]),
        ("メンバ-を記す。メンバーを改める。", vec!["メンバ-"]),
        (
            "メ−ルで送り、ケ-スに入れ、サ-バ-とプリンタ-の記録を見る。",
            vec!["メ−ル", "ケ-ス", "サ-バ-", "プリンタ-"],
        ),
        ("ア-オ、イ-ニ及びア−カの欄に記す。ケア-3とマ-1を選ぶ。", vec![]),
        ("03−0000−0015に電話する。A−Bを記す。", vec![]),
        ("温度は−5度とし、テスト −1を記す。", vec![]),
    ] {
        assert_eq!(pointed("broken-character", &format!("第1条　{line}")), words, "{line}");
    }
}

#[test]
fn advice_ends_where_a_text_is_public_and_faults_do_not() {
    let long = "組合は、個人情報を取り扱う区域の管理、".repeat(6);
    let lines = format!("第1条　{long}及び点検を行う。組合は、または記録を行なう。第9条を見る。");
    let snapshot = regulation(&lines);
    let codes = ["sentence-length", "mixed-spelling", "dangling-reference"];
    let count = |snapshot: &Snapshot| codes.map(|code| all(code, snapshot).len());
    assert_eq!(count(&snapshot), [1, 2, 1]);
    let drafts = FRAME.map(|(path, body)| (path.to_owned(), body.as_bytes().to_vec()));
    let text = format!("見本規程\n\n{lines}\n").into_bytes();
    let text = [("content/rules/main.law.txt".to_owned(), text)];
    let sealed = sealed(&snapshot, "rules", "2026-04-01".parse().unwrap());
    let sealed = Snapshot::from_memory(drafts.into_iter().chain(text).chain(sealed));
    assert_eq!(count(&sealed), [0, 0, 1]);
}

#[test]
fn nothing_is_ever_an_error_and_time_grows_with_the_text() {
    // What each rule looks for, very often: definitions, posts, dashes, spaces, references, long sentences.
    let article = |nth: usize| {
        format!(
            "第{nth}条　甲{nth}及び乙（以下「略称{nth}」という。）は、記録{nth}管理者の承認を得て、マスタ−ファイル、お 知らせ、デ-タ並びに医療 費を行なう。第{}条各号に\
             よる「引用」または取り扱いを行う\n",
            nth + 7
        )
    };
    let seconds = |articles: usize| {
        let lines: String = (1..=articles).map(article).collect();
        let snapshot = regulation(&lines);
        let start = Instant::now();
        let found = CheckedSite::of(snapshot, "2026-11-23".parse().unwrap()).findings;
        assert!(found.len() > articles, "{}", found.len());
        assert!(found.iter().all(|one| one.severity != Severity::Error));
        start.elapsed().as_secs_f64()
    };
    let (few, many) = (seconds(150), seconds(1200));
    assert!(many < few * 8.0 * 3.0 + 0.5, "{few} s, {many} s");
}
