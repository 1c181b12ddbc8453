//! Changes as compact lines for expected files: grade, kind, where, what. Not what readers see.

use kohyo::diff::{At, Change, ChangeKind, Comparison, Grade, Op, Preorder, Witness};
use kohyo::tree::{Form, Mark, Provision, Text};
use std::sync::Arc;

/// One line a change, in its order.
pub fn listing(old: &Arc<Provision>, new: &Arc<Provision>, found: &Comparison) -> String {
    let (old, new) = (Preorder::of(old), Preorder::of(new));
    let lines = found.changes.iter().map(|change| line(&old, &new, found, change) + "\n");
    lines.collect()
}

fn line(old: &Preorder, new: &Preorder, found: &Comparison, change: &Change) -> String {
    let grade = match change.grade {
        Grade::Substance => "substance".to_owned(),
        Grade::Form(Witness::Renumbered) => "form".to_owned(),
        Grade::Form(Witness::SameWhenFolded) => "form (same when folded)".to_owned(),
        Grade::Form(Witness::NotPrinted) => "form (not printed)".to_owned(),
        Grade::Form(Witness::ReferenceFollows(node)) => {
            format!("form (follows {} → {})", path(old, node.old), path(new, node.new))
        }
    };
    let place = match change.at {
        At::Old(at) => path(old, at),
        At::New(at) => path(new, at),
        At::Both(node) => {
            let (before, after) = (path(old, node.old), path(new, node.new));
            if before == after { after } else { format!("{after}（旧{before}）") }
        }
    };
    let what: Vec<String> = found.delta.ops[change.ops.clone()]
        .iter()
        .filter_map(|op| told(old, new, change, op))
        .collect();
    format!("{grade} {} {place}: {}", kind(change.kind), what.join("; "))
}

fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Reworded => "reworded",
        ChangeKind::Moved => "moved",
        ChangeKind::MovedAndReworded => "moved and reworded",
        ChangeKind::Split => "split",
        ChangeKind::Merged => "merged",
        ChangeKind::Renumbered => "renumbered",
        ChangeKind::Retagged => "retagged",
    }
}

fn told(old: &Preorder, new: &Preorder, change: &Change, op: &Op) -> Option<String> {
    match op {
        Op::Delete { own, .. } => Some(format!("-{}", words(&own.heading) + &words(&own.text))),
        Op::Insert { own, .. } => Some(format!("+{}", words(&own.heading) + &words(&own.text))),
        Op::Move { from, to, .. } => Some(format!(
            "from {}[{}] to {}[{}]",
            path(old, from.parent),
            from.index,
            path(new, to.parent),
            to.index
        )),
        Op::Edit { splices, node, .. } => {
            let told = splices
                .iter()
                .map(|splice| format!("「{}」→「{}」", words(&splice.old), words(&splice.new)));
            let told = told.collect::<Vec<_>>().join(" ");
            let is_own = change.at == At::Both(*node);
            Some(if is_own { told } else { format!("{} {told}", path(new, node.new)) })
        }
        Op::Renumber { nodes, by, .. } => {
            let (first, last) = (nodes.first()?, nodes.last()?);
            let (first, last) = (label(old, first.old), label(old, last.old));
            Some(if nodes.len() == 1 {
                format!("{first} {by:+}")
            } else {
                format!("{first}〜{last} {by:+}")
            })
        }
        Op::Retag { old, new, .. } => Some(format!("{} → {}", tag(old), tag(new))),
    }
}

fn tag(tag: &kohyo::diff::NodeTag) -> String {
    let mut out = tag.form.name().to_owned();
    if !tag.role.as_str().is_empty() {
        out += &format!("={}", tag.role.as_str());
    }
    if let Some(key) = &tag.key {
        out += &format!(" #{}", key.as_str());
    }
    if let Some(label) = &tag.label {
        out += &format!(" @{}", label.as_str());
    }
    out
}

fn words(text: &Text) -> String {
    let run = |run: &kohyo::tree::Run| match run.mark() {
        Mark::Plain => run.words().to_owned(),
        Mark::Strong => format!("**{}**", run.words()),
        Mark::Link(to) => format!("[{}]({to})", run.words()),
    };
    text.runs().iter().map(run).collect()
}

fn label(order: &Preorder, at: u32) -> String {
    let label = order.get(at).and_then(|provision| provision.label());
    label.map_or(String::new(), |label| label.as_str().to_owned())
}

/// Labels, headings, or form and place, from the top down.
fn path(order: &Preorder, at: u32) -> String {
    let mut names: Vec<String> =
        std::iter::once(at).chain(order.ancestors(at)).map(|at| name(order, at)).collect();
    names.pop();
    names.reverse();
    if names.is_empty() { "文書".to_owned() } else { names.join("/") }
}

fn name(order: &Preorder, at: u32) -> String {
    let provision = order.get(at).expect("an ordinal of this tree");
    if let Some(label) = provision.label() {
        return label.as_str().to_owned();
    }
    if !provision.heading().is_empty() && provision.form() != Form::Article {
        return provision.heading().words();
    }
    format!("{}[{}]", provision.form().name(), order.index(at))
}
