//! `check` says whatever `build` would refuse, with the same words and the same exit code. The refusals are taken from
//! the sources of what `build` runs: a new one needs a scenario here, or a reason why it can have none. Does not
//! know how either command finds it.

use crate::scenarios::Office;
use crate::world::{files, kohyo, put, write};
use kohyo::diagnostic::catalogue;
use kohyo::disk::fault::{self, FaultMode};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

const TODAY: &str = "2026-11-24";

const CONTENT: [(&str, &str); 6] = [
    ("site.yaml", "title: 見本健康保険組合の公表事項\nroot: theirs\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    ("privacy/document.yaml", "kind: privacy-notice\ntitle: 公表事項\nsections: [contacts]\n"),
    ("privacy/contacts.yaml", "contacts:\n  - name: 総務課\n    phone: 03-0000-0001\n"),
    ("rules/document.yaml", "kind: regulation\n"),
    ("rules/main.law.txt", "見本規程\n\n第1条　この規程は、見本のために定める。\n"),
];

/// A site with two documents that are sealed and published.
fn office() -> Office {
    let office = Office::with(&CONTENT);
    office.must("2026-09-15", "seal privacy --effective 2026-10-01");
    office.must("2026-09-15", "seal rules --effective 2026-10-01");
    office.must(TODAY, "build");
    let said = office.must(TODAY, "check");
    assert!(said.contains("指摘はありません"), "{said}");
    office
}

/// What goes wrong: the name of what is said, and how it comes about.
type Scenario = (&'static str, fn(&Path));

const SCENARIOS: &[Scenario] = &[
    ("document-renamed", |root| rename(root, "content/privacy", "content/kojinjoho")),
    ("document-renamed.swapped", |root| {
        rename(root, "content/privacy", "content/between");
        rename(root, "content/rules", "content/privacy");
        rename(root, "content/between", "content/rules");
    }),
    ("document-lost", |root| fs::remove_dir_all(root.join("content/privacy")).unwrap()),
    ("disk.in-the-way", |root| {
        fs::remove_file(root.join("public/privacy/index.html")).unwrap();
        write(&root.join("public/privacy/index.html/私の.txt"), "x");
    }),
    ("disk.in-the-way", |root| write(&root.join("public/privacy/INDEX.html"), "x")),
    ("disk.in-the-way", |root| {
        write(&root.join("public/案内.txt"), "x");
        write(&root.join("content/static/案内.txt"), "y");
    }),
    ("disk.in-the-way", |root| {
        write(&root.join("public/案内/私の.txt"), "x");
        write(&root.join("content/static/案内"), "y");
    }),
    ("disk.in-the-way", |root| {
        write(&root.join("public/案内"), "x");
        write(&root.join("content/static/案内/様式.txt"), "y");
    }),
    ("disk.in-the-way", |root| {
        write(&root.join("public/ANNAI.txt"), "y");
        write(&root.join("content/static/annai.txt"), "y");
    }),
    ("disk.in-the-way", |root| {
        let there = fs::File::create(root.join("public/動画.mp4")).unwrap();
        there.set_len(65 << 20).unwrap();
        write(&root.join("content/static/動画.mp4"), "y");
    }),
    ("ledger-missing", |root| fs::remove_file(root.join("content/privacy/ledger.jsonl")).unwrap()),
    ("ledger-missing", |root| {
        fs::remove_file(root.join("content/privacy/ledger.jsonl")).unwrap();
        fs::remove_dir_all(root.join("content/privacy/versions")).unwrap();
    }),
    ("ledger-not-a-continuation", |root| {
        let ledger = root.join("content/privacy/ledger.jsonl");
        fs::remove_file(&ledger).unwrap();
        fs::remove_dir_all(root.join("content/privacy/versions")).unwrap();
        let args = ["seal", "privacy", "--effective", "2026-12-01", "--today", TODAY, "--root"];
        kohyo(args.map(OsString::from).into_iter().chain([root.into()])).ok();
    }),
    ("ledger-not-a-continuation.older", |root| {
        let backup = files(&root.join("content"));
        let text = root.join("content/rules/main.law.txt");
        write(&text, fs::read_to_string(&text).unwrap().replace("見本のため", "試しのため"));
        for command in ["seal rules --effective 2027-01-01", "build"] {
            let args = command.split(' ').chain(["--today", TODAY, "--root"]).map(OsString::from);
            kohyo(args.chain([root.into()])).ok();
        }
        put(&root.join("content"), &backup);
    }),
    ("upload-list-not-ours", |root| write(&root.join("public.upload.txt"), "買い物の一覧\n")),
    ("unknown-theme", |root| {
        write(&root.join("content/site.yaml"), "title: 見本\nroot: theirs\ntheme: lost\n");
    }),
    ("template", |root| write(&root.join("themes/kohyo/base.html"), "{% if %}")),
    ("template", |root| {
        // Only where a page is made does it show that this is no list.
        write(&root.join("themes/kohyo/pages/text.html"), "{{ title / 2 }}");
    }),
    ("template.unknown-name", |root| {
        write(&root.join("themes/kohyo/pages/text.html"), "{{ not_there }}");
    }),
    ("template.not-utf8", |root| {
        write(&root.join("themes/kohyo/base.html"), [0x8Fu8, 0x5C, 0xFF]);
    }),
    ("disk.not-ours", |root| {
        fs::remove_dir_all(root.join("public")).unwrap();
        write(&root.join("public/index.html"), "私たちのページ");
    }),
    ("disk.not-a-folder", |root| {
        fs::remove_dir_all(root.join("public")).unwrap();
        write(&root.join("public"), "");
    }),
    ("disk.blocked", |root| {
        fs::remove_dir_all(root.join(".kohyo")).unwrap();
        write(&root.join(".kohyo"), "");
    }),
    ("disk.damaged-journal", |root| write(&root.join(".kohyo/journal"), "{")),
    // What both read in one step: one of many.
    ("version-missing", |root| {
        fs::remove_file(root.join("content/rules/versions/2026-10-01.jsonl")).unwrap();
    }),
    ("version-renamed", |root| {
        let versions = root.join("content/rules/versions");
        rename(&versions, "2026-10-01.jsonl", "2026-10-01 のコピー.jsonl");
    }),
];

/// Why these have no scenario.
const NONE: &[(&str, &str)] = &[
    ("builds-chain", "is told, and stops no build"),
    ("builds-form", "is told, and stops no build"),
    ("foreign-files", "is told, and stops no build"),
    ("kept-aside.build", "is told, and stops no build"),
    ("swapped-in-two", "is told, and stops no build"),
    ("disk.none-fits", "found by the same step as disk.not-ours"),
    ("comparison-style", "kohyo diff alone reads styles of the site"),
    ("no-such-style", "kohyo diff alone reads styles of the site"),
    ("no-own-supplement", "kohyo diff alone makes an amending document"),
    ("repealed", "a word of a page, not what is said"),
    ("supplement-day", "kohyo diff alone makes an amending document"),
    ("disk.busy", "passes by itself"),
    ("disk.changed", "passes by itself"),
    ("disk.exists", "passes by itself"),
    ("disk.locked", "passes by itself"),
    ("disk.unfinished", "passes by itself"),
    ("disk.mount-point", "takes a second file system; found by the same step as disk.not-ours"),
    ("disk.over-site", "needs --out; found by the same step as disk.not-ours"),
    ("disk.name", "addresses are made of checked names"),
    ("disk.twice", "addresses are made of checked names"),
    ("disk.not-a-file", "a device or pipe among the dotfiles of public/"),
    ("draft-held", "a note on what `check` lists"),
    (
        "preview-over-public",
        "a preview that is built into the public folder, which `check` is not asked for",
    ),
    ("disk.too-large", "a ledger or list of 64 MiB"),
];

fn rename(root: &Path, from: &str, to: &str) {
    fs::rename(root.join(from), root.join(to)).unwrap();
}

/// What the sources that only `build` runs can say: names of the catalogue that stand in them. What reading and
/// checking the site say is one step of both commands.
fn sayable() -> BTreeSet<&'static str> {
    let sources = [
        "src/cli/build.rs",
        "src/disk/error.rs",
        "src/publish/build.rs",
        "src/publish/build_log.rs",
        "src/publish/formats",
        "src/publish/manifest.rs",
        "src/publish/plan",
        "src/publish/upload.rs",
    ];
    let mut quoted = BTreeSet::new();
    for source in sources {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
        let all = if path.is_dir() {
            files(&path)
        } else {
            [(path.clone(), fs::read(&path).unwrap())].into()
        };
        assert!(!all.is_empty(), "{source}");
        for bytes in all.into_values() {
            quoted.extend(String::from_utf8(bytes).unwrap().split('"').map(str::to_owned));
        }
    }
    let names = catalogue::rooms().entries().map(|(name, _)| name);
    names.filter(|name| !name.contains('/') && quoted.contains(*name)).collect()
}

#[test]
fn every_refusal_of_build_has_a_scenario_or_a_reason() {
    let known: BTreeSet<&str> =
        SCENARIOS.iter().map(|(name, _)| *name).chain(NONE.iter().map(|(name, _)| *name)).collect();
    let sayable = sayable();
    assert!(sayable.len() > 20, "{sayable:?}");
    let open: Vec<_> = sayable.difference(&known).collect();
    assert!(
        open.is_empty(),
        "build can say these, and no scenario shows that check does: {open:?}"
    );
    for (name, why) in NONE {
        assert!(sayable.contains(name) && !why.is_empty(), "{name} is not said any more");
    }
}

#[test]
fn what_build_refuses_check_says_before() {
    for (name, breaks) in SCENARIOS {
        let office = office();
        breaks(&office.root());
        let before = files(&office.root());
        let (checked, said) = office.run(TODAY, "check");
        assert_eq!(files(&office.root()), before, "{name}: check writes nothing");
        // A build that knows from the one before that nothing changed makes nothing, and so refuses nothing.
        for path in before.keys().filter(|path| {
            path.starts_with(".kohyo/") && path.extension().is_some_and(|e| e == "json")
        }) {
            fs::remove_file(office.root().join(path)).unwrap();
        }
        let (built, refused) = office.run(TODAY, "build");
        assert!(matches!(built, 1 | 2), "{name} does not stop a build: {refused}");
        assert_eq!(checked, built, "{name}\n{said}\n{refused}");
        let errors = |said: &str| -> BTreeSet<String> {
            let lines = said.lines().filter(|line| line.starts_with("エラー"));
            lines
                .filter(|line| line.contains(['[', ':']))
                .map(|line| short(line, &office.root()))
                .collect()
        };
        let (told, refused) = (errors(&said), errors(&refused));
        assert!(!refused.is_empty() && refused.is_subset(&told), "{name}\n{told:?}\n{refused:?}");
        let code = name.split('.').next().unwrap();
        let is_it = |line: &String| {
            line.contains(&format!("[{code}]"))
                || name.starts_with("disk.") && line.starts_with("エラー: ")
        };
        assert!(told.iter().any(is_it), "{name}\n{told:?}");
        assert!(!said.contains("外に移"), "{said}");
    }
}

/// A line without where the site lies.
fn short(line: &str, root: &Path) -> String {
    line.replace(&format!("{}/", root.display()), "").replace(" ./", " ")
}

#[test]
fn what_was_lost_is_called_so_with_the_command_that_brings_it_back() {
    for (name, command) in [
        ("document-renamed", "mv content/kojinjoho content/privacy"),
        ("document-renamed.swapped", "mv content/rules content/privacy"),
        ("document-lost", "kohyo restore public privacy"),
        ("ledger-missing", "kohyo restore public privacy"),
        ("version-missing", "kohyo restore public rules"),
    ] {
        for (_, breaks) in SCENARIOS.iter().filter(|(known, _)| *known == name) {
            let office = office();
            let sealed = office.sealed();
            breaks(&office.root());
            let (_, said) = office.run(TODAY, "check");
            assert!(said.contains(command), "{name}\n{said}");
            let Some(command) = command.strip_prefix("kohyo ") else { continue };
            office.must(TODAY, command);
            assert_eq!(office.sealed(), sealed, "{name}: all is back");
            office.must(TODAY, "check");
            office.must(TODAY, "build");
        }
    }
}

#[test]
fn a_ledger_that_was_replaced_by_an_older_one_comes_back() {
    let office = office();
    let ledger = office.root().join("content/rules/ledger.jsonl");
    let older = fs::read(&ledger).unwrap();
    office.edit("rules/main.law.txt", "見本のため", "試しのため");
    office.must(TODAY, "seal rules --effective 2027-01-01");
    office.must(TODAY, "build");
    let sealed = office.sealed();
    fs::write(&ledger, older).unwrap();
    let (code, said) = office.run(TODAY, "check");
    assert!(code == 1 && said.contains("版は台帳に記録されていません"), "{said}");
    assert!(said.contains("kohyo restore public rules"), "{said}");
    fs::rename(&ledger, office.beside("older.jsonl")).unwrap();
    office.must(TODAY, "restore public rules");
    assert_eq!(office.sealed(), sealed);
    office.must(TODAY, "check");
}

#[test]
fn a_folder_that_the_site_names_and_one_that_it_does_not_are_one_that_was_renamed() {
    let office = office();
    let named = "title: 見本\nroot: theirs\ndocuments: [privacy, rules]\n";
    write(&office.root().join("content/site.yaml"), named);
    rename(&office.root(), "content/privacy", "content/kojinjoho");
    let (code, said) = office.run(TODAY, "check");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("mv content/kojinjoho content/privacy"), "{said}");
    assert!(said.contains("site.yaml:3:13") && said.contains("エラー1件\n"), "one finding: {said}");
    fs::remove_dir_all(office.root().join("content/kojinjoho")).unwrap();
    let (code, said) = office.run(TODAY, "check");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("kohyo restore public privacy"), "{said}");
}

#[test]
fn a_disk_that_fails_while_it_is_checked_is_no_sound_site() {
    let office = office();
    let root = fs::canonicalize(office.root()).unwrap();
    let check = || {
        let args = ["check", "--today", TODAY, "--root"].map(OsString::from);
        kohyo(args.into_iter().chain([root.clone().into()]))
    };
    let counted = fault::arm(&root, 0, FaultMode::Once);
    check().ok();
    let calls = counted.calls();
    drop(counted);
    assert!(calls > 20, "{calls}");
    for nth in 1..=calls {
        let armed = fault::arm(&root, nth, FaultMode::Once);
        let ran = check();
        assert!(armed.fired() && ran.code != 0, "{nth}: {}{}", ran.out, ran.err);
    }
}
