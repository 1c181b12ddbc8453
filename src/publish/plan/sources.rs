//! What a published site holds beside its pages so that `content/` can be made of it again: settings, the
//! organisation's name, aids. Nothing in it says more than some page does. Does not know how it is read again.

use super::address::Address;
use super::attachment::Attachment;
use crate::site::edition::{DocumentOn, Edition, Showing};
use crate::site::load::{write_aids, write_facts, write_settings};
use crate::site::{
    Aid, AidKind, AidUnit, Aids, Anchors, Furigana, MadeFor, Match, Word, find, units,
};
use crate::tree::{Provision, Text};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The folder that it lies in, as `content/` is arranged.
pub const SOURCES: &str = "documents/content";

/// What is said of an aid whose words were made for a text that is not published.
const STALE: &str = "更新待ち";

/// Made for no text: SHA-256 of nothing begins otherwise.
const NO_TEXT: &str = "0000000000000000";

/// The files; none in a preview, which is not to be published.
pub(super) fn source_files(edition: &Edition<'_>) -> Vec<Attachment> {
    if edition.showing == Showing::Preview {
        return Vec::new();
    }
    let file = |name: &str, text: String| {
        let address = Address::file(&format!("{SOURCES}/{name}"));
        Attachment::of_bytes(address, text.into_bytes())
    };
    let slugs = edition.documents.iter().map(|on| on.document.slug.as_str());
    let slugs: Vec<&str> = slugs.collect();
    let settings = write_settings(&edition.site.settings, &slugs);
    let mut files = vec![file("site.yaml", settings)];
    let name = edition.site.name_on(edition.as_of);
    if !name.is_empty() {
        let facts = [("name", vec![(None, Text::plain(name))])];
        files.push(file("organisation.yaml", write_facts(&facts)));
    }
    for on in &edition.documents {
        for own in write_aids(&shown(on)) {
            let name = format!("{}/aids/{}", on.document.slug, own.name);
            files.push(file(&name, own.text));
        }
    }
    files
}

/// Those of a document's aids that pages show. An aid that was made for a draft could tell what is in it: where
/// pages say that one is out of date, only that is kept.
fn shown(on: &DocumentOn<'_>) -> Aids {
    let all = &on.document.aids;
    if *all == Aids::default() {
        return Aids::default();
    }
    let trees: Vec<&Arc<Provision>> = on.versions().map(|version| &version.tree).collect();
    let of_tree = |tree: &&Arc<Provision>| units(tree, &Anchors::of(tree));
    let units: Vec<AidUnit> = trees.iter().flat_map(of_tree).collect();
    Aids {
        furigana: all.furigana.as_deref().map(|all| Arc::new(readings_shown(all, &trees, &units))),
        easy: texts(all.texts(AidKind::Easy), &units),
        english: texts(all.texts(AidKind::English), &units),
    }
}

fn texts(all: &[Aid], units: &[AidUnit]) -> Vec<Aid> {
    let known: BTreeSet<&str> = units.iter().map(|unit| &*unit.place).collect();
    let mut current: Vec<Option<&str>> = vec![None; all.len()];
    let mut stale: BTreeSet<&str> = BTreeSet::new();
    for unit in units.iter().filter(|_| !all.is_empty()) {
        match find(all, unit) {
            Match::Current(aid) => {
                let at = all.iter().position(|one| std::ptr::eq(one, aid));
                // The place that the author gave may stand in the draft alone.
                let is_known = known.contains(&*aid.place);
                let place = if is_known { &*aid.place } else { &*unit.place };
                current[at.expect("it is one of them")].get_or_insert(place);
            }
            Match::Stale(aid) => {
                stale.insert(&aid.place);
            }
            Match::Missing => {}
        }
    }
    let mut kept: Vec<Aid> = Vec::new();
    for (aid, place) in all.iter().zip(current) {
        kept.extend(place.map(|place| Aid { place: place.to_owned(), ..aid.clone() }));
    }
    for place in stale {
        if kept.iter().all(|aid| aid.place != place) {
            kept.push(Aid {
                place: place.to_owned(),
                made_for: MadeFor::Digest(NO_TEXT.to_owned()),
                heading: String::new(),
                text: vec![STALE.to_owned()],
                items: Vec::new(),
            });
        }
    }
    kept
}

/// The readings of words that stand in these texts.
fn readings_shown(all: &Furigana, trees: &[&Arc<Provision>], units: &[AidUnit]) -> Furigana {
    let own = all.at.iter().flat_map(|(_, words)| words);
    let words = own.chain(&all.words).map(Word::words);
    let mut missing: BTreeSet<String> = words.collect();
    let mut seen: BTreeSet<u128> = BTreeSet::new();
    for tree in trees {
        look(tree, &mut missing, &mut seen);
    }
    let is_there = |word: &&Word| !missing.contains(&word.words());
    let some = |words: &[Word]| -> Vec<Word> { words.iter().filter(is_there).cloned().collect() };
    let places: BTreeSet<&str> = units.iter().map(|unit| &*unit.place).collect();
    let at = all.at.iter().map(|(place, words)| (place, some(words)));
    let is_kept = |(place, words): &(&String, Vec<Word>)| {
        places.contains(place.as_str()) && !words.is_empty()
    };
    Furigana {
        words: some(&all.words),
        at: at.filter(is_kept).map(|(place, words)| (place.clone(), words)).collect(),
    }
}

/// Strikes the words that stand in a text. Versions share most of theirs: each provision is looked at once.
fn look(own: &Provision, missing: &mut BTreeSet<String>, seen: &mut BTreeSet<u128>) {
    if missing.is_empty() || !seen.insert(own.whole()) {
        return;
    }
    let label = own.label().map_or_else(String::new, |label| label.as_str().to_owned());
    for words in [own.heading().words(), own.text().words(), label] {
        missing.retain(|word| !words.contains(word.as_str()));
    }
    for child in own.children() {
        look(child, missing, seen);
    }
}
