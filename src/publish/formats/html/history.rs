//! The index, the history, the record and the versions of a document as values for templates. Does not know what happened.

use super::data::{
    EntryData, FactData, HistoryData, HistoryItemData, Html, LatestData, LatestLine, LinkData,
    ProcedureData, ProcedureSubject, ProofData, RecordData, RecordLineData, VersionLine,
    VersionsData, YearData,
};
use super::sentence::{PageWords, words};
use crate::diff::Comparisons;
use crate::publish::plan::{
    BroughtChange, HistoryItem, HistoryPage, HistoryYear, IndexEntry, IndexPage, Listed, Procedure,
    RecordLine, RecordPage, Sentence, SentencePart, TextProof, Versions,
};

/// The documents of the site.
pub(super) fn entries<'a>(index: &'a IndexPage, on: PageWords<'a>) -> Vec<EntryData<'a>> {
    let entry = |entry: &'a IndexEntry| EntryData {
        title: on.phrased(&entry.title),
        href: on.href(&entry.page),
        state: entry.state.name(),
        word: &entry.word,
        standing: on.sentence(&entry.standing),
    };
    index.entries.iter().map(entry).collect()
}

/// What happened last, with the files by which others hear of it.
pub(super) fn latest<'a>(
    index: &'a IndexPage,
    on: PageWords<'a>,
    comparisons: &Comparisons,
) -> LatestData<'a> {
    let lines = index.latest.iter().map(|one| LatestLine {
        day: on.sentence(&[SentencePart::Day(one.recorded)]),
        title: on.phrased(&one.title),
        headline: headline(one.change.as_ref(), on, comparisons),
        href: on.href(&one.page),
    });
    LatestData { lines: lines.collect(), news: on.news(&index.news) }
}

/// What a text changes in the one before, in one sentence.
fn headline(
    change: Option<&BroughtChange>,
    on: PageWords<'_>,
    comparisons: &Comparisons,
) -> Option<Html> {
    Some(on.phrased(&change?.headline(comparisons)?))
}

/// The history of a document.
pub(super) fn history<'a>(
    own: &'a HistoryPage,
    on: PageWords<'a>,
    comparisons: &Comparisons,
) -> HistoryData<'a> {
    let year = |year: &'a HistoryYear| YearData {
        title: &year.title,
        items: year.items.iter().map(|one| item(one, on, comparisons)).collect(),
    };
    HistoryData {
        name: "",
        href: String::new(),
        intro: on.sentences(&own.intro),
        years: own.years.iter().map(year).collect(),
        fingerprint: own.fingerprint.as_deref().unwrap_or_default(),
        ledger: on.href(&own.ledger),
        record: Some(LinkData { words: words(own.record.0), href: on.href(&own.record.1) }),
        news: on.news(&own.news),
    }
}

/// The record of a document.
pub(super) fn record<'a>(own: &'a RecordPage, on: PageWords<'a>) -> RecordData<'a> {
    let line = |line: &'a RecordLine| RecordLineData {
        number: line.number,
        what: &line.what,
        version: on.sentence(&line.version),
        days: on.sentences(&line.days),
        said: on.sentences(&line.said),
        recorded: on.sentence(&line.recorded),
        digest: &line.digest,
    };
    RecordData {
        intro: on.sentences(&own.intro),
        lines: own.lines.iter().map(line).collect(),
        fingerprint: own.fingerprint.as_deref().unwrap_or_default(),
        ledger: on.href(&own.ledger),
    }
}

/// Facts under their names.
pub(super) fn facts<'a>(all: &'a [(String, Sentence)], on: PageWords<'a>) -> Vec<FactData<'a>> {
    all.iter().map(|(name, said)| FactData { name, said: on.sentence(said) }).collect()
}

fn item<'a>(
    own: &'a HistoryItem,
    on: PageWords<'a>,
    comparisons: &Comparisons,
) -> HistoryItemData<'a> {
    let changes = own.changes.iter();
    let changes = changes.map(|(said, to)| LinkData { words: words(said), href: on.href(to) });
    HistoryItemData {
        anchor: &own.anchor,
        state: own.state.name(),
        word: &own.word,
        title: on.sentence(&own.title),
        href: on.maybe_href(own.page.as_ref()),
        changes: changes.collect(),
        headline: headline(own.change.as_ref(), on, comparisons),
        summary: own.summary.as_deref().unwrap_or_default(),
        procedures: own.procedures.iter().map(|own| procedure(own, on)).collect(),
        facts: facts(&own.facts, on),
        remarks: on.sentences(&own.remarks),
    }
}

fn procedure<'a>(own: &'a Procedure, on: PageWords<'a>) -> ProcedureData<'a> {
    ProcedureData {
        subjects: own
            .subjects
            .iter()
            .map(|(title, basis)| ProcedureSubject { title, basis })
            .collect(),
        how: &own.how,
        ways: on.sentences(&own.ways),
        timing: own.timing.as_ref().map(|timing| on.sentence(timing)),
        is_late: own.is_late,
    }
}

/// The versions that a page lists.
pub(super) fn versions<'a>(versions: &'a Versions, on: PageWords<'a>) -> VersionsData<'a> {
    let (listed, all) = match versions {
        Versions::All(listed) => (listed, None),
        Versions::Near(listed, all) => (listed, Some(all)),
    };
    let line = |version: &'a Listed| VersionLine {
        id: version.id.to_string(),
        href: on.href(&version.page),
        is_here: version.page == on.page.address,
        state: version.state.name(),
        word: &version.word,
        period: on.sentence(&version.period),
    };
    VersionsData { lines: listed.iter().map(line).collect(), all: on.maybe_href(all) }
}

/// What the foot of a page proves.
pub(super) fn proof(proof: &TextProof, on: PageWords<'_>) -> Option<ProofData> {
    match proof {
        TextProof::Draft => None,
        TextProof::Sealed { id, digest, file, ledger } => Some(ProofData {
            id: id.to_string(),
            digest: digest.to_string(),
            file: on.href(file),
            ledger: on.href(ledger),
        }),
    }
}
