//! What texts are meant to say and do not: the engine over the table of items in `law`, for the rules that tell it.
//! A text is judged only by what it is meant to hold, as `notices` and `matters` find it. Does not know any law.

use super::condensed::CondensedText;
use super::matters::{self, MatterPart};
use super::{Facts, document_file, link_to_top};
use crate::diagnostic::{Finding, Message, Span};
use crate::law::{Asked, Item, ItemOwner, NoticeMatter, Scope, WordFamily, item_table};
use std::collections::BTreeSet;
use std::ops::Range;

/// How a rule tells what is found.
pub(super) struct Wordings {
    /// A finding in its words.
    pub say: fn(&Verdict, &ItemWords<'_>) -> Finding,
    /// Which items the rule tells of.
    pub tells: fn(&Item) -> bool,
}

/// The words that are told about an item.
pub(super) struct ItemWords<'w> {
    /// The title of the text.
    pub text: &'w str,
    /// What is missing.
    pub what: Message,
    /// How it can be said.
    pub sample: &'w str,
    /// The words that are there, where it is they that are meant.
    pub words: &'w str,
}

/// What is found about an item.
pub(super) enum Verdict {
    /// It is missing.
    Missing,
    /// It may be said, or may not be asked for: somebody must say.
    Unsure,
    /// It stands there, and may not: the bytes.
    Forbidden(Range<usize>),
    /// What is said leaves open what is meant: the bytes.
    Open(Range<usize>),
}

/// What the notices under 法32条 of a site lack, judged together.
pub(super) fn of_notices(facts: &Facts<'_>, wordings: &Wordings) -> Vec<Finding> {
    let notices = facts.notices();
    let whole_notice = notices.judged();
    // A page that lists the requests lacks what the list lacks, wherever the rest is told.
    let Some(main) = whole_notice.or_else(|| notices.listing_requests()) else {
        return Vec::new();
    };
    let judged = if whole_notice.is_some() { notices.candidates() } else { vec![main] };
    let sent_away = judged.iter().any(|passage| !link_to_top::places(passage).is_empty());
    let mut found = Vec::new();
    let asked = item_table().items_on(NoticeMatter::Retained, facts.today);
    for item in asked.filter(|item| whole_notice.is_some() || item.is_request()) {
        let asked = match item.asked {
            Asked::Never => {
                for passage in &judged {
                    let part = MatterPart { passage, lines: whole(passage), day: facts.today };
                    found.extend(never(&part, item).map(|one| tell(&part, item, wordings, &one)));
                }
                continue;
            }
            Asked::WhereSentAway if !sent_away => continue,
            Asked::IfSo if notices.asks_not(item) => continue,
            Asked::IfSo | Asked::Always | Asked::WhereSentAway => item.asked,
        };
        let is_said = notices.all().any(|passage| says(passage, whole(passage), item));
        // The requests are told as one where none is spoken of at all.
        let is_due = item.id == "disclosure" || !notices.lacks_requests() || !is_of_requests(item);
        if is_said || !is_due {
            continue;
        }
        let maybe =
            notices.all().any(|passage| first(passage, whole(passage), &item.maybe, &[]).is_some());
        let verdict =
            if maybe || asked == Asked::IfSo { Verdict::Unsure } else { Verdict::Missing };
        let place = judged.iter().find(|passage| heading(passage, whole(passage), item).is_some());
        let passage = place.copied().unwrap_or(main);
        let part = MatterPart { passage, lines: whole(passage), day: facts.today };
        found.push(tell(&part, item, wordings, &verdict));
    }
    found
}

/// Whether an item is about how to ask (法32条1項3号).
fn is_of_requests(item: &Item) -> bool {
    item.ground.basis.iter().any(|basis| basis == "appi 32①三")
}

/// What the parts about some matters lack, each by itself.
pub(super) fn of_parts(
    facts: &Facts<'_>,
    about: &[NoticeMatter],
    wordings: &Wordings,
) -> Vec<Finding> {
    let notices = facts.notices();
    if notices.is_public_body() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for signs in item_table().matters.iter().filter(|signs| about.contains(&signs.matter)) {
        for part in matters::parts(facts, notices, signs) {
            for item in
                item_table().items_on(signs.matter, part.day).filter(|one| (wordings.tells)(one))
            {
                let verdicts = judge(&part, item).into_iter();
                found.extend(verdicts.map(|one| tell(&part, item, wordings, &one)));
            }
        }
    }
    found
}

/// What may never be there and is: of each line the first.
fn never<'p>(part: &'p MatterPart<'_, '_>, item: &'p Item) -> impl Iterator<Item = Verdict> + 'p {
    let passage = part.passage;
    let is_settled = item.settled.iter().any(|said| said.0.is_in(&passage.words));
    let parts = match item.scope {
        _ if is_settled => Vec::new(),
        Scope::NoticeMatter => vec![part.lines.clone()],
        Scope::Place => place_lines(passage, part.lines.clone(), item),
    };
    // A heading names what is told below it, be it that it is not done.
    let is_heading =
        |at: &usize| passage.lines[*at].is_heading && !passage.line(*at).contains('\t');
    let lines = parts.into_iter().flatten().filter(|at| !is_heading(at));
    let lines: BTreeSet<usize> = lines.collect();
    let told =
        lines.into_iter().filter_map(|at| first(passage, at..at + 1, &item.words, &item.but_not));
    told.map(Verdict::Forbidden)
}

fn judge(part: &MatterPart<'_, '_>, item: &Item) -> Vec<Verdict> {
    if item.asked == Asked::Never {
        return never(part, item).collect();
    }
    lacks(part, item).into_iter().collect()
}

fn lacks(part: &MatterPart<'_, '_>, item: &Item) -> Option<Verdict> {
    let passage = part.passage;
    let places = place_lines(passage, part.lines.clone(), item);
    let within = |lines: &Range<usize>| says(passage, lines.clone(), item);
    let open = first(passage, part.lines.clone(), &item.open, &item.but_not);
    if let Some(range) = open {
        return Some(Verdict::Open(range));
    }
    let is_said = match item.scope {
        Scope::NoticeMatter => within(&part.lines),
        Scope::Place if places.is_empty() => within(&part.lines),
        Scope::Place => places.iter().any(within),
    };
    if is_said {
        return None;
    }
    // WordFamily elsewhere in the text, of the same organisation perhaps.
    let elsewhere = says(passage, whole(passage), item);
    Some(if elsewhere || item.asked == Asked::IfSo { Verdict::Unsure } else { Verdict::Missing })
}

fn tell(part: &MatterPart<'_, '_>, item: &Item, wordings: &Wordings, verdict: &Verdict) -> Finding {
    let passage = part.passage;
    let title = passage.line(0);
    let text = if title.is_empty() { passage.document.slug.as_str() } else { title };
    let (quote, span) = match verdict {
        Verdict::Missing | Verdict::Unsure => place(part, item),
        Verdict::Forbidden(range) | Verdict::Open(range) => passage.place(range.clone()),
    };
    let (what, sample, words) = (item.what.clone(), item.sample.as_str(), quote.as_str());
    let found = (wordings.say)(verdict, &ItemWords { text, what, sample, words });
    found.about(item.id.clone()).quoting(quote).resting_on(item.ground.ground(part.day)).at(span)
}

/// Where an item would stand: under the best heading or label, else by the title.
fn place(part: &MatterPart<'_, '_>, item: &Item) -> (String, Span) {
    let passage = part.passage;
    let label = || place_lines(passage, part.lines.clone(), item).first().map(|lines| lines.start);
    let best = heading(passage, part.lines.clone(), item).or_else(label);
    let (quote, span) = passage.place_of_line(best.unwrap_or(part.lines.start));
    if quote.is_empty() { (quote, document_file(passage.document)) } else { (quote, span) }
}

fn heading(passage: &CondensedText<'_>, lines: Range<usize>, item: &Item) -> Option<usize> {
    passage.headings(lines, &item.place).next()
}

/// All lines of a passage.
pub(super) fn whole(passage: &CondensedText<'_>) -> Range<usize> {
    0..passage.lines.len()
}

/// Whether some lines say an item.
pub(super) fn says(passage: &CondensedText<'_>, lines: Range<usize>, item: &Item) -> bool {
    if passage.has_role(lines.clone(), &item.roles) {
        return true;
    }
    let from = passage.bytes_of(lines.clone()).start;
    let words = passage.words_of(lines);
    let not = ranges(words, &item.but_not);
    let outside = outside(passage, item);
    let is_inside = |one: &Range<usize>| !outside.contains(&passage.line_at(from + one.start));
    let counts = |said: &&WordFamily| {
        said.0.find(words).iter().any(|one| !overlaps(one, &not) && is_inside(one))
    };
    item.words.iter().filter(counts).count() >= item.at_least
}

/// The lines in which the wordings of an item are about other things: of the headings over them, the nearest that tells
/// says so, or the line is the row or the label that says it.
fn outside(passage: &CondensedText<'_>, item: &Item) -> BTreeSet<usize> {
    if item.outside.is_empty() {
        return BTreeSet::new();
    }
    let is_in = |at: usize, said: &[WordFamily]| {
        let words = passage.line(at);
        let heading = words.split('\t').next().unwrap_or(words);
        let heading = format!("{heading}\n");
        said.iter().any(|one| one.0.is_in(&heading))
    };
    let over = passage.headings_over();
    let is_out = |line: &usize| {
        let mut at = over[*line].0;
        while let Some(heading) = at {
            if is_in(heading, &item.place) {
                return false;
            }
            if is_in(heading, &item.outside) {
                return true;
            }
            at = over[heading].1;
        }
        false
    };
    let out = (0..passage.lines.len()).filter(is_out);
    match item.of {
        ItemOwner::Any => out.collect(),
        ItemOwner::Operator => {
            let own = operator_names(passage);
            let names_own = |at: &usize| {
                let near = passage.words_of(at.saturating_sub(1)..at + 1);
                own.is_empty() || own.iter().any(|name| near.contains(&**name))
            };
            out.filter(|at| !names_own(at)).collect()
        }
    }
}

/// Words for the organisation that tells a text.
const OURSELVES: [&str; 12] = [
    "当組合", "当健保", "当社", "弊社", "当院", "当法人", "本法人", "本学園", "本学", "当会",
    "本会", "当学園",
];

/// What the organisation that tells a text is called: 見本健康保険組合(以下「当組合」といいます。); none where it does not say.
fn operator_names(passage: &CondensedText<'_>) -> Vec<String> {
    let words = &passage.words;
    let name = |ours: &&str| {
        let at = ["以下「", "以下"].iter().find_map(|head| words.find(&format!("{head}{ours}")))?;
        let before = words[..at].trim_end_matches('(');
        let is_end = |c: char| "、。()「」\n\t・:はがの".contains(c);
        let start = before
            .rfind(is_end)
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let name = &before[start..];
        (name.chars().count() >= 3).then(|| name.to_owned())
    };
    let mut names: Vec<String> = OURSELVES.iter().filter_map(name).collect();
    if !names.is_empty() {
        names.extend(OURSELVES.iter().map(|own| (*own).to_owned()));
    }
    names
}

/// The first of some wordings in some lines, in bytes of the passage.
pub(super) fn first(
    passage: &CondensedText<'_>,
    lines: Range<usize>,
    said: &[WordFamily],
    but_not: &[WordFamily],
) -> Option<Range<usize>> {
    let from = passage.bytes_of(lines.clone()).start;
    let words = passage.words_of(lines);
    let not = ranges(words, but_not);
    let all = said.iter().flat_map(|one| one.0.find(words));
    let first = all.filter(|one| !overlaps(one, &not)).min_by_key(|one| (one.start, one.end))?;
    Some(from + first.start..from + first.end)
}

fn ranges(words: &str, said: &[WordFamily]) -> Vec<Range<usize>> {
    said.iter().flat_map(|one| one.0.find(words)).collect()
}

fn overlaps(one: &Range<usize>, others: &[Range<usize>]) -> bool {
    others.iter().any(|other| one.start < other.end && other.start < one.end)
}

/// Lines that a label without a heading of its own may speak for.
const BELOW_LABEL: usize = 3;
/// Bytes of a label.
const LABEL: usize = 90;

/// The lines that stand under the headings or labels of an item's place.
fn place_lines(passage: &CondensedText<'_>, lines: Range<usize>, item: &Item) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for said in &item.place {
        for at in lines.clone().skip(1) {
            let words = passage.line(at);
            let end = passage.lines[at].end.min(lines.end);
            let label = words.split(['\t', '。', ':']).next().unwrap_or(words);
            let is_short = label.len() <= LABEL;
            let begins = said.0.find(words).first().is_some_and(|one| one.start <= LABEL / 2);
            if !(is_short && begins) {
                continue;
            }
            let is_alone = !passage.lines[at].is_heading && words.len() <= LABEL && end == at + 1;
            found.push(if is_alone { at..(end + BELOW_LABEL).min(lines.end) } else { at..end });
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}
