//! Which changes of law to come touch the words of a site. Does not know what they will ask.

use super::{Document, Site};
use crate::law::ComingLaw;
use crate::text::date::Date;
use crate::text::sentence::sentences;

/// A change of law to come, with where it touches the site.
#[derive(Debug)]
pub struct TouchingLaw<'a> {
    /// The change.
    pub law: &'a ComingLaw,
    /// The documents, each with the first sentence that it touches.
    pub places: Vec<TouchedText<'a>>,
}

/// A document whose text a change of law touches.
#[derive(Debug)]
pub struct TouchedText<'a> {
    /// The document.
    pub document: &'a Document,
    /// The word.
    pub word: &'a str,
    /// The first sentence that has it.
    pub sentence: String,
    /// How many texts have it.
    pub count: usize,
}

/// The changes of law after a day that touch words of a site's drafts, soonest first; those without a day last.
pub fn touching_laws(site: &Site, today: Date) -> Vec<TouchingLaw<'_>> {
    let profile = site.profile();
    let ahead = site.law.coming.iter().filter(|law| law.is_ahead(today, profile));
    let touching = |law| {
        let documents = site.documents.iter().filter(|one| one.repealed_on(today).is_none());
        let places = documents.filter_map(|document| touched(document, law, today)).collect();
        TouchingLaw { law, places }
    };
    let mut all: Vec<TouchingLaw<'_>> = ahead.map(touching).collect();
    all.retain(|one| !one.places.is_empty());
    all.sort_by_key(|one| {
        let day = one.law.day.counted();
        (day.is_none(), day)
    });
    all
}

fn touched<'a>(document: &'a Document, law: &'a ComingLaw, today: Date) -> Option<TouchedText<'a>> {
    let root = document.draft_on(today);
    let texts = root.visit().flat_map(|(_, one)| [one.heading(), one.text()]);
    let words = texts.filter(|text| !text.is_empty()).map(|text| text.words());
    let mut first = None;
    let mut count = 0;
    for words in words {
        let Some(word) = law.touches(&words) else {
            continue;
        };
        count += 1;
        first.get_or_insert_with(|| {
            let sentence =
                sentences(&words).into_iter().find(|range| words[range.clone()].contains(word));
            let sentence = sentence.map_or(words.as_str(), |range| &words[range]);
            (word, sentence.trim().to_owned())
        });
    }
    first.map(|(word, sentence)| TouchedText { document, word, sentence, count })
}
