//! `kohyo diff` from the command line to every form: two files, versions and draft, styles, exit codes.

use crate::world::{Ran, kohyo, write};
use expect_test::expect;
use kohyo::publish::formats::comparison::{DecisionState, SHIPPED, Style};
use std::fs;
use std::path::Path;

const OLD: &str = "見本健康保険組合個人情報保護規程\n\n（目的）\n第1条　この規程は、個人情報の取扱いを定める。\n（管理）\n第2条　組合は、前条の個人情報を管理する。\n２　組合は、記録を1年保存する。\n（開示）\n第3条　組合は、第2条第2項の記録を開示する。\n\n附　則\nこの規程は、令和4年4月1日から施行する。\n";
const NEW: &str = "見本健康保険組合個人情報保護規程\n\n（目的）\n第1条　この規程は、個人情報の取扱いを定める。\n（研修）\n第2条　組合は、職員に研修を行う。\n（管理）\n第3条　組合は、第1条の個人情報を管理する。\n２　組合は、記録を3年保存する。\n（開示）\n第4条　組合は、第3条第2項の記録を開示する。\n\n附　則\nこの規程は、令和4年4月1日から施行する。\n";

fn files(dir: &Path) -> [String; 2] {
    let paths = [dir.join("old.txt"), dir.join("new.txt")];
    write(&paths[0], OLD);
    write(&paths[1], NEW);
    paths.map(|path| path.display().to_string())
}

fn diff(more: &[&str]) -> Ran {
    let dir = tempfile::tempdir().unwrap();
    let [old, new] = files(dir.path());
    let root = dir.path().join("site").display().to_string();
    let mut args = vec!["diff", &old, &new, "--root", &root];
    args.extend(more);
    let mut ran = kohyo(args);
    let prefix = format!("{}/", dir.path().display());
    ran.out = ran.out.replace(&prefix, "");
    ran
}

#[test]
fn two_files_are_told_on_a_terminal() {
    let out = diff(&[]).ok().out;
    assert!(!out.contains('\x1b'), "no colour where nobody looks");
    expect![[r#"
        見本健康保険組合個人情報保護規程
        old.txt → new.txt
        内容の変更が3件あります。このほか、番号や表記だけを整えたところ（規定の整備）が2件あります。
          1. [内容の変更] 第2条（研修）を加えました。
          2. [規定の整備] 第2条及び第3条を1条ずつ繰り下げました。（新しい番号は、第3条及び第4条です）
          3. [内容の変更] 第3条第1項（旧第2条第1項）中「前条」を「第1条」に改めました。
          4. [内容の変更] 第3条第2項（旧第2条第2項）中「1年」を「3年」に改めました。
          5. [規定の整備] 第4条（旧第3条）中「第2条第2項」を「第3条第2項」に改めました。（旧第2条第2項が第3条第2項になったことに伴う整備です）

        ■ 第2条 [1]
          【改正後】
            ［＋（研修）＋］
            ［＋第2条＋］　［＋組合は、職員に研修を行う。＋］
          【改正前】
            （新設）

        ■ 第3条（旧第2条） [2,3,4]
          【改正後】
            （管理）
            ［＋第3条＋］　組合は、［＋第1条＋］の個人情報を管理する。
            ２　組合は、記録を［＋3年＋］保存する。
          【改正前】
            （管理）
            ［－第2条－］　組合は、［－前条－］の個人情報を管理する。
            ２　組合は、記録を［－1年－］保存する。

        ■ 第4条（旧第3条） [2,5]
          【改正後】
            （開示）
            ［＋第4条＋］　組合は、［＋第3条第2項＋］の記録を開示する。
          【改正前】
            （開示）
            ［－第3条－］　組合は、［－第2条第2項－］の記録を開示する。

        記号：［＋加わった文言＋］［－なくなった文言－］［～移った文言～］
        新旧照合済（e50c22f85a269a3ab3bb099dc864dd2fc517817cd8554f1259af6e8dcadb279c）
    "#]].assert_eq(&out);
}

#[test]
fn markdown_is_a_list_and_a_table() {
    expect![[r#"
        # 見本健康保険組合個人情報保護規程　新旧対照表

        old.txt → new.txt

        内容の変更が3件あります。このほか、番号や表記だけを整えたところ（規定の整備）が2件あります。

        1. **内容の変更**　第2条（研修）を加えました。
        1. **規定の整備**　第2条及び第3条を1条ずつ繰り下げました。（新しい番号は、第3条及び第4条です）
        1. **内容の変更**　第3条第1項（旧第2条第1項）中「前条」を「第1条」に改めました。
        1. **内容の変更**　第3条第2項（旧第2条第2項）中「1年」を「3年」に改めました。
        1. **規定の整備**　第4条（旧第3条）中「第2条第2項」を「第3条第2項」に改めました。（旧第2条第2項が第3条第2項になったことに伴う整備です）

        （下線部分は改正部分）

        | 規定 | 新 | 旧 | 備考 |
        |---|---|---|---|
        | 第2条 | <ins>（</ins><ins>研修</ins><ins>）</ins><br><ins>第2条</ins>　<ins>組合は、職員に研修を行う。</ins> | （新設） | 新設 |
        | 第3条（旧第2条） | （管理）<br><ins>第3条</ins>　組合は、<ins>第1条</ins>の個人情報を管理する。<br>２　組合は、記録を<ins>3年</ins>保存する。 | （管理）<br><del>第2条</del>　組合は、<del>前条</del>の個人情報を管理する。<br>２　組合は、記録を<del>1年</del>保存する。 | 変更 |
        | 第4条（旧第3条） | （開示）<br><ins>第4条</ins>　組合は、<ins>第3条第2項</ins>の記録を開示する。 | （開示）<br><del>第3条</del>　組合は、<del>第2条第2項</del>の記録を開示する。 | 規定の整備 |

        新旧照合済（`e50c22f85a269a3ab3bb099dc864dd2fc517817cd8554f1259af6e8dcadb279c`）
    "#]].assert_eq(
        &diff(&["--format", "markdown", "--style", "remarks"])
            .ok()
            .out,
    );
}

#[test]
fn json_is_as_its_schema_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/delta.schema.json");
    let schema = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value: serde_json::Value =
        serde_json::from_str(&diff(&["--format", "json"]).ok().out).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let changes = value["changes"].as_array().unwrap();
    let brief: Vec<String> = changes
        .iter()
        .map(|change| format!("{} {} {}\n", change["kind"], change["grade"], change["path"]))
        .collect();
    expect![[r#"
        "added" "substance" "第2条"
        "renumbered" "form" "第3条（旧第2条）"
        "reworded" "substance" "第3条第1項（旧第2条第1項）"
        "reworded" "substance" "第3条第2項（旧第2条第2項）"
        "reworded" "form" "第4条（旧第3条）"
    "#]]
    .assert_eq(&brief.concat());
    let mut wrong = value.clone();
    wrong["changes"][0]["grade"] = "perhaps".into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn html_needs_nothing_else() {
    let out = diff(&["--format", "html"]).ok().out;
    for outside in ["<script", "<link", "http://", "https://", "@import", "url("] {
        assert!(!out.contains(outside), "{outside}");
    }
    for inside in ["scope=\"row\">第3条<wbr>（旧第2条） <", "［追加］</span>3年<", "新旧照合済（"]
    {
        assert!(out.contains(inside), "{inside}\n{out}");
    }
    assert_eq!(out, diff(&["--format", "html"]).ok().out);
}

#[test]
fn the_exit_code_tells_only_when_asked() {
    assert_eq!(diff(&[]).code, 0);
    assert_eq!(diff(&["--exit-code"]).code, 1);
    let dir = tempfile::tempdir().unwrap();
    let [old, _] = files(dir.path());
    let same = kohyo(["diff", &old, &old, "--exit-code"]).ok();
    assert!(same.out.contains("変更はありません"), "{}", same.out);
}

#[test]
fn every_shipped_style_is_read_and_says_what_it_puts_first() {
    let all: Vec<String> = SHIPPED
        .iter()
        .map(|(name, words)| {
            let style = Style::read(words).unwrap();
            let (decided, proposed) =
                (style.headings(DecisionState::Decided), style.headings(DecisionState::Proposed));
            format!(
                "{name}: {:?} first, {}/{}, {}/{}\n",
                style.first, decided.new, decided.old, proposed.new, proposed.old
            )
        })
        .collect();
    expect![[r#"
        standard: New first, 改正後/改正前, 改正案/現行
        notice: New first, 変更後/変更前, 変更案/現行
        remarks: New first, 新/旧, 案/現行
        before-first: Old first, 改正後/改正前, 改正案/現行
    "#]]
    .assert_eq(&all.concat());
}

#[test]
fn a_society_adds_a_style_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let [old, new] = files(dir.path());
    let root = dir.path().display().to_string();
    let style = dir.path().join("themes/comparison/ours.yaml");
    write(&style, "label: 当組合\nnew: 新しい文\nold: 今の文\nfirst: old\nfold: false\n");
    let args = ["diff", &old, &new, "--root", &root, "--style", "ours", "--format", "markdown"];
    let out = kohyo(args).ok().out;
    assert!(out.contains("| 規定 | 今の文 | 新しい文 |"), "{out}");
    assert!(!out.contains("　（略）<br>"), "{out}");
    write(&style, "label: 当組合\nnew: 新しい文\nodl: 今の文\n");
    let ran = kohyo(args);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("odl"), "{}", ran.err);
    let ran = diff(&["--style", "nobody"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("before-first"), "{}", ran.err);
}

/// A command line in words; `{at}` is the site, `{text}` the file to import.
fn at(dir: &Path, line: &str) -> Ran {
    let (site, text) = (dir.join("site"), dir.join("rules.txt"));
    let words = line.split(' ').map(|word| match word {
        "{at}" => site.display().to_string(),
        "{text}" => text.display().to_string(),
        _ => word.to_owned(),
    });
    kohyo(words)
}

#[test]
fn versions_and_the_draft_of_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let import = "import {text} --out {at} --name rules --force";
    let seal = "seal rules --root {at} --today 2026-03-01 --effective";
    write(&dir.join("rules.txt"), OLD);
    at(dir, import).ok();
    let unsealed = at(dir, "diff rules --root {at}");
    assert_eq!(unsealed.code, 1);
    assert!(unsealed.err.contains("確定した版がまだありません"), "{}", unsealed.err);
    at(dir, &format!("{seal} 2026-04-01")).ok();
    write(&dir.join("rules.txt"), NEW);
    at(dir, import).ok();
    let draft = at(dir, "diff rules --root {at} --format markdown").ok().out;
    assert!(draft.contains("2026-04-01の版 → 改定案"), "{draft}");
    assert!(draft.contains("| 規定 | 改正案 | 現行 |"), "{draft}");
    at(dir, &format!("{seal} 2027-04-01")).ok();
    let sealed = "diff rules 2026-04-01 令和9年4月1日 --root {at} --format markdown";
    let sealed = at(dir, sealed).ok().out;
    assert!(sealed.contains("| 規定 | 改正後 | 改正前 |"), "{sealed}");
    let missing = at(dir, "diff rules 2020-01-01 --root {at}");
    assert_eq!(missing.code, 1);
    let known = "2026-04-01, 2027-04-01, draft";
    assert!(missing.err.contains(known), "{}", missing.err);
}

#[test]
fn pages_show_what_each_version_changed_and_all_since_an_earlier_one() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("site");
    let rules = dir.path().join("rules.txt");
    let at = root.display().to_string();
    let third = NEW.replace("職員に研修を行う", "職員に毎年研修を行う");
    for (text, day, today) in [
        (OLD, "2024-04-01", "2024-03-01"),
        (NEW, "2025-04-01", "2025-03-01"),
        (third.as_str(), "2026-04-01", "2026-03-01"),
    ] {
        write(&rules, text);
        let path = rules.display().to_string();
        kohyo(["import", &path, "--out", &at, "--name", "rules", "--force"]).ok();
        kohyo(["seal", "rules", "--effective", day, "--root", &at, "--today", today]).ok();
    }
    kohyo(["build", "--root", &at, "--as-of", "2026-11-01"]).ok();
    let page = |place: &str| fs::read_to_string(root.join("public/rules").join(place)).unwrap();
    let last = page("versions/2026-04-01/changes/index.html");
    assert!(last.contains("毎年"), "{last}");
    assert!(!last.contains("3年"), "only what the last version changed: {last}");
    let since = page("since/2024-04-01/index.html");
    for words in ["毎年", "3年", "新旧照合済", "次の変更", "［追加］"] {
        assert!(since.contains(words), "{words}: {since}");
    }
    assert!(!root.join("public/rules/versions/2024-04-01/changes").exists());
    assert!(!root.join("public/rules/since/2026-04-01").exists());
    assert!(page("index.html").contains("versions/2026-04-01/changes/"));
    let map = fs::read_to_string(root.join("public/manifest.json")).unwrap();
    assert!(map.contains("rules/since/2025-04-01/index.html"), "{map}");
}
