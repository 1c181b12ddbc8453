//! How long comparisons take: a regulation, the Act, everything moved. Prints figures, judges none.

use kohyo::diff::{apply, compare, write_json};
use kohyo::regulation;
use kohyo::tree::{Bare, Form, Provision, Text};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Best of several runs, in milliseconds.
fn best<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        std::hint::black_box(run());
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    best
}

fn report(name: &str, old: &Arc<Provision>, new: &Arc<Provision>) {
    let found = compare(old, new);
    let bytes = write_json(&found).len();
    println!(
        "{name}: {:.2} ms to compare, {:.2} ms to apply; {} provisions, {} changes, {} ops, {bytes} bytes",
        best(|| compare(old, new)),
        best(|| apply(old, &found.delta)),
        old.size(),
        found.changes.len(),
        found.delta.ops.len(),
    );
}

/// Every provision for which `change` returns words gets these; ordinals are counted in reading order.
fn with_texts(
    tree: &Arc<Provision>,
    at: &mut usize,
    change: &dyn Fn(usize, &str) -> Option<String>,
) -> Arc<Provision> {
    let own = *at;
    *at += 1;
    let children: Vec<_> =
        tree.children().iter().map(|child| with_texts(child, at, change)).collect();
    let mut bare = tree.own().clone();
    if let Some(words) = change(own, &tree.text().words()) {
        bare = bare.text(Text::plain(&words));
    }
    Provision::new(bare, children)
}

/// A word in the middle of so many texts, spread over the document.
fn scattered(tree: &Arc<Provision>, count: usize) -> Arc<Provision> {
    let worded = tree.visit().enumerate().filter(|(_, (_, node))| !node.text().is_empty());
    let worded: Vec<usize> = worded.map(|(at, _)| at).collect();
    let count = count.min(worded.len());
    let chosen: Vec<usize> = (0..count).map(|nth| worded[nth * worded.len() / count]).collect();
    with_texts(tree, &mut 0, &|at, words| {
        let middle = words.char_indices().nth(words.chars().count() / 2)?.0;
        let put = || [&words[..middle], "書面による", &words[middle..]].concat();
        chosen.binary_search(&at).is_ok().then(put)
    })
}

/// All children in reverse, everywhere.
fn reversed(tree: &Arc<Provision>) -> Arc<Provision> {
    let children = tree.children().iter().rev().map(reversed);
    Provision::new(tree.own().clone(), children.collect())
}

fn list(count: usize, words: &dyn Fn(usize) -> String) -> Arc<Provision> {
    let item = |at| Bare::new(Form::Item).text(Text::plain(&words(at))).leaf();
    Bare::new(Form::Document).with([Bare::new(Form::List).with((0..count).map(item))])
}

fn main() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let seed = std::fs::read_dir(shared.join("seeds")).ok().and_then(|entries| {
        let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        paths.find(|path| path.to_string_lossy().contains("004_"))
    });
    for (name, path) in [("regulation", seed), ("Act", Some(shared.join("law/appi.law.txt")))] {
        let Some(text) = path.and_then(|path| std::fs::read_to_string(path).ok()) else {
            eprintln!("skipped: {name}");
            continue;
        };
        let tree = regulation::parse(&text, None).root;
        report(&format!("{name}, 2 edits"), &tree, &scattered(&tree, 2));
        report(&format!("{name}, 50 edits"), &tree, &scattered(&tree, 50));
        report(&format!("{name}, everything moved"), &tree, &reversed(&tree));
        let both = reversed(&scattered(&tree, tree.size()));
        report(&format!("{name}, everything moved and reworded"), &tree, &both);
        let nothing = Bare::new(Form::Document).leaf();
        report(&format!("{name}, all new"), &nothing, &tree);
    }
    lists();
}

/// Lists that are hard to align, and one long text.
fn lists() {
    let same = |at: usize| format!("組合は、第{at}号の書類を保存する。");
    let moved = |at: usize| format!("組合は、第{}号の書類を保存する。", (at * 7919) % 5000);
    report("5000 like items, shuffled", &list(5000, &same), &list(5000, &moved));
    let one = |_: usize| "同じ".to_owned();
    report("5000 and 4000 equal items", &list(5000, &one), &list(4000, &one));
    let other = |at: usize| format!("職員は、別の第{at}号の文書を廃棄する。");
    report("5000 items replaced", &list(5000, &same), &list(5000, &other));
    let long = |seed: usize| {
        (0..20_000)
            .map(|at| ["組合", "職員", "書類", "第一"][(at * seed) % 7 % 4])
            .collect::<String>()
    };
    report("one text of 40000 characters replaced", &list(1, &|_| long(3)), &list(1, &|_| long(5)));
}
