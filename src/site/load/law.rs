//! `content/law/*.yaml`: words that the law left behind and changes of law to come, which a site adds to those that come
//! with kohyo. Does not know which texts they are about.

use super::path;
use super::settings::PROFILES;
use crate::diagnostic::{Confidence, Finding, Message};
use crate::disk::Snapshot;
use crate::fill;
use crate::law::{
    ComingDay, ComingLaw, LawTables, OrganisationProfile, Sourced, Term, TermKind, TermRule,
    TermWordings, read_basis, spelt_out,
};
use crate::sections::yaml::YamlNode;
use crate::sections::{self, EntrySpec, Mapping, Reader, Shape, YamlSource};
use crate::text::date::Date;
use std::collections::BTreeSet;

/// The place of their schema below the folder of schemas.
pub const SCHEMA: &str = "law.json";

/// The folder, below `content/`.
const FOLDER: &str = "law";

/// The entries of such a file.
pub static ENTRIES: [EntrySpec; 2] = [
    EntrySpec::may(
        "terms",
        "使われなくなった言葉や、替わった通知。check が調べます。",
        Shape::List(&Shape::Map(&TERM)),
    ),
    EntrySpec::may(
        "coming",
        "これから変わる法令。next と status が知らせます。",
        Shape::List(&Shape::Map(&COMING)),
    ),
];

const WORDS: Shape = Shape::OneOrMore(&Shape::Text);
const ID: EntrySpec = EntrySpec::must("id", "項目の名前（英小文字と「-」）。", Shape::Text);
const BASIS: EntrySpec = EntrySpec::may("basis", "根拠（例 appi 27⑤三、kenpo）。", WORDS);
const SOURCE: EntrySpec = EntrySpec::must("source", "どこで確かめたか。", Shape::Text);
const CONFIDENCE: EntrySpec =
    EntrySpec::must("confidence", "確かさ。低は、お知らせにとどまります。", Shape::Choice(&LEVELS));
const FOR: EntrySpec = EntrySpec::may(
    "profiles",
    "どのような組織に関わるか。書かなければすべて。",
    Shape::OneOrMore(&Shape::Choice(&PROFILES)),
);
const LEVELS: [&str; 3] = ["高", "中", "低"];
const CONFIDENCES: [(Confidence, &str); 3] =
    [(Confidence::High, "高"), (Confidence::Medium, "中"), (Confidence::Low, "低")];
const RULES: [&str; 3] = [TermRule::ALL[0].1, TermRule::ALL[1].1, TermRule::ALL[2].1];
const KINDS: [&str; 3] = [TermKind::ALL[0].1, TermKind::ALL[1].1, TermKind::ALL[2].1];

static TERM: [EntrySpec; 20] = [
    ID,
    EntrySpec::may("rule", "指摘の符号。書かなければ obsolete-term。", Shape::Choice(&RULES)),
    EntrySpec::must("words", "探す言葉。(か|ヶ) のように、書き方の違いを並べられます。", WORDS),
    EntrySpec::may("with", "同じ文にどれかがあるときだけ指摘する言葉。", WORDS),
    EntrySpec::may("near", "同じ文か、その上・隣にどれかがあるときだけ指摘する言葉。", WORDS),
    EntrySpec::may("unless", "同じ文にあれば指摘しない言葉。", WORDS),
    EntrySpec::may("unless_near", "同じ文か、その上・隣にあれば指摘しない言葉。", WORDS),
    EntrySpec::may("inside", "別の言葉とみなす、より長い言葉。", WORDS),
    EntrySpec::may("quoted", "「」の中も調べるなら counts。", Shape::Choice(&["counts"])),
    EntrySpec::may(
        "kind",
        "表記だけなら style、確かめていなければ memory。",
        Shape::Choice(&KINDS),
    ),
    EntrySpec::may("replacement", "代わりの言葉。", Shape::Text),
    EntrySpec::may("fix", "check --fix で書き換えてよければ safe。", Shape::Choice(&["safe"])),
    EntrySpec::must("reason", "なぜ今の言葉でないか。", Shape::Text),
    EntrySpec::must("instead", "どう直すか。", Shape::Text),
    EntrySpec::may("from", "いつから今の言葉でないか。", Shape::Day),
    EntrySpec::may("to", "いつまでこの項目を使うか。", Shape::Day),
    BASIS,
    SOURCE,
    CONFIDENCE,
    FOR,
];

static COMING: [EntrySpec; 12] = [
    ID,
    EntrySpec::may("day", "変わる日。", Shape::Day),
    EntrySpec::may("latest", "遅くともこの日までに変わる、という日。", Shape::Day),
    EntrySpec::may("planned", "予定の日。", Shape::Day),
    EntrySpec::must("words", "関わる言葉。", WORDS),
    EntrySpec::must("what", "何が変わるか。", Shape::Text),
    EntrySpec::must("to_do", "何を見直すか。", Shape::Text),
    EntrySpec::may("replacement", "新しい言葉。", Shape::Text),
    BASIS,
    SOURCE,
    CONFIDENCE,
    FOR,
];

/// What comes with kohyo, and what the site adds.
pub fn read_law(snapshot: &Snapshot, findings: &mut Vec<Finding>) -> LawTables {
    let mut law = LawTables::packaged();
    let mut seen: BTreeSet<String> = law.terms.all.iter().map(|one| one.id.clone()).collect();
    seen.extend(law.coming.iter().map(|one| one.id.clone()));
    let folder = path(FOLDER);
    let files = snapshot.under(&folder);
    for (name, file) in files.filter(|(name, _)| name.ends_with(".yaml")) {
        match YamlSource::of(name.clone(), file.bytes()) {
            Ok(source) => {
                let mut reader = Reader::new(&source);
                read_file(&mut reader, &mut law, &mut seen);
                findings.extend(reader.finish().findings);
            }
            Err(finding) => findings.push(*finding),
        }
    }
    law
}

fn read_file(reader: &mut Reader<'_>, law: &mut LawTables, seen: &mut BTreeSet<String>) {
    let Some(node) = reader.yaml() else {
        return;
    };
    let Some(fields) = reader.map(&node, &[&ENTRIES]) else {
        return;
    };
    for node in fields.get("terms").map_or(&[][..], |node| reader.list(node)) {
        law.terms.all.extend(term(reader, node, seen));
    }
    for node in fields.get("coming").map_or(&[][..], |node| reader.list(node)) {
        law.coming.extend(coming(reader, node, seen));
    }
}

fn term(reader: &mut Reader<'_>, node: &YamlNode, seen: &mut BTreeSet<String>) -> Option<Term> {
    let fields = reader.map(node, &[&TERM])?;
    let id = id(reader, &fields, seen);
    let rule = fields.get("rule").and_then(|node| reader.choice(node, &TermRule::ALL));
    let kind = fields.get("kind").and_then(|node| reader.choice(node, &TermKind::ALL));
    let group = |words: Vec<String>| if words.is_empty() { Vec::new() } else { vec![words] };
    let words = all_words(reader, &fields, "words");
    let words: Vec<String> = words.iter().flat_map(|word| spelt_out(word)).collect();
    if fields.get("words").is_none() {
        reader.missing(&fields, "words");
    }
    let (from, to) = (day_of(reader, &fields, "from"), day_of(reader, &fields, "to"));
    let (reason, instead) = (said(reader, &fields, "reason"), said(reader, &fields, "instead"));
    let with = group(all_words(reader, &fields, "with"));
    let near = group(all_words(reader, &fields, "near"));
    let replacement = one_word(reader, &fields, "replacement");
    let is_safe = one_word(reader, &fields, "fix").is_some_and(|word| word == "safe");
    Some(Term {
        id: id?,
        rule: rule.unwrap_or(TermRule::ObsoleteTerm),
        words,
        with,
        near,
        unless: all_words(reader, &fields, "unless"),
        wordings: TermWordings::default(),
        unless_near: all_words(reader, &fields, "unless_near"),
        inside: all_words(reader, &fields, "inside"),
        is_sought_in_quotes: fields.get("quoted").is_some(),
        kind: kind.unwrap_or(TermKind::Law),
        replacement,
        is_safe,
        reason: reason?,
        instead: instead?,
        sourced: sourced(reader, &fields, (from, to))?,
    })
}

fn coming(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    seen: &mut BTreeSet<String>,
) -> Option<ComingLaw> {
    let fields = reader.map(node, &[&COMING])?;
    let id = id(reader, &fields, seen);
    let mut day = |name| day_of(reader, &fields, name);
    let when = ComingDay::of(day("day"), day("latest"), day("planned"));
    if when.is_none() {
        let at = reader.source().span(node.range.start..node.range.start);
        reader.say(Finding::error("law-entry.days", fill! {}).at(at));
    }
    let words = all_words(reader, &fields, "words");
    if fields.get("words").is_none() {
        reader.missing(&fields, "words");
    }
    let (what, to_do) = (said(reader, &fields, "what"), said(reader, &fields, "to_do"));
    let replacement = one_word(reader, &fields, "replacement");
    let from = when.and_then(ComingDay::counted);
    Some(ComingLaw {
        id: id?,
        day: when?,
        words,
        what: what?,
        to_do: to_do?,
        replacement,
        sourced: sourced(reader, &fields, (from, None))?,
    })
}

/// The name of an entry, which no other has.
fn id(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    seen: &mut BTreeSet<String>,
) -> Option<String> {
    let Some(node) = fields.get("id") else {
        reader.missing(fields, "id");
        return None;
    };
    let words = reader.words(node)?;
    let name = words.words();
    let is_name = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_name {
        reader.say(Finding::error("law-entry.id", fill! { name }).at(words.whole()));
        return None;
    }
    if !seen.insert(name.to_owned()) {
        reader.say(Finding::error("law-entry.twice", fill! { name }).at(words.whole()));
        return None;
    }
    Some(name.to_owned())
}

fn sourced(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    (from, to): (Option<Date>, Option<Date>),
) -> Option<Sourced> {
    let source = must(reader, fields, "source");
    let confidence = match fields.get("confidence") {
        Some(node) => reader.choice(node, &CONFIDENCES),
        None => {
            reader.missing(fields, "confidence");
            None
        }
    };
    let mut basis = Vec::new();
    for node in fields.get("basis").map_or(&[][..], |node| reader.one_or_more(node)) {
        let Some(words) = reader.words(node) else {
            continue;
        };
        if read_basis(words.words(), None).is_none() {
            let shown = sections::visible(words.words());
            reader.say(Finding::error("law-entry.basis", fill! { shown }).at(words.whole()));
        }
        basis.push(words.words().to_owned());
    }
    let mut profiles = Vec::new();
    for node in fields.get("profiles").map_or(&[][..], |node| reader.one_or_more(node)) {
        profiles.extend(reader.choice(node, &OrganisationProfile::ALL));
    }
    Some(Sourced { from, to, basis, source: source?, confidence: confidence?, profiles })
}

fn all_words(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &str) -> Vec<String> {
    let nodes = fields.get(name).map_or(&[][..], |node| reader.one_or_more(node));
    nodes.iter().filter_map(|node| Some(reader.words(node)?.words().to_owned())).collect()
}

fn one_word(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &str) -> Option<String> {
    let node = fields.get(name)?;
    Some(reader.words(node)?.words().to_owned())
}

fn must(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &'static str) -> Option<String> {
    if fields.get(name).is_none() {
        reader.missing(fields, name);
    }
    one_word(reader, fields, name)
}

/// Words of the author, which are the same in both languages.
fn said(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &'static str) -> Option<Message> {
    let words = must(reader, fields, name)?;
    Some(Message::new(words.clone(), words))
}

fn day_of(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &str) -> Option<Date> {
    sections::day(reader, fields.get(name)?)
}
