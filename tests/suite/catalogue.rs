//! The catalogue of messages is whole: what the sources say is in it, nothing else is, each in both languages with
//! the blanks that are filled; and `kohyo explain` opens it to the reader.

use crate::world::kohyo;
use kohyo::diagnostic::catalogue::{self, CatalogueEntry, blanks};
use kohyo::rules::{self, RULES, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Blanks of a technical detail that one language has always left out.
const ONE_LANGUAGE: &[(&str, &str)] = &[
    ("version-form", "what"),
    ("ledger-form", "what"),
    ("ledger-form.chain", "what"),
    ("missing-file.section", "title"),
    ("disk/not-found", "source"),
    ("disk/permission", "source"),
    ("disk/full", "source"),
    ("disk/read-only", "source"),
    ("restored-plainly", "why"),
];

/// Every entry: those of the rooms, and those of the pages of rules.
fn entries() -> impl Iterator<Item = (&'static str, &'static CatalogueEntry)> {
    catalogue::rooms().entries().chain(rules::catalogue().entries())
}

/// The sources, comments left out.
fn sources() -> Vec<(PathBuf, String)> {
    fn below(dir: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let is_code = |line: &&str| !line.trim_start().starts_with("//");
                let code: Vec<&str> = text.lines().filter(is_code).collect();
                found.push((path, code.join("\n")));
            }
        }
    }
    let mut found = Vec::new();
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// A name that a source gives to the catalogue, and the blanks it fills when they stand behind it.
struct Call {
    path: PathBuf,
    name: String,
    blanks: Option<BTreeSet<String>>,
}

fn calls() -> Vec<Call> {
    const OPENINGS: [&str; 11] = [
        "Finding::error(", "Finding::warning(", "Finding::note(", "Message::of(",
        "Message::with_help(", "Severity::Error,", "Severity::Warning,", "Severity::Note,",
        "Reason::layout(", "Reason::repair(", "Reason::omission(",
    ];
    let mut calls = Vec::new();
    for (path, source) in sources() {
        let mut add = |name: &str, blanks: Option<BTreeSet<String>>| {
            calls.push(Call { path: path.clone(), name: name.to_owned(), blanks });
        };
        for opening in OPENINGS {
            for (at, _) in source.match_indices(opening) {
                let rest = source[at + opening.len()..].trim_start();
                if let Some((name, after)) = rest.strip_prefix('"').and_then(|r| r.split_once('"'))
                {
                    let is_bare = after.trim_start_matches([',', ' ', '\n']).starts_with("&[]");
                    add(name, is_bare.then(BTreeSet::new));
                }
            }
        }
        for (at, _) in source.match_indices(FILL) {
            if let Some(name) = name_before(&source[..at]) {
                add(name, Some(filled(source[at + FILL.len()..].trim_start())));
            }
        }
    }
    calls
}

const FILL: &str = "fill!";

/// The name that stands before the blanks of a call, where it is written there.
fn name_before(source: &str) -> Option<&str> {
    let words = source.trim_end().strip_suffix(',')?.trim_end().strip_suffix('"')?;
    Some(&words[words.rfind('"')? + 1..])
}

/// The functions of a source, each from its `fn` to the next.
fn functions(source: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = source.match_indices("fn ").map(|(at, _)| at).collect();
    starts.retain(|at| source[..*at].ends_with([' ', '\n']));
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    starts.iter().zip(ends).map(|(start, end)| &source[*start..end]).collect()
}

/// The names in `{ a, b = f(c, d) }`.
fn filled(text: &str) -> BTreeSet<String> {
    let (mut depth, mut start, mut is_quoted, mut parts) = (0, 1, false, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if (c == ',' && depth == 1 && !is_quoted) || depth == 0 {
            parts.push(&text[start..at]);
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    let name = |part: &&str| part.split('=').next().unwrap_or("").trim().to_owned();
    parts.iter().map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn what_the_sources_say_is_in_the_catalogue() {
    let known: BTreeSet<&str> = entries().map(|(name, _)| name).collect();
    let calls = calls();
    assert!(calls.len() > 60, "the calls were not found");
    let unknown: Vec<String> = calls
        .iter()
        .filter(|call| !known.contains(&*call.name))
        .map(|call| format!("{}: {}", call.path.display(), call.name))
        .collect();
    assert!(unknown.is_empty(), "not in the catalogue:\n{}", unknown.join("\n"));
}

#[test]
fn no_entry_is_unused() {
    let mut quoted: BTreeSet<String> = BTreeSet::new();
    for (_, source) in sources() {
        quoted.extend(source.split('"').map(str::to_owned));
    }
    let unused: Vec<&str> =
        entries().map(|(name, _)| name).filter(|name| !quoted.contains(*name)).collect();
    assert!(unused.is_empty(), "unused: {}", unused.join(", "));
}

#[test]
fn every_finding_has_advice_in_both_languages() {
    for (name, entry) in entries() {
        assert!(!entry.ja.is_empty() && !entry.en.is_empty(), "{name}");
        if let Some(help) = &entry.help {
            assert!(!help.ja.is_empty() && !help.en.is_empty(), "{name}");
        }
        assert!(name.contains('/') || entry.help.is_some(), "{name} does not say what to do");
    }
    let advised: BTreeSet<&str> =
        entries().filter(|(_, entry)| entry.help.is_some()).map(|(name, _)| name).collect();
    for (path, source) in sources() {
        for (at, opening) in source.match_indices("Message::with_help(") {
            let rest = source[at + opening.len()..].trim_start();
            if let Some((name, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                assert!(advised.contains(name), "{}: {name}", path.display());
            }
        }
    }
}

#[test]
fn blanks_are_the_same_in_both_languages_and_where_they_are_filled() {
    let mut filled: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for call in calls() {
        let Some(blanks) = call.blanks else { continue };
        let path = call.path.display();
        let known = filled.entry(call.name.clone()).or_insert_with(|| blanks.clone());
        assert_eq!(*known, blanks, "{path}: {} is filled in two ways", call.name);
    }
    for (name, entry) in entries() {
        let help = entry.help.as_ref();
        let of = |words: &str, help: Option<&String>| -> BTreeSet<String> {
            let all = blanks(words).into_iter().chain(help.map_or_else(Vec::new, |h| blanks(h)));
            all.map(str::to_owned).collect()
        };
        let mut ja = of(&entry.ja, help.map(|help| &help.ja));
        let mut en = of(&entry.en, help.map(|help| &help.en));
        for (_, blank) in ONE_LANGUAGE.iter().filter(|(of, _)| *of == name) {
            ja.insert((*blank).to_owned());
            en.insert((*blank).to_owned());
        }
        assert_eq!(ja, en, "{name}");
        if let Some(filled) = filled.get(name) {
            assert_eq!(*filled, ja, "{name}");
        }
    }
}

/// A name that is chosen first and given to the catalogue later: where it stands, in its function or else in its file,
/// blanks are filled that are all of its own.
#[test]
fn blanks_of_names_that_are_chosen_are_filled_too() {
    let literal: BTreeSet<String> =
        calls().into_iter().filter(|call| call.blanks.is_some()).map(|call| call.name).collect();
    assert!(literal.len() > 250, "the calls were not found");
    let later = |source: &str| -> Vec<BTreeSet<String>> {
        let fills = source.match_indices(FILL);
        let chosen = fills.filter(|(at, _)| name_before(&source[..*at]).is_none());
        chosen.map(|(at, _)| filled(source[at + FILL.len()..].trim_start())).collect()
    };
    let sources = sources();
    let mut faults = Vec::new();
    for (name, entry) in entries().filter(|(name, _)| !literal.contains(*name)) {
        let help = entry.help.as_ref().map_or("", |help| &help.ja);
        let own: BTreeSet<String> =
            [&*entry.ja, help].into_iter().flat_map(blanks).map(str::to_owned).collect();
        let quoted = format!("\"{name}\"");
        let is_filled = |source: &str| {
            let near = functions(source).into_iter().filter(|words| words.contains(&quoted));
            let near: Vec<_> = near.flat_map(later).collect();
            let fills = if near.is_empty() { later(source) } else { near };
            own.is_empty() || fills.iter().any(|filled| own.is_subset(filled))
        };
        let places = sources.iter().filter(|(_, source)| source.contains(&quoted));
        let (filled, open): (Vec<_>, Vec<_>) = places.partition(|(_, source)| is_filled(source));
        let open: Vec<&PathBuf> = open.into_iter().map(|(path, _)| path).collect();
        // `"withheld"` is a word of other things too.
        let is_a_name = name.contains(['-', '.', '/']);
        if filled.is_empty() || (is_a_name && !open.is_empty()) {
            faults.push(format!("{name} {own:?}: {open:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_are_given_once_and_fit_their_kind() {
    let mut seen = BTreeSet::new();
    for table in catalogue::tables().iter().copied().chain(RULES.iter().map(Rule::head)) {
        let names = table.lines().filter(|line| !line.starts_with([' ', '#'])).filter_map(|line| {
            let (name, rest) = line.split_once(':')?;
            assert_eq!(rest, "", "{line}");
            Some(name)
        });
        for name in names {
            assert!(seen.insert(name), "{name} stands twice");
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-./".contains(c);
            assert!(name.chars().all(fits), "{name}");
        }
    }
    assert_eq!(seen.len(), entries().count());
}

#[test]
fn japanese_is_written_with_japanese_marks() {
    let is_japanese =
        |c: char| ('\u{3041}'..='\u{30ff}').contains(&c) || ('一'..='龠').contains(&c);
    for (name, entry) in entries() {
        for words in
            [Some(&entry.ja), entry.help.as_ref().map(|help| &help.ja)].into_iter().flatten()
        {
            // What is quoted is to be typed as it stands.
            let unquoted =
                words.split('「').map(|part| part.split_once('」').map_or(part, |p| p.1));
            let chars: Vec<char> = unquoted.flat_map(str::chars).collect();
            for pair in chars.windows(2) {
                let is_ascii_mark = matches!(pair[1], ',' | '.' | '?' | '!' | ';' | '(' | ')');
                assert!(!(is_japanese(pair[0]) && is_ascii_mark), "{name}: {words}");
            }
            let count = |c: char| words.chars().filter(|other| *other == c).count();
            assert_eq!(count('「'), count('」'), "{name}: {words}");
            assert_eq!(count('（'), count('）'), "{name}: {words}");
            assert!(!words.contains("。。") && !words.ends_with('、'), "{name}: {words}");
        }
        let en = [Some(&entry.en), entry.help.as_ref().map(|help| &help.en)];
        for words in en.into_iter().flatten() {
            assert!(!words.contains(['、', '。']), "{name}: {words}");
        }
    }
}

/// A message costs its own entry, not the reading of all tables. (Unoptimised, on a busy machine.)
#[test]
fn one_message_is_cheap() {
    let start = Instant::now();
    let _ = kohyo::diagnostic::Message::of("disk/name-long", &[]);
    let taken = start.elapsed();
    assert!(taken < Duration::from_millis(200), "{taken:?}");
    let start = Instant::now();
    let count = entries().count();
    eprintln!("one entry {taken:?}; all {count} {:?}", start.elapsed());
}

#[test]
fn explain_prints_the_page_of_a_rule() {
    let page = include_str!("../../src/rules/unsealed.md");
    let (_, manual) = page.split_once("---\n\n").unwrap();
    assert!(manual.starts_with("# unsealed\n\n## 何を調べるか\n"), "{manual}");
    assert_eq!(kohyo(["explain", "unsealed"]).ok().out, manual);
}

#[test]
fn explain_says_what_the_catalogue_says() {
    let out = kohyo(["explain", "not-utf8"]).ok().out;
    assert_eq!(
        out,
        "# not-utf8\n\n\
         文字コードが UTF-8 ではありません。\n\
         文字コードが UTF-8 ではありません。○○ のようです。\n  \
         = 対処: エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。\n"
    );
    let out = kohyo(["explain", "missing-file", "--lang", "en"]).ok().out;
    assert!(out.starts_with("# missing-file\n\n… is missing.\n  = help: Make the file"), "{out}");
}

#[test]
fn explain_names_the_nearest_code_and_lists_all() {
    let ran = kohyo(["explain", "not-utf9"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("「not-utf9」という符号はありません。"), "{}", ran.err);
    assert!(ran.err.contains("「not-utf8」のことでしょうか。"), "{}", ran.err);
    let ran = kohyo(["explain", "xxxxxxxxxxxxx", "--lang", "en"]);
    assert!(ran.err.contains("`kohyo explain` lists them all"), "{}", ran.err);
    let list = kohyo(["explain"]).ok().out;
    let codes: Vec<&str> = list.lines().collect();
    assert!(codes.is_sorted() && codes.contains(&"unsealed") && codes.contains(&"unknown-name"));
    for code in codes {
        let page = kohyo(["explain", code]).ok().out;
        assert!(page.starts_with(&format!("# {code}\n")), "{code}: {page}");
    }
}
