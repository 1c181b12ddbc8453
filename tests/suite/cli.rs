//! The help of the command line is whole in both languages.

use crate::world::kohyo;

/// The commands that a help lists.
fn commands(help: &str, heading: &str) -> Vec<String> {
    let list = help.split_once(&format!("\n{heading}:\n")).map_or("", |(_, list)| list);
    let lines = list.lines().take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

#[test]
fn every_command_has_its_help_in_both_languages() {
    for (lang, heading) in [("ja", "コマンド"), ("en", "Commands")] {
        let top = kohyo(["--help", "--lang", lang]).ok().out;
        let all = commands(&top, heading);
        assert!(all.len() > 20, "{top}");
        for command in all {
            let help = kohyo([&*command, "--help", "--lang", lang]).ok().out;
            for inner in commands(&help, heading) {
                let help = kohyo([&*command, &*inner, "--help", "--lang", lang]).ok().out;
                assert!(help.contains("--root"), "{help}");
            }
            let is_japanese = help.contains("使い方: ");
            assert_eq!(is_japanese, lang == "ja", "{help}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_said_in_the_language_of_the_user() {
    let ran = kohyo(["check", "--today", "4月"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.starts_with("エラー: 「--today <日付>」の値「4月」を読めません。"),
        "{}",
        ran.err
    );
    let ran = kohyo(["check", "--today", "4月", "--lang", "en"]);
    assert!(ran.err.contains("'--today <DATE>'"), "{}", ran.err);
}
