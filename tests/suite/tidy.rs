//! The house rules: import order, module docs, file and function sizes. Reads sources as text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lines a file may have, without its inline tests.
const FILE_LINES: usize = 400;
/// Lines a function may have, from its `fn` line to its closing brace.
const FUNCTION_LINES: usize = 60;
/// A file or function that is a table says so in a comment on the line before it, or in its first lines.
const TABLE_MARK: &str = "tidy: table";

fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for dir in ["src", "tests", "benches"] {
        if root.join(dir).is_dir() {
            rust_files(&root.join(dir), &mut found);
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
        .into_iter()
        .map(|path| {
            (path.strip_prefix(root).unwrap().to_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The modules of `lib.rs` in their order.
fn order() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    modules_of(&lib)
}

fn modules_of(lib: &str) -> Vec<String> {
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// The top-level modules that a source file of `module` names: `crate::x`, `kohyo::x`, and `super::` paths
/// that climb out of the module's folder; grouped `use crate::{a, b}` included.
fn named_modules(source: &str, depth_in_module: usize) -> Vec<String> {
    let climb = "super::".repeat(depth_in_module + 1);
    paths_behind(source, &["crate::", &climb])
}

/// The first names behind one of the prefixes.
fn paths_behind(source: &str, prefixes: &[&str]) -> Vec<String> {
    let compact: String = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.chars().chain(['\n']))
        .collect::<String>()
        .replace(['\n', ' '], "");
    let mut named = Vec::new();
    for prefix in prefixes {
        for (at, _) in compact.match_indices(prefix) {
            let before = compact[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                && !compact[..at].ends_with("use")
                && !compact[..at].ends_with("pubuse")
            {
                continue;
            }
            let rest = &compact[at + prefix.len()..];
            if let Some(group) = rest.strip_prefix('{') {
                named.extend(group_heads(group));
            } else {
                named.extend(head(rest));
            }
        }
    }
    named
}

/// The first name of a path.
fn head(path: &str) -> Option<String> {
    let name: String = path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() || name == "super" { None } else { Some(name) }
}

/// The first names of the paths in `{a::b, c::{d, e}, f}`.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut heads) = (1, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (c == ',' && depth == 1) || depth == 0 {
            heads.extend(head(&group[start..at]));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn order_faults(order: &[String], files: &[(PathBuf, String)]) -> Vec<String> {
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut faults = Vec::new();
    for (path, source) in files {
        let parts: Vec<_> = path.iter().map(|part| part.to_str().unwrap()).collect();
        let ["src", module, inner @ ..] = parts.as_slice() else {
            continue;
        };
        let module = module.trim_end_matches(".rs");
        let Some(own) = place(module) else { continue };
        let depth = if inner == ["mod.rs"] { 0 } else { inner.len() };
        for name in named_modules(source, depth) {
            if place(&name).is_some_and(|other| other > own) {
                faults.push(format!("{}: `{module}` must not know `{name}`", path.display()));
            }
        }
    }
    faults
}

#[test]
fn a_module_uses_only_those_above_it() {
    let faults = order_faults(&order(), &sources());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_order_test_sees_every_way_to_import() {
    let order = vec!["low".to_owned(), "high".to_owned()];
    for source in [
        "use crate::high::x;",
        "pub use crate::high;",
        "use crate::{low::{a, b}, high::c};",
        "use super::super::high;",
        "fn f() { crate::high::x() }",
    ] {
        let files = [(PathBuf::from("src/low/part.rs"), source.to_owned())];
        assert_eq!(order_faults(&order, &files).len(), 1, "{source}");
    }
    let files = [(PathBuf::from("src/high/part.rs"), "use crate::low; // crate::high".to_owned())];
    assert_eq!(order_faults(&order, &files), Vec::<String>::new());
}

#[test]
fn every_module_of_the_crate_stands_in_the_order() {
    let mut folders: Vec<String> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".rs"))
        .collect();
    let mut modules = order();
    folders.sort();
    modules.sort();
    assert_eq!(folders, modules);
}

#[test]
fn every_file_opens_with_what_it_is() {
    let bare: Vec<_> = sources()
        .iter()
        .filter(|(_, source)| !source.starts_with("//! "))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(bare.is_empty(), "no module docs: {}", bare.join(", "));
}

#[test]
fn files_and_functions_stay_small() {
    let mut faults = Vec::new();
    for (path, source) in sources() {
        let own = source.split("#[cfg(test)]\nmod tests").next().unwrap();
        let lines = own.lines().count();
        let is_table = own.lines().take(12).any(|line| line.contains(TABLE_MARK));
        if lines > FILE_LINES && !is_table {
            faults.push(format!("{}: {lines} lines", path.display()));
        }
        for (name, length) in long_functions(&source) {
            faults.push(format!("{}: fn {name} has {length} lines", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Functions over the limit, by name and length. rustfmt puts a function's closing brace under its start.
fn long_functions(source: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = source.lines().collect();
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let Some(at) = [
            "fn ", "pub fn ", "const fn ", "pub const fn ", "pub(super) fn ", "pub(crate) fn ",
            "async fn ",
        ]
        .iter()
        .find_map(|prefix| trimmed.strip_prefix(prefix)) else {
            continue;
        };
        let close = format!("{}}}", &line[..line.len() - trimmed.len()]);
        let Some(end) = lines[start..].iter().position(|line| *line == close) else {
            continue;
        };
        let marked = start > 0 && lines[start - 1].contains(TABLE_MARK);
        if end + 1 > FUNCTION_LINES && !marked {
            long.push((
                at.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect(),
                end + 1,
            ));
        }
    }
    long
}

/// A type that is declared in more than one place is a word with more than one meaning: an engineer who searches
/// for it finds the wrong one. Types that belong to an `impl` (`type Err = …`) say whose they are.
#[test]
fn a_type_name_is_declared_once() {
    let mut declared: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (path, source) in sources() {
        if path.starts_with("src") {
            for name in source.lines().filter_map(declared_type) {
                declared.entry(name.to_owned()).or_default().push(path.clone());
            }
        }
    }
    assert!(declared.len() > 500, "the types were not found");
    declared.retain(|_, paths| paths.len() > 1);
    assert_eq!(declared, BTreeMap::new());
    assert_eq!(declared_type("pub(super) struct Row<'a> {"), Some("Row"));
    assert_eq!(declared_type("    type Err = Wrong;"), None);
}

/// The name of the type that a line declares.
fn declared_type(line: &str) -> Option<&str> {
    let words = line.trim_start();
    let words = match words.strip_prefix("pub").and_then(|rest| rest.split_once(' ')) {
        Some((_, rest)) => rest,
        None => words,
    };
    let rest =
        ["struct ", "enum ", "trait ", "type "].iter().find_map(|w| words.strip_prefix(w))?;
    if words.starts_with("type ") && line.starts_with(' ') {
        return None;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    rest.starts_with(char::is_uppercase).then(|| &rest[..end])
}

/// What each file (or folder) of the command line imports from the others; `mod` is the folder's own door.
fn imports_of_cli() -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, source) in sources() {
        let parts: Vec<_> = path.iter().map(|part| part.to_str().unwrap()).collect();
        let ["src", "cli", inner @ ..] = parts.as_slice() else { continue };
        let own = inner[0].trim_end_matches(".rs").to_owned();
        let climb = "super::".repeat(inner.len());
        let named = paths_behind(&source, &["crate::cli::", &climb]);
        all.entry(own).or_default().extend(named);
    }
    let files: BTreeSet<String> = all.keys().cloned().collect();
    for (own, named) in &mut all {
        let files_of =
            |name: &String| if files.contains(name) { name.clone() } else { "mod".into() };
        *named = named.iter().map(files_of).filter(|name| name != own).collect();
    }
    all
}

/// A way along imports that comes back to where it began.
fn circle(imports: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn follow(
        imports: &BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> bool {
        let last = way.last().unwrap().clone();
        for next in imports.get(&last).into_iter().flatten() {
            if way.contains(next) {
                way.push(next.clone());
                return true;
            }
            if !done.contains(next) {
                way.push(next.clone());
                if follow(imports, way, done) {
                    return true;
                }
                way.pop();
            }
        }
        done.insert(last);
        false
    }
    let mut done = BTreeSet::new();
    imports.keys().find_map(|first| {
        let mut way = vec![first.clone()];
        follow(imports, &mut way, &mut done).then_some(way)
    })
}

#[test]
fn files_of_the_command_line_import_each_other_in_no_circle() {
    let imports = imports_of_cli();
    assert!(imports.len() > 20 && imports["check"].contains("context"), "{imports:?}");
    assert_eq!(circle(&imports), None);
    for (own, named) in &imports {
        assert!(!named.contains("mod"), "`{own}` knows the door of its folder, or the table there");
    }
    let back = [("a", "b"), ("b", "c"), ("c", "b")];
    let back = back.map(|(one, other)| (one.to_owned(), BTreeSet::from([other.to_owned()])));
    assert!(circle(&back.into()).is_some());
}
