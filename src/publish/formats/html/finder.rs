//! What the templates of the pages that say what is used for what may use. Does not know other pages.

use super::data::{
    FinderData, FinderLine, GroupData, LinkData, PurposeData, RecipientData, StepData, UsedData,
};
use super::sentence::PageWords;
use crate::publish::plan::{
    DatedRecipient, Finder, FinderEntry, InTime, NamedLink, PurposeGroup, PurposeLine, RowPage,
    Subject, UsePage, Used,
};

/// Where the text stands in time.
pub(super) fn standing(finder: &Finder) -> &InTime {
    match finder {
        Finder::Index { standing, .. } => standing,
        Finder::Row(row) => &row.standing,
        Finder::Purpose(purpose) => &purpose.standing,
    }
}

/// The template of the page, and what it may use as `finder`.
pub(super) fn template<'a>(
    finder: &'a Finder,
    on: PageWords<'a>,
) -> (&'static str, FinderData<'a>) {
    match finder {
        Finder::Index { standing: _, subject, rows, purposes, text } => (
            "pages/finder.html",
            FinderData {
                rows: entries(rows, on),
                purposes: entries(purposes, on),
                ..about(*subject, on.link(text), None)
            },
        ),
        Finder::Row(own) => ("pages/row.html", row(own, on)),
        Finder::Purpose(own) => ("pages/purpose.html", purpose(own, on)),
    }
}

/// What every page says: of what it speaks, where the text is, and the list it is one of.
fn about<'a>(subject: Subject, text: LinkData, index: Option<LinkData>) -> FinderData<'a> {
    let subject = match subject {
        Subject::Category => "category",
        Subject::Head => "head",
    };
    FinderData { subject, text: Some(text), index, ..FinderData::default() }
}

fn row<'a>(own: &'a RowPage, on: PageWords<'a>) -> FinderData<'a> {
    let maybe = |to: &Option<NamedLink>| to.as_ref().map(|to| on.link(to));
    let steps = own.steps.iter().map(|step| StepData {
        when: on.sentence(&step.when),
        what: step.what.iter().map(|words| on.phrased(words)).collect(),
    });
    FinderData {
        oldest: own.groups.iter().flat_map(|group| &group.lines).any(|line| line.is_oldest),
        groups: own.groups.iter().map(|one| group(one, on)).collect(),
        steps: steps.collect(),
        objection: maybe(&own.objection),
        requests: maybe(&own.requests),
        contacts: maybe(&own.contacts),
        ..about(own.subject, on.link(&own.text), Some(on.link(&own.index)))
    }
}

fn purpose<'a>(own: &'a UsePage, on: PageWords<'a>) -> FinderData<'a> {
    let used = |used: &'a Used| UsedData {
        row: on.link(&used.row),
        side: &used.side,
        recipients: recipients(&used.recipients, on),
        since: on.sentence(&used.since),
    };
    FinderData {
        oldest: own.used.iter().any(|used| used.is_oldest),
        inner: &own.inner,
        used: own.used.iter().map(used).collect(),
        ..about(own.subject, on.link(&own.text), Some(on.link(&own.index)))
    }
}

fn entries(all: &[FinderEntry], on: PageWords<'_>) -> Vec<FinderLine> {
    all.iter().map(|one| FinderLine { way: on.link(&one.way), count: one.count }).collect()
}

fn group<'a>(own: &'a PurposeGroup, on: PageWords<'a>) -> GroupData<'a> {
    let line = |line: &'a PurposeLine| PurposeData {
        words: on.phrased(&line.words),
        inner: &line.inner,
        recipients: recipients(&line.recipients, on),
        since: on.sentence(&line.since),
        others: line.others.as_ref().map(|to| on.link(to)),
    };
    GroupData { heading: on.phrased(&own.heading), lines: own.lines.iter().map(line).collect() }
}

fn recipients<'a>(all: &'a [DatedRecipient], on: PageWords<'_>) -> Vec<RecipientData<'a>> {
    let all = all.iter().map(|one| RecipientData {
        words: &one.words,
        since: one.since.as_ref().map(|since| on.sentence(since)),
    });
    all.collect()
}
