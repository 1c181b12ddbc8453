//! Days in a draft whose year its era never had (平成40年4月1日). 附則 are left alone: they
//! keep the words of their time. Does not know what a day is for.

use super::{Facts, finding};
use crate::diagnostic::{Finding, Message, Severity};
use crate::fill;
use crate::site::Document;
use crate::text::date::{self, DateNote};
use crate::tree::{Form, Provision, Text};

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.site.documents.iter().filter(|one| one.repeal.is_none()).flat_map(of_draft).collect()
}

fn of_draft(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    look(&document.draft.periods()[0].1, &mut found);
    found
}

fn look(own: &Provision, found: &mut Vec<Finding>) {
    if own.form() == Form::Supplement {
        return;
    }
    for text in [own.heading(), own.text()] {
        in_text(text, found);
    }
    for child in own.children() {
        look(child, found);
    }
}

fn in_text(text: &Text, found: &mut Vec<Finding>) {
    let words = text.words();
    for (range, reading) in date::find_noted(&words) {
        let Some(DateNote { written, date }) = reading.note.filter(DateNote::is_no_year) else {
            continue;
        };
        let cited = &words[range.clone()];
        let (written, day) = (written.name(), Message::day(date));
        let told = finding(Severity::Warning, "ended-era", fill! { cited, written, day });
        found.push(told.at(text.locate(range)));
    }
}
