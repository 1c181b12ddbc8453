//! The terms that a document defines: 「…（以下「管理者」という。）」, 「この規程において「加入者」とは、…をいう。」, and the entries of an
//! article that says what its terms mean. Does not know what a term means.

use super::draft::{Part, Passage};
use crate::text::chars::{fold, is_digit, is_hiragana, is_kanji};
use crate::tree::{Form, Provision};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// Characters of a name at most.
const LONGEST_NAME: usize = 30;
/// Terms of one document that are looked at: each is looked for in all of it.
const LIMIT: usize = 400;
/// Characters between 以下 and the name at most.
const LONGEST_LEAD: usize = 24;
/// Characters of what a name stands for that are looked at.
const REACH: usize = 160;

/// Where a name counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Scope {
    /// From there to the end of the document.
    Document,
    /// In an article, a paragraph, or what is near.
    Part,
}

/// How a name is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Manner {
    /// （以下「X」という。）
    Short,
    /// 「X」とは、…をいう。 and entries of a list of terms.
    Meaning,
}

/// A term and what is said of it.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Definition {
    /// The name.
    pub name: String,
    /// The passage in which it is given: its place in the list that was read.
    pub passage: usize,
    /// The bytes of the name there.
    pub range: Range<usize>,
    /// The words that it stands for.
    pub extent: String,
    /// Where it counts.
    pub scope: Scope,
    /// How it is given.
    pub manner: Manner,
    /// The byte of the passage at which what says its meaning ends.
    pub end: usize,
    /// The passage that says its meaning, where that is another: the cell beside the name.
    pub beside: Option<usize>,
}

impl Definition {
    /// What the name stands for without what makes no difference: width, punctuation, how a list is joined.
    pub(in crate::rules) fn essence(&self) -> String {
        let mut essence = fold(&self.extent);
        for joint in
            ["及び", "および", "並びに", "ならびに", "又は", "または", "をいう", "をいいます"]
        {
            essence = essence.replace(joint, "");
        }
        essence.retain(|c| !c.is_whitespace() && !"、。,.・()".contains(c));
        essence
    }
}

/// The definitions in some passages, in order.
pub(super) fn definitions(passages: &[Passage<'_>]) -> Vec<Definition> {
    let mut found = Vec::new();
    // What is below a text that tells terms: entries, or entries with columns.
    let mut terms_below: HashSet<*const Provision> = HashSet::new();
    let mut in_table = false;
    for (at, passage) in passages.iter().enumerate().filter(|(_, one)| one.part == Part::Words) {
        let words = &passage.words;
        let mut own = Vec::new();
        for (place, mark) in words.match_indices(['以', '「']) {
            own.extend(match mark {
                "以" => short(words, place),
                _ => meaning(words, place).into_iter().collect(),
            });
        }
        let is_meant = own.iter().any(|one| one.manner == Manner::Meaning);
        let is_entry = terms_below.contains(&std::ptr::from_ref(passage.provision));
        let parent = passage.parent.filter(|_| begins(passage));
        match parent.map(|parent| (parent.form(), std::ptr::from_ref(parent))) {
            _ if is_entry && !is_meant => own.extend(entry(words)),
            Some((Form::Item, parent)) if terms_below.contains(&parent) => {
                found.extend(row(passages, at));
            }
            Some((Form::Header, _)) => in_table = heads_terms(passages, at),
            Some((Form::Row, _)) if in_table => found.extend(row(passages, at)),
            _ => in_table &= passage.provision.form() == Form::Cell,
        }
        if tells_terms(words) {
            terms_below.extend(passage.provision.children().iter().map(Arc::as_ptr));
        }
        found.extend(own.into_iter().map(|one| one.in_passage(words, at)));
    }
    found.sort_by_key(|one: &Definition| (one.passage, one.range.start));
    found.truncate(LIMIT);
    found
}

/// この規程における用語の意義は、次の各号に定めるところによる; 用語の定義は、次のとおりとする.
fn tells_terms(words: &str) -> bool {
    let says = ["意義", "定義", "意味"].iter().any(|word| words.contains(word));
    words.contains("用語") && says
}

/// Whether a passage is the first of its row.
fn begins(passage: &Passage<'_>) -> bool {
    let first = passage.parent.and_then(|row| row.children().first());
    first.is_some_and(|first| std::ptr::eq(&**first, passage.provision))
}

/// 用語 | 意義 at the head of a table.
fn heads_terms(passages: &[Passage<'_>], at: usize) -> bool {
    let next = passages.get(at + 1).map_or("", |next| next.words.trim());
    begins(&passages[at])
        && ["用語", "語句", "言葉"].contains(&passages[at].words.trim())
        && ["意義", "定義", "意味", "説明", "内容"].contains(&next)
}

/// A row of such a table: the term, and what is said of it.
fn row(passages: &[Passage<'_>], at: usize) -> Option<Definition> {
    let (name, said) = (&passages[at].words, passages.get(at + 1)?);
    let same = said.parent.zip(passages[at].parent).is_some_and(|(a, b)| std::ptr::eq(a, b));
    let bare = name.trim().trim_start_matches('「').trim_end_matches('」');
    let start = name.find(bare)?;
    (same && is_name(bare)).then(|| Definition {
        name: bare.to_owned(),
        passage: at,
        range: start..start + bare.len(),
        extent: said.words.trim_matches(is_loose).to_owned(),
        scope: Scope::Document,
        manner: Manner::Meaning,
        end: name.len(),
        beside: Some(at + 1),
    })
}

/// A definition by its places in some words.
struct Defined {
    name: Range<usize>,
    extent: Range<usize>,
    scope: Scope,
    manner: Manner,
}

impl Defined {
    fn in_passage(self, words: &str, passage: usize) -> Definition {
        Definition {
            name: words[self.name.clone()].to_owned(),
            passage,
            range: self.name,
            end: self.extent.end,
            beside: None,
            extent: words[self.extent].trim_matches(is_loose).to_owned(),
            scope: self.scope,
            manner: self.manner,
        }
    }
}

fn is_loose(c: char) -> bool {
    c.is_whitespace() || "、。，,".contains(c)
}

/// 以下「X」という, with every name of 以下「X」、「Y」という.
fn short(words: &str, at: usize) -> Vec<Defined> {
    let Some(after) = words[at..].strip_prefix("以下") else {
        return Vec::new();
    };
    let lead: String = after.chars().take(LONGEST_LEAD).take_while(|c| *c != '「').collect();
    let is_lead = lead.chars().all(|c| {
        is_kanji(c)
            || is_digit(c)
            || "、,，。 \u{3000}このにおいてはでれをもまたぞ単および".contains(c)
    });
    let mut rest = &after[lead.len()..];
    let mut names = Vec::new();
    while let Some(inner) = rest.strip_prefix('「') {
        let Some(length) = inner.find('」') else {
            break;
        };
        let start = words.len() - inner.len();
        names.push(start..start + length);
        let tail = &inner[length + '」'.len_utf8()..];
        rest = ["、", "，", "及び", "および", "又は", "または", "・"]
            .iter()
            .find_map(|joint| tail.strip_prefix(joint))
            .unwrap_or(tail);
    }
    let verbs = ["という", "といい", "と略", "と称", "と総称", "と呼", "と表記", "とそれぞれ"];
    let rest = rest.trim_start();
    let is_naming = verbs.iter().any(|verb| rest.starts_with(verb));
    if !is_lead || !is_naming {
        return Vec::new();
    }
    let is_part = ["条", "項", "号", "章", "節", "款", "表", "別紙", "様式"];
    let scope =
        if is_part.iter().any(|word| lead.contains(word)) { Scope::Part } else { Scope::Document };
    let extent = extent(words, at);
    let several = names.len() > 1;
    let one = |name: Range<usize>| {
        // Of several names each stands for a part of what is before them: which is not told apart.
        let extent = if several { extent.end..extent.end } else { extent.clone() };
        is_name(&words[name.clone()]).then_some(Defined {
            name,
            extent,
            scope,
            manner: Manner::Short,
        })
    };
    names.into_iter().filter_map(one).collect()
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.contains(['。', '、', '\n', '「'])
}

/// What stands before 以下 for the name: in front of the bracket that holds it, and the words in the bracket.
fn extent(words: &str, at: usize) -> Range<usize> {
    let start = words[..at].char_indices().rev().nth(REACH - 1).map_or(0, |(start, _)| start);
    let left = &words[start..at];
    let mut depth = 0_usize;
    let mut open = None;
    for (place, c) in left.char_indices().rev() {
        match c {
            '）' | ')' | '〕' | '」' => depth += 1,
            '（' | '(' | '〔' | '「' if depth > 0 => depth -= 1,
            '（' | '(' | '〔' if open.is_none() => open = Some(place),
            // The name that stands in its own bracket or quotation.
            '（' | '(' | '〔' | '「' => return start + place + c.len_utf8()..at,
            '。' | '\n' if depth == 0 && open.is_some() => {
                return start + place + c.len_utf8()..at;
            }
            '、' | '，' if depth == 0 && open.is_some() && is_turn(&left[..place]) => {
                return start + place + c.len_utf8()..at;
            }
            _ => {}
        }
    }
    start..at
}

/// Whether what comes behind a comma is no longer of the same list: …は、 …に基づき、
fn is_turn(before: &str) -> bool {
    let is_list = ["および", "または", "ならびに", "もしくは", "など", "その他の"];
    before.ends_with(is_hiragana) && !is_list.iter().any(|joint| before.ends_with(joint))
}

/// 「X」とは、…
fn meaning(words: &str, at: usize) -> Option<Defined> {
    let inner = &words[at + '「'.len_utf8()..];
    let length = inner.find('」')?;
    let tail = &inner[length + '」'.len_utf8()..];
    let tail = tail.strip_prefix("とは")?;
    let lead = words[..at].trim_end();
    let leads = ["において", "における", "による", "で", "おいて、", "で、", "。", "）", ")"];
    let begins = lead.is_empty() || leads.iter().any(|end| lead.ends_with(end));
    let name = at + '「'.len_utf8()..at + '「'.len_utf8() + length;
    let from = words.len() - tail.len();
    let end = tail.find(['。', '\n']).map_or(words.len(), |end| from + end);
    let fits = begins && is_name(&words[name.clone()]);
    fits.then_some(Defined {
        name,
        extent: from..end,
        scope: scope_of(lead),
        manner: Manner::Meaning,
    })
}

/// この条において「X」とは counts in that article alone.
fn scope_of(lead: &str) -> Scope {
    let near: Vec<char> = lead.chars().rev().take(8).collect();
    let is_part = near.iter().any(|c| "条項号章節款".contains(*c));
    if is_part { Scope::Part } else { Scope::Document }
}

/// 個人データ　…をいう: an entry of a list that says what terms mean. Behind a narrow space, which parts words too, only
/// what says いう.
fn entry(words: &str) -> Option<Defined> {
    let length = words.find(['\u{3000}', '\t', '：', ':', ' '])?;
    let says = ["をいう", "をいいます", "とする"].iter().any(|verb| words.contains(verb));
    let is_wide = !words[length..].starts_with(' ');
    let bare = words[..length].trim_start_matches('「');
    let start = length - bare.len();
    let name = bare.trim_end_matches('」');
    let range = start..start + name.len();
    let is_word = !name.contains(['（', '(', 'は', 'を']) && !words[length..].trim().is_empty();
    let fits = is_name(name) && is_word && (is_wide || says);
    fits.then_some(Defined {
        name: range,
        extent: length..words.len(),
        scope: Scope::Document,
        manner: Manner::Meaning,
    })
}
