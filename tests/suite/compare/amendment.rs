//! The amending document: of a regulation with what its slip says and the 附則 of the draft, of one that has neither,
//! of a notice, of a version.

use super::by_ear::{has_w3m, read_out};
use crate::world::{Ran, files, kohyo, put, write};
use expect_test::expect;
use std::fs;
use std::path::Path;

const OLD: &str = "見本健康保険組合個人情報保護規程\n\n（目的）\n第1条　この規程は、個人情報の取扱いを定める。\n（管理）\n第2条　組合は、前条の個人情報を管理する。\n２　組合は、記録を1年保存する。\n（届出）\n第3条　職員は、次に掲げる場合は、組合に届け出る。\n　(1)　記録を失ったとき。\n　(2)　記録を廃棄したとき。\n（開示）\n第4条　組合は、第2条第2項の記録を開示する。\n\n附　則\nこの規程は、令和4年4月1日から施行する。\n";
const NEW: &str = "見本健康保険組合個人情報保護規程\n\n（目的）\n第1条　この規程は、個人情報の取扱いを定める。\n（研修）\n第2条　組合は、職員に研修を行う。\n（管理）\n第3条　組合は、第1条の個人情報を管理する。\n２　組合は、記録を3年保存する。\n（届出）\n第4条　職員は、次に掲げる場合は、組合に届け出る。\n　(1)　記録を失ったとき。\n（開示）\n第5条　組合は、第3条第2項の記録を開示する。\n\n附　則\nこの規程は、令和4年4月1日から施行する。\n";
const OWN: &str = "\n附　則（令和9年規程第1号）\n（施行期日）\n１　この規程は、令和9年4月1日から施行する。\n（経過措置）\n２　この規程の施行の日前に作成した記録の保存については、なお従前の例による。\n";
const SLIP: &str =
    "effective: 2027-04-01\ndecided:\n  day: 2027-02-24\n  by: 組合会\napproved: 2027-03-10\n";

/// A site with one version of a regulation and a draft beyond it.
fn site(dir: &Path, draft: &str, slip: Option<&str>) -> String {
    let at = dir.join("site").display().to_string();
    let text = dir.join("rules.txt");
    let import = |words: &str| {
        write(&text, words);
        let path = text.display().to_string();
        kohyo(["import", &path, "--out", &at, "--name", "rules", "--force"]).ok();
    };
    import(OLD);
    let seal =
        ["seal", "rules", "--effective", "2022-04-01", "--root", &at, "--today", "2022-03-01"];
    kohyo(seal).ok();
    import(draft);
    if let Some(slip) = slip {
        write(&dir.join("site/content/rules/amendment.yaml"), slip);
    }
    at
}

fn amendment(at: &str, today: &str, more: &[&str]) -> Ran {
    let mut args = vec!["diff", "rules", "--format", "amendment", "--root", at, "--today", today];
    args.extend(more);
    kohyo(args)
}

#[test]
fn a_regulation_is_amended_by_one_with_its_number_decision_table_and_own_supplement() {
    let dir = tempfile::tempdir().unwrap();
    let at = site(dir.path(), &format!("{NEW}{OWN}"), Some(SLIP));
    let ran = amendment(&at, "2027-03-15", &[]).ok();
    assert_eq!(ran.err, "");
    for screen_only in ["［追加］", "次の変更", "href", "<ins"] {
        assert!(!ran.out.contains(screen_only), "{screen_only}");
    }
    assert!(ran.out.contains("記録を<u>3年</u>保存する。"), "{}", ran.out);
    if has_w3m() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compare/pages/amendment.txt");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        expect_test::expect_file![path].assert_eq(&read_out(&ran.out));
    }
}

#[test]
fn before_the_day_of_the_decision_it_is_a_proposal() {
    let dir = tempfile::tempdir().unwrap();
    let at = site(dir.path(), &format!("{NEW}{OWN}"), Some(SLIP));
    let out = amendment(&at, "2027-01-15", &[]).ok().out;
    let title = "<h1>見本健康保険組合個人情報保護規程の一部を改正する規程（案）</h1>";
    assert!(out.contains(title), "{out}");
    assert!(out.contains("<p>（令和9年2月24日　組合会議決予定）</p>"));
    assert!(out.contains("<p>（令和9年3月10日　認可予定）</p>"));
}

#[test]
fn a_supplement_that_names_another_day_is_pointed_out() {
    let dir = tempfile::tempdir().unwrap();
    let slip = SLIP.replace("2027-04-01", "2027-05-01");
    let at = site(dir.path(), &format!("{NEW}{OWN}"), Some(&slip));
    let ran = amendment(&at, "2027-03-15", &[]).ok();
    expect![[r#"
        注意[supplement-day]: 附則に書かれた日付に、施行日の令和9年5月1日がありません。
           = 対処: 附則か、改定票の「effective:」を確かめてください。

        注意1件
    "#]]
    .assert_eq(&ran.err);
}

#[test]
fn without_a_supplement_of_its_own_one_is_begun() {
    let dir = tempfile::tempdir().unwrap();
    let at = site(dir.path(), NEW, Some(SLIP));
    let ran = amendment(&at, "2027-01-15", &[]).ok();
    expect![[r#"
        お知らせ[no-own-supplement]: 改定案に、この改正の附則がまだありません。附則は書きかけの形で入れました。
           = 対処: 規程の本文の末尾に附則（施行期日と経過措置）を書き加えると、その附則がそのまま入ります。

        お知らせ1件
    "#]].assert_eq(&ran.err);
    let (_, tail) = ran.out.split_once("</table>").unwrap();
    expect![[r#"

        <h2>附　則</h2>
        <p>（施行期日）</p>
        <p>１　この規程は、令和9年4月1日から施行する。</p>
        <p>（経過措置）</p>
        <p>２　〔経過措置を定めるときはここに書き、定めないときはこの項と見出しを削ってください。〕</p>
        </main>
        </body>
        </html>
    "#]].assert_eq(tail);
    let asked = amendment(&at, "2027-01-15", &["--effective", "令和9年6月1日"]).ok();
    assert!(asked.out.contains("この規程は、令和9年6月1日から施行する。"));
}

#[test]
fn words_for_what_does_not_happen_are_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let at = site(dir.path(), &OLD.replace("1年", "5年"), None);
    let out = amendment(&at, "2027-01-15", &[]).ok().out;
    let (_, words) = out.split_once("次の表により").unwrap();
    let (words, _) = words.split_once("</p>").unwrap();
    expect!["、改正前の欄に掲げる規定の下線を付した部分をこれに順次対応する改正後の欄に掲げる規定の下線を付した部分のように改める。"].assert_eq(words);
    let dir = tempfile::tempdir().unwrap();
    let same = site(dir.path(), OLD, None);
    let ran = amendment(&same, "2027-01-15", &[]);
    assert_eq!(ran.code, 1);
    expect![[r#"
        エラー[nothing-to-amend]: 表示される文言に違いがないため、改正文は作れません。
           = 対処: 文書を改めてから、もう一度実行してください。

        エラー1件
    "#]]
    .assert_eq(&ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn a_charter_is_changed_and_a_version_is_decided() {
    let dir = tempfile::tempdir().unwrap();
    let charter =
        |words: &str| words.replace("保護規程", "保護規約").replace("この規程", "この規約");
    let [old, new] = [("old.txt", OLD), ("new.txt", NEW)].map(|(name, words)| {
        let path = dir.path().join(name);
        write(&path, charter(words));
        path.display().to_string()
    });
    let root = dir.path().join("nothing").display().to_string();
    let out = kohyo(["diff", &old, &new, "--format", "amendment", "--root", &root]).ok().out;
    assert!(out.contains("保護規約の一部を変更する規約（案）</h1>"), "{out}");
    assert!(out.contains("１　この規約は、令和　　年　　月　　日から施行する。"), "{out}");
    let at = site(dir.path(), &format!("{NEW}{OWN}"), Some(SLIP));
    kohyo(["seal", "rules", "--root", &at, "--today", "2027-03-15"]).ok();
    let words = ["diff", "rules", "2022-04-01", "2027-04-01", "--format", "amendment"];
    let rest = ["--root", &at, "--today", "2027-03-16"];
    let out = kohyo(words.into_iter().chain(rest)).ok().out;
    assert!(out.contains("を改正する規程</h1>"), "{out}");
    assert!(out.contains("<p>（令和9年2月24日　組合会議決）</p>"), "{out}");
}

#[test]
fn a_notice_is_changed_by_a_decision_and_has_no_supplement() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("site");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kenpo/content");
    put(&root.join("content"), &files(&content));
    let policy = root.join("content/policy");
    let words = fs::read_to_string(policy.join("policy.yaml")).unwrap();
    let words = words.replace("適切に選び、監督します", "適切に選び、毎年監督します");
    write(&policy.join("policy.yaml"), words);
    write(&policy.join("amendment.yaml"), SLIP.replace("組合会", "理事長"));
    let at = root.display().to_string();
    let args = ["diff", "policy", "--format", "amendment", "--root", &at, "--today", "2027-01-15"];
    let ran = kohyo(args).ok();
    assert_eq!(ran.err, "");
    let (_, body) = ran.out.split_once("<main>\n").unwrap();
    expect![[r#"
        <h1>個人情報保護の基本方針の一部変更について（案）</h1>
        <p>（令和9年2月24日　理事長決裁予定）</p>
        <p>（令和9年3月10日　認可予定）</p>
        <p>個人情報保護の基本方針の一部を次の表のとおり変更し、令和9年4月1日から適用する。</p>
        <table>
        <caption>（下線部分は変更部分）</caption>
        <thead><tr><th scope="col">項目</th><th scope="col">変更後</th><th scope="col">変更前</th></tr></thead>
        <tbody>
        <tr><th scope="row">4.</th><td><p>4.　委託先の監督　取扱いを委託するときは、委託先を適切に選び、<u>毎年</u>監督します。</p></td><td><p>4.　委託先の監督　取扱いを委託するときは、委託先を適切に選び、監督します。</p></td></tr>
        </tbody>
        </table>
        </main>
        </body>
        </html>
    "#]].assert_eq(body);
}
