//! Documents through time: what their ledgers make of their versions, on any day and as known on any day.

mod news;
mod verify;

use super::world::{files, kohyo, write};
use kohyo::disk::Snapshot;
use kohyo::ledger::{Act, Chain, Day, Event, LedgerState, VersionId};
use kohyo::site::Site;
use kohyo::site::edition::{Edition, Showing};
use kohyo::site::load;
use kohyo::text::date::Date;
use kohyo::tree::{self, Bare, Digest, Form, Provision, Role, Text};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

fn day(words: &str) -> Date {
    words.parse().unwrap()
}

fn id(words: &str) -> VersionId {
    words.parse().unwrap()
}

fn text(words: &str) -> Arc<Provision> {
    let root = Bare::new(Form::Document).role(Role::of("privacy-notice"));
    let said = Bare::new(Form::Prose).text(Text::plain(words));
    root.heading(Text::plain("公表事項")).with([said.leaf()])
}

/// A site with one notice, under construction.
struct Notice {
    files: BTreeMap<String, Vec<u8>>,
    chain: Chain,
}

impl Notice {
    fn new() -> Notice {
        let files = [
            ("content/site.yaml", "title: 見本\ndocuments: [notice]\n"),
            (
                "content/notice/document.yaml",
                "kind: privacy-notice\ntitle: 公表事項\nsections: [text]\n",
            ),
            ("content/notice/text.md", "今の案\n"),
        ];
        let files = files.map(|(path, words)| (path.to_owned(), words.into()));
        Notice { files: files.into(), chain: Chain::default() }
    }

    fn on(mut self, recorded: &str, act: Act) -> Notice {
        self.chain.append(Event::new(day(recorded), act));
        self
    }

    /// A version file, and its digest.
    fn file(&mut self, version: &str, words: &str) -> Digest {
        let bytes = tree::write(&text(words));
        let digest = Digest::of(&bytes);
        let path = format!("content/notice/versions/{version}.jsonl");
        self.files.insert(path, bytes);
        digest
    }

    fn seal(mut self, recorded: &str, version: &str, effective: &str, words: &str) -> Notice {
        let digest = self.file(version, words);
        let effective = Day::Known(day(effective));
        self.on(recorded, Act::Seal { version: id(version), digest, effective, reissues: None })
    }

    fn reissue(mut self, recorded: &str, version: &str, before: &str, words: &str) -> Notice {
        let digest = self.file(version, words);
        let account = LedgerState::of(self.chain.lines()).unwrap();
        let effective = account.entry(id(before)).unwrap().effective;
        self.on(
            recorded,
            Act::Seal { version: id(version), digest, effective, reissues: Some(id(before)) },
        )
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.files.clone();
        files.insert("content/notice/ledger.jsonl".into(), self.chain.bytes().to_vec());
        files
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::from_memory(self.files())
    }

    fn site(&self) -> Site {
        let loaded = load::load(&self.snapshot());
        loaded.site.unwrap_or_else(|| panic!("{:?}", loaded.findings))
    }

    /// The codes of everything that is wrong.
    fn codes(&self) -> Vec<&'static str> {
        let loaded = load::load(&self.snapshot());
        loaded.findings.iter().map(|finding| finding.code).collect()
    }
}

/// February: April's text; March: an urgent change, carried into it; then April is put off, and called off.
fn busy() -> Notice {
    Notice::new()
        .seal("2025-01-10", "2025-01-10", "2025-01-10", "元の内容")
        .seal("2026-02-10", "2026-04-01", "2026-04-01", "四月の内容")
        .seal("2026-03-12", "2026-03-15", "2026-03-15", "新しい電話")
        .reissue("2026-03-12", "2026-04-01.2", "2026-04-01", "四月の内容と新しい電話")
        .on(
            "2026-03-25",
            Act::Postpone { version: id("2026-04-01.2"), effective: day("2026-07-01") },
        )
        .on("2026-06-20", Act::Withdraw { version: id("2026-04-01.2") })
}

fn in_force(site: &Site, on: &str) -> Option<String> {
    let version = site.documents[0].in_force_on(day(on))?;
    Some(version.id.to_string())
}

#[test]
fn in_force_on_and_as_known_on() {
    let site = busy().site();
    for (on, now) in [
        ("2025-01-09", None),
        ("2025-01-10", Some("2025-01-10")),
        ("2026-03-14", Some("2025-01-10")),
        ("2026-03-15", Some("2026-03-15")),
        ("2026-04-01", Some("2026-03-15")),
        ("2026-07-01", Some("2026-03-15")),
    ] {
        assert_eq!(in_force(&site, on).as_deref(), now, "{on}");
    }
    for (known, on, then) in [
        ("2026-02-09", "2026-04-01", "2025-01-10"),
        ("2026-02-10", "2026-04-01", "2026-04-01"),
        ("2026-03-11", "2026-03-15", "2025-01-10"),
        ("2026-03-12", "2026-04-01", "2026-04-01.2"),
        ("2026-03-25", "2026-04-01", "2026-03-15"),
        ("2026-03-25", "2026-07-01", "2026-04-01.2"),
        ("2026-06-20", "2026-07-01", "2026-03-15"),
    ] {
        let then_known = site.known_on(day(known));
        assert_eq!(in_force(&then_known, on).as_deref(), Some(then), "{known} {on}");
    }
    let document = &site.documents[0];
    assert_eq!(document.newest().unwrap().id, id("2026-03-15"));
    let known = document.known_on(day("2026-05-01"));
    assert_eq!(known.newest().unwrap().id, id("2026-04-01.2"));
    assert_eq!(known.last_day(id("2026-03-15")), Some(day("2026-06-30")));
    assert_eq!(document.last_day(id("2026-03-15")), None);
    assert_eq!(document.last_day(id("2026-04-01")), None);
    assert_eq!(document.last_day(id("2025-01-10")), Some(day("2026-03-14")));
}

#[test]
fn an_edition_splits_versions_by_what_became_of_them() {
    let site = busy().site();
    let split = |site: &Site, as_of: &str| {
        let edition = Edition::of(site, day(as_of), Showing::Public);
        let on = &edition.documents[0];
        let ids = |versions: &[&kohyo::site::Version]| {
            let ids: Vec<String> = versions.iter().map(|version| version.id.to_string()).collect();
            ids.join(" ")
        };
        [&on.coming, &on.past, &on.withdrawn, &on.replaced].map(|versions| ids(versions))
    };
    assert_eq!(split(&site, "2026-05-01"), ["", "2025-01-10", "2026-04-01.2", "2026-04-01"]);
    assert_eq!(split(&site, "2026-03-01"), ["2026-03-15", "", "2026-04-01.2", "2026-04-01"]);
    let known = site.known_on(day("2026-05-01"));
    assert_eq!(split(&known, "2026-05-01"), ["2026-04-01.2", "2025-01-10", "", "2026-04-01"]);
}

#[test]
fn a_draft_stands_on_what_counts_from_the_latest_day_whenever_it_was_recorded() {
    let mut notice = Notice::new().seal("2026-02-10", "2026-04-01", "2026-04-01", "四月の内容");
    let digest = notice.file("2017-05-30", "昔の内容");
    let notice = notice.on(
        "2026-05-01",
        Act::Register {
            version: id("2017-05-30"),
            digest,
            effective: Day::Known(day("2017-05-30")),
        },
    );
    let site = notice.site();
    assert_eq!(site.documents[0].newest().unwrap().id, id("2026-04-01"));
    assert_eq!(in_force(&site, "2020-01-01").as_deref(), Some("2017-05-30"));
    assert!(site.documents[0].version(id("2017-05-30")).unwrap().is_late());
}

#[test]
fn a_repealed_document_is_kept_and_nothing_of_it_is_in_force() {
    let notice = busy()
        .on(
            "2026-07-02",
            Act::Retitle { title: "古い公表事項".into(), effective: day("2026-09-01") },
        )
        .on("2026-07-02", Act::Repeal { effective: day("2026-10-01") });
    let site = notice.site();
    assert_eq!(in_force(&site, "2026-09-30").as_deref(), Some("2026-03-15"));
    assert_eq!(in_force(&site, "2026-10-01"), None);
    let document = &site.documents[0];
    assert_eq!(document.last_day(id("2026-03-15")), Some(day("2026-09-30")));
    assert_eq!(document.title_on(day("2026-08-31")), None);
    assert_eq!(document.title_on(day("2026-09-01")), Some("古い公表事項"));
    let edition = Edition::of(&site, day("2026-10-01"), Showing::Preview);
    let on = &edition.documents[0];
    assert!(on.in_force.is_none() && on.repealed.is_some() && on.draft.is_none());
    assert_eq!(on.past.len(), 2);
}

#[test]
fn withheld_words_stay_away() {
    let mut notice = busy();
    let original = notice.files["content/notice/versions/2025-01-10.jsonl"].clone();
    let digest = notice.file("2025-01-10", "元の〔非公開〕");
    let withhold =
        Act::Withhold {
            version: id("2025-01-10"), digest, reason: "個人の名前のため".into()
        };
    let mut notice = notice.on("2026-07-01", withhold);
    assert_eq!(notice.codes(), Vec::<&str>::new());
    let site = notice.site();
    let version = site.documents[0].version(id("2025-01-10")).unwrap();
    assert_eq!(version.tree, text("元の〔非公開〕"));
    assert_eq!(version.file_digest(), digest);
    // Known before it was withheld, but not to be told any more.
    let known = site.known_on(day("2026-01-01"));
    assert_eq!(known.documents[0].newest().unwrap().tree, text("元の〔非公開〕"));
    let path = "content/notice/versions/2025-01-10.jsonl";
    notice.files.insert(path.into(), original);
    assert_eq!(notice.codes(), ["version-withheld"]);
    notice.file("2025-01-10", "別の内容");
    assert_eq!(notice.codes(), ["version-changed"]);
}

#[test]
fn a_line_that_cannot_follow_is_a_finding_on_that_line() {
    let notice = busy().on("2026-06-21", Act::Withdraw { version: id("2025-01-10") });
    let findings = load::load(&notice.snapshot()).findings;
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "ledger-order");
    assert_eq!(
        findings[0].message.ja,
        "台帳のこの行は、前の行までの記録と合いません。版 2025-01-10 は、令和7年1月10日（2025年1月10日）からすでに施行・適用されています。"
    );
    let span = findings[0].span.as_ref().unwrap();
    let bytes = &notice.chain.bytes()[span.range.clone()];
    assert!(bytes.starts_with(b"{\"event\":\"withdraw\"") && bytes.ends_with(b"\"2025-01-10\"}"));
}

fn build(notice: &Notice, root: &Path, as_of: &str) -> BTreeMap<String, String> {
    for (path, bytes) in notice.files() {
        write(&root.join(path), bytes);
    }
    let words = ["build", "--as-of", as_of, "--root"].map(OsString::from);
    kohyo(words.into_iter().chain([root.into()])).ok();
    let built = files(&root.join("public")).into_iter();
    built
        .map(|(path, bytes)| {
            let path = path.to_string_lossy().replace('\\', "/");
            (path, String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

#[test]
fn pages_say_what_became_of_a_version() {
    let home = tempfile::tempdir().unwrap();
    let notice = busy().on("2026-07-02", Act::Repeal { effective: day("2026-10-01") });
    let built = build(&notice, home.path(), "2026-08-01");
    let page = |version: &str| &built[&format!("notice/versions/{version}/index.html")];
    let says = |page: &str, words: &str| {
        let plain: String = page
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, words)| words))
            .collect();
        assert!(plain.contains(words), "{words} is not in {plain}");
    };
    says(page("2026-04-01.2"), "取りやめたため、適用されません。");
    says(page("2026-04-01.2"), "取りやめ");
    says(page("2026-04-01"), "に差し替えました。");
    assert!(!page("2026-04-01").contains("適用されています"));
    says(&built["notice/index.html"], "2026年10月1日（令和8年10月1日）に廃止されます。");
    let digest = Digest::of(&notice.files["content/notice/versions/2026-04-01.2.jsonl"]);
    says(page("2026-04-01.2"), &digest.to_string());

    let built = build(&notice, home.path(), "2026-10-01");
    says(&built["notice/index.html"], "2026年10月1日（令和8年10月1日）に廃止されました。");
    says(
        &built["notice/versions/2026-03-15/index.html"],
        "2026年9月30日（令和8年9月30日）まで適用されていた過去の内容です。",
    );
    assert!(built.contains_key("notice/versions/2026-04-01.2/version.jsonl"));
}
