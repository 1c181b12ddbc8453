//! Links that lead nowhere within the site: told at their places, and no text is sealed with one.

use crate::scenarios::Office;

const CONTENT: [(&str, &str); 6] = [
    ("site.yaml", "title: 見本健康保険組合\nroot: ours\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    ("privacy/document.yaml", "kind: privacy-notice\ntitle: 公表事項\nsections: [preface]\n"),
    ("privacy/preface.md", "# はじめに\n\n[様式](LINK)をご覧ください。\n"),
    ("rules/document.yaml", "kind: regulation\ntitle: 見本規程\n"),
    ("rules/main.law.txt", "見本規程\n\n第1条　この規程は、取扱いを定める。\n"),
];

const TODAY: &str = "2026-04-01";

fn with(to: &str) -> Office {
    let office = Office::with(&CONTENT);
    office.write("static/forms/様式第1号.pdf", "%PDF-1.7\n");
    office.edit("privacy/preface.md", "LINK", to);
    office.must(TODAY, "seal rules --effective 2026-04-01");
    office
}

#[test]
fn a_link_to_what_is_there_is_not_told() {
    for to in [
        "forms/様式第1号.pdf",
        "forms/%E6%A7%98%E5%BC%8F%E7%AC%AC1%E5%8F%B7.pdf#page=2",
        "./forms/../forms/様式第1号.pdf?x=1",
        "rules/",
        "rules/index.html#a1",
        "rules/#a1",
        "privacy/i/",
        "rules/versions/2026-04-01/",
        "rules/versions/2026-04-01/index.html#a1",
        "rules/history/",
        "index.html",
        "feed.atom",
        "https://example.jp/no-such/",
        "mailto:info@example.jp",
    ] {
        let said = with(to).must(TODAY, "check");
        assert!(!said.contains("dead-link"), "{to}: {said}");
    }
}

#[test]
fn a_link_to_what_is_not_there_is_told_and_holds_the_seal() {
    for (to, advice) in [
        ("様式第1号.pdf", "「forms/様式第1号.pdf」のことでしょうか"),
        ("forms/様式第１号.pdf", "「forms/様式第1号.pdf」のことでしょうか"),
        ("no-such/", "content/static/"),
        ("rules", "「rules/」のことでしょうか"),
        ("rulse/", "「rules/」のことでしょうか"),
        ("rules/#a2", "「rules/#a1」のことでしょうか"),
        ("rules/#purposes", "#」の後の部分"),
        ("rules/versions/2026-04-02/", "「rules/versions/2026-04-01/」のことでしょうか"),
        ("rules/main.law.txt", "「rules/」のことでしょうか"),
        ("figures/a.png", "content/static/"),
    ] {
        let office = with(to);
        let said = office.must(TODAY, "check");
        assert!(
            said.contains("注意[dead-link]") && said.contains("preface.md:3:2"),
            "{to}: {said}"
        );
        assert!(said.contains(advice), "{to}: {said}");
        let (code, said) = office.run(TODAY, "seal privacy --effective 2026-04-01");
        assert!(code == 1 && said.contains("dead-link"), "{to}: {said}");
        // Nobody is sure of a link that leads nowhere.
        let (code, said) = office.run(TODAY, "seal privacy --effective 2026-04-01 --yes");
        assert!(code == 1, "{to}: {said}");
    }
}

#[test]
fn what_went_away_after_the_seal_is_told_and_holds_nothing() {
    let office = with("forms/様式第1号.pdf");
    office.must(TODAY, "seal privacy --effective 2026-04-01");
    std::fs::remove_file(office.root().join("content/static/forms/様式第1号.pdf")).unwrap();
    let said = office.must(TODAY, "check");
    assert!(said.contains("preface.md:3:2"), "{said}");
    office.edit("privacy/preface.md", "[様式](forms/様式第1号.pdf)", "様式");
    let said = office.must(TODAY, "check");
    assert!(said.contains("確定した版「2026-04-01」のリンク先「forms/様式第1号.pdf」"), "{said}");
    office.must(TODAY, "seal privacy --effective 2026-05-01");
    office.must(TODAY, "build");
}
