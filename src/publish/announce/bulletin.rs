//! One paragraph for the bulletin, of at most so many characters: whole sentences only, the most telling first. Does
//! not know where they come from.

use super::known::Lacks;
use super::sort::{Sort, ToldChange};
use super::template::{self, Values};
use crate::diagnostic::Message;
use crate::fill;

/// The paragraph cannot be so short: one sentence alone has this many characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooShort(pub usize);

/// A paragraph that may grow.
struct Paragraph {
    sentences: Vec<String>,
    left: usize,
}

impl Paragraph {
    /// Takes a sentence where it fits with `kept` characters free behind it.
    fn take(&mut self, sentence: &str, kept: usize) -> Option<()> {
        let left = self.left.checked_sub(length(sentence))?;
        if left < kept {
            return None;
        }
        self.left = left;
        self.sentences.push(sentence.to_owned());
        Some(())
    }
}

fn length(words: &str) -> usize {
    words.chars().count()
}

/// What happened; how much of what it means and of what changed has room; where to read on.
pub(super) fn paragraph(
    told: &ToldChange<'_>,
    values: &Values,
    changes: &[String],
    (max, lacks): (usize, &mut Lacks),
) -> Result<String, TooShort> {
    let one = |name: &str| values.get(name).and_then(|all| all.first()).cloned();
    let lead = one("lead").unwrap_or_default();
    let mut all = Paragraph { sentences: Vec::new(), left: max };
    all.take(&lead, 0).ok_or(TooShort(length(&lead)))?;
    let has_page = !lacks.has("page");
    let closing = |name: &str, left: usize| {
        let short = format!("{name}.short");
        let both = [name, &*short].into_iter().skip(usize::from(!has_page));
        let mut both = both.map(|name| template::line(name, values));
        both.find(|words| length(words) <= left)
    };
    // Room for the longest of the short endings: which one it is shows at the end.
    let short =
        ["closing.part.short", "closing.all.short"].map(|name| template::line(name, values));
    let ending = short.into_iter().find(|words| length(words) <= all.left);
    let kept = ending.as_ref().map_or(0, |words| length(words));
    let summary = values.get("summary").into_iter().flatten().flat_map(|line| sentences(line));
    let wanted: Vec<String> = summary.chain(changes.iter().cloned()).collect();
    let said = wanted.iter().take_while(|one| all.take(one, kept).is_some()).count();
    let is_whole = said == wanted.len();
    if !is_whole {
        let (left, max) = (wanted.len() - said, max.to_string());
        lacks.add("", Message::of("announce/left-out", fill! { left, max }));
    }
    let has_table = matches!(told.sort, Sort::Changed | Sort::Corrected);
    let name = if is_whole || !has_table { "closing.all" } else { "closing.part" };
    if let Some(ending) = closing(name, all.left).or_else(|| closing("closing.all", all.left)) {
        all.sentences.push(ending);
    }
    Ok(all.sentences.concat())
}

/// The sentences of some words, each with its stop; a stop in brackets ends none.
pub(super) fn sentences(words: &str) -> Vec<String> {
    let (mut all, mut own, mut depth) = (Vec::new(), String::new(), 0usize);
    for c in words.chars() {
        own.push(c);
        match c {
            '「' | '『' | '（' | '(' => depth += 1,
            '」' | '』' | '）' | ')' => depth = depth.saturating_sub(1),
            '。' | '．' | '！' | '？' if depth == 0 => all.push(std::mem::take(&mut own)),
            _ => {}
        }
    }
    let rest = own.trim();
    if !rest.is_empty() {
        let stop = if rest.ends_with(['。', '．']) { "" } else { "。" };
        all.push(format!("{rest}{stop}"));
    }
    all
}
