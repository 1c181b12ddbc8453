//! The headline of a comparison: all that it changes, in one sentence. Does not know where it is put, nor from when
//! it holds.

use super::{ListedChange, Redline, TextSide};
use crate::diff::{At, ChangeKind, Grade, Witness};
use crate::tree::Form;

/// So many places are named; how many changes there are is told beside them.
const NAMED: usize = 3;

/// So long a sentence is told as it is (characters).
const LONGEST: usize = 120;

/// What a text changes in the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// As of something done, with its full stop: 「第13条に「書面による」を加えました。」.
    pub done: String,
    /// The same while the day is still ahead.
    pub planned: String,
}

impl Headline {
    /// The sentence of one change, the sentences of two short ones, else the places of all; `None` where nothing that
    /// is printed differs.
    pub fn of(listed: &[ListedChange]) -> Option<Headline> {
        let mut substance: Vec<&ListedChange> =
            listed.iter().filter(|one| one.grade == Grade::Substance).collect();
        // Every amendment of a regulation brings a 附則 of its own.
        let is_own_supplement =
            |one: &&ListedChange| one.kind == ChangeKind::Added && one.place.starts_with("附則");
        if !substance.iter().all(is_own_supplement) {
            substance.retain(|one| !is_own_supplement(one));
        }
        let both = |words: &str| Headline {
            done: format!("{words}ました。"),
            planned: format!("{words}ます。"),
        };
        match &substance[..] {
            [] => {
                let is_printed = |one: &ListedChange| one.grade != Grade::Form(Witness::NotPrinted);
                let is_form = listed.iter().any(is_printed);
                is_form.then(|| both("内容は変えず、条や項目の番号、表記を整え"))
            }
            few if few.len() <= 2 && length(few) <= LONGEST => Some(Headline {
                done: few.iter().map(|one| format!("{}。", one.sentence.words)).collect(),
                planned: few.iter().map(|one| format!("{}。", one.sentence.planned)).collect(),
            }),
            many => {
                let places = places(many);
                let words = places[..places.len().min(NAMED)].join("、");
                let rest = if places.len() > NAMED { "など" } else { "の" };
                Some(both(&format!("{words}{rest}{}か所を改め", many.len())))
            }
        }
    }
}

fn length(listed: &[&ListedChange]) -> usize {
    listed.iter().map(|one| one.sentence.words.chars().count()).sum()
}

/// The places of changes, each once, in order.
fn places<'a>(listed: &[&'a ListedChange]) -> Vec<&'a str> {
    let mut places: Vec<&str> = Vec::new();
    for one in listed {
        if !places.contains(&one.place.as_str()) {
            places.push(&one.place);
        }
    }
    places
}

impl Redline<'_> {
    /// The article or the section that something stands in: 第13条, 『安全管理措置』.
    pub(super) fn place(&self, at: At) -> String {
        let (side, at) = match (at.in_new(), at.in_old()) {
            (Some(new), _) => (TextSide::New, new),
            (None, Some(old)) => (TextSide::Old, old),
            (None, None) => return String::new(),
        };
        let view = self.side(side);
        let way: Vec<u32> = std::iter::once(at).chain(view.order.ancestors(at)).collect();
        let is_article = |one: &&u32| view.order.node(**one).form() == Form::Article;
        // The last is the root, the one before it a section.
        let section = way.len().checked_sub(2).map(|one| &way[one]);
        match way.iter().find(is_article).or(section) {
            Some(one) => match view.names.of_node(*one) {
                name if name.is_empty() => "前文".to_owned(),
                name => name,
            },
            None => "題名".to_owned(),
        }
    }
}
