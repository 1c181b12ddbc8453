//! Which parts of texts are about which matter: a block of its kind, a part under its heading, or a whole text.
//! Does not know what is asked of it.

use super::Facts;
use super::asked::{first, whole};
use super::condensed::CondensedText;
use super::notices::Notices;
use crate::law::{MatterSigns, NoticeMatter, item_table};
use crate::site::Kind;
use crate::text::date::Date;
use std::ops::Range;

/// A part of a text about a matter.
pub(super) struct MatterPart<'p, 'a> {
    /// The text.
    pub passage: &'p CondensedText<'a>,
    /// Its lines.
    pub lines: Range<usize>,
    /// The day by whose law it is judged.
    pub day: Date,
}

/// The parts of a site's notices that are about a matter.
pub(super) fn parts<'n, 'a>(
    facts: &Facts<'_>,
    notices: &'n Notices<'a>,
    signs: &MatterSigns,
) -> Vec<MatterPart<'n, 'a>> {
    let mut found = Vec::new();
    for passage in notices.all() {
        let day = notices.day_of(passage).unwrap_or(facts.today);
        let mut lines = blocks(passage, signs);
        if lines.is_empty() {
            lines = by_words(passage, signs, notices.is_candidate(passage));
        }
        let lines = lines.into_iter().flat_map(|lines| several(passage, lines, signs));
        found.extend(lines.map(|lines| MatterPart { passage, lines, day }));
    }
    found
}

/// Bytes of a label.
const LABEL: usize = 60;

/// The blocks of a part that tells of several joint uses, each under a heading with its labelled items; else the part.
fn several(
    passage: &CondensedText<'_>,
    part: Range<usize>,
    signs: &MatterSigns,
) -> Vec<Range<usize>> {
    if signs.matter != NoticeMatter::JointUse {
        return vec![part];
    }
    let is_label = |at: usize| {
        let label = passage.line(at).split(['\t', ':', '。']).next().unwrap_or_default();
        let first: String = label.chars().take(LABEL / 3).collect();
        signs.words.iter().any(|said| said.0.is_in(&first))
    };
    let is_block = |at: &usize| {
        let line = &passage.lines[*at];
        let is_titled = line.is_heading && *at > part.start && !passage.line(*at).contains('\t');
        is_titled && (at + 1..line.end.min(part.end)).filter(|one| is_label(*one)).count() >= 2
    };
    let blocks = part.clone().filter(is_block).map(|at| at..passage.lines[at].end.min(part.end));
    let mut innermost: Vec<Range<usize>> = Vec::new();
    for block in blocks {
        if innermost.last().is_some_and(|last| block.end <= last.end) {
            innermost.pop();
        }
        innermost.push(block);
    }
    innermost.retain(|block| fits(passage, block.clone(), signs));
    if innermost.len() < 2 { vec![part] } else { innermost }
}

/// Blocks of a kind of section that is about it.
fn blocks(passage: &CondensedText<'_>, signs: &MatterSigns) -> Vec<Range<usize>> {
    let is_block = |at: &usize| {
        let mut roles = passage.lines[*at].roles.iter();
        roles.any(|role| signs.roles.iter().any(|known| known == role))
    };
    let blocks = (0..passage.lines.len()).filter(is_block);
    blocks.map(|at| at..passage.lines[at].end).collect()
}

/// The whole text where its title or its opening says so, else the parts under such headings.
fn by_words(
    passage: &CondensedText<'_>,
    signs: &MatterSigns,
    is_notice: bool,
) -> Vec<Range<usize>> {
    let is_about = |at: usize| {
        let words = passage.line(at);
        words.len() <= TITLE && signs.headings.iter().any(|said| said.0.is_in(words))
    };
    let opens = 0..passage.lines.len().min(OPENING);
    let says_so = |at: usize| signs.sentences.iter().any(|said| said.0.is_in(passage.line(at)));
    // 仮名加工情報および匿名加工情報について: its parts are judged.
    let is_of_several =
        opens.clone().any(|at| is_about(at) && names_several(passage.line(at), signs));
    let opening = !is_of_several && opens.clone().any(is_about) || opens.clone().any(says_so);
    let is_kind =
        passage.document.kind == Kind::JointUseNotice && signs.matter == NoticeMatter::JointUse;
    if is_kind || opening && !is_notice {
        let all = whole(passage);
        return if fits(passage, all.clone(), signs) { vec![all] } else { Vec::new() };
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let nearest = passage.nearest_headings();
    let said = (1..passage.lines.len()).filter(|at| says_so(*at));
    let said = said.map(|at| nearest[at].unwrap_or(at));
    let headings = passage.headings(whole(passage), &signs.headings).chain(said);
    for at in headings {
        let lines = at..passage.lines[at].end.max(at + 1);
        let is_new = found.iter().all(|known| lines.start >= known.end || lines.end <= known.start);
        if is_new && fits(passage, lines.clone(), signs) {
            found.push(lines);
        }
    }
    found
}

/// Whether a title names another matter too.
fn names_several(title: &str, signs: &MatterSigns) -> bool {
    let others = item_table().matters.iter().filter(|other| other.headings != signs.headings);
    let mut headings = others.flat_map(|other| &other.headings);
    headings.any(|said| said.0.is_in(title))
}

/// The lines with which a text opens, its title among them.
const OPENING: usize = 4;
/// Bytes of a line that may be a title.
const TITLE: usize = 150;

/// Whether a part says that the thing is done, and enough of what belongs to it.
fn fits(passage: &CondensedText<'_>, lines: Range<usize>, signs: &MatterSigns) -> bool {
    let words = passage.words_of(lines.clone());
    let not: Vec<Range<usize>> = signs.but_not.iter().flat_map(|one| one.0.find(words)).collect();
    let counts = |one: &Range<usize>| {
        not.iter().all(|other| one.end <= other.start || other.end <= one.start)
    };
    let said = signs.words.iter().filter(|said| said.0.find(words).iter().any(counts)).count();
    said >= signs.at_least.max(1) && first(passage, lines, &signs.not, &[]).is_none()
}
