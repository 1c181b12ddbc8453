//! What a sentence calls a provision that comes, goes or moves: its name with its caption, or its words, and where it
//! stands; names for what has no heading: a field by what it is in law, a paragraph, a section or a list by its
//! first words or its numbers; and words around a change that says too little alone: 「の」を削り leaves open which one,
//! 「宇宙線の観測」を「宇宙線観測」に does not. Does not know the verb.

use super::{NamePart, cut};
use crate::diff::Splice;
use crate::diff::redline::touch::span;
use crate::diff::redline::words::{in_brackets, quoted};
use crate::diff::redline::{Redline, TextSide};
use crate::text::chars::{is_hiragana, is_kanji};
use crate::tree::{Form, Provision, Role};

/// A provision as the object of a sentence.
pub(in crate::diff::redline) struct Called {
    /// What it stands in, where that must be said.
    pub container: String,
    /// What it is called.
    pub own: String,
}

impl Called {
    /// 「『窓口』に『電話』」, with a particle behind the container.
    pub(in crate::diff::redline) fn with(&self, particle: &str) -> String {
        if self.container.is_empty() {
            self.own.clone()
        } else {
            format!("{}{particle}{}", self.container, self.own)
        }
    }
}

impl Redline<'_> {
    /// What a provision is called on its side.
    pub(in crate::diff::redline) fn called(&self, side: TextSide, at: u32) -> Called {
        let names = &self.side(side).names;
        let own = self.side(side).order.node(at);
        let container = || names.around(at);
        if let Some((table, words)) = self.column_head(side, at) {
            return Called {
                container: names.of_node(table),
                own: format!("{}の列", quoted(&words)),
            };
        }
        match names.part(at) {
            Some(NamePart::Bare(_)) => Called {
                container: String::new(),
                own: format!("{}{}", names.of_node(at), caption(own)),
            },
            Some(NamePart::Linked(words)) => {
                let words = match own.form() {
                    Form::Row => format!("{words}の行"),
                    Form::Cell => column_words(&words),
                    Form::Field => format!("{words}{}", value(own)),
                    // Numbers of paragraphs that have none are ours, and shift with every edit.
                    Form::Paragraph | Form::Prose => words_or(own, noun_of(self, side, at)),
                    Form::Note => format!("{words}{}", value(own)),
                    _ => words,
                };
                Called { container: container(), own: words }
            }
            None => Called {
                container: container(),
                own: content_name(own, noun_of(self, side, at))
                    .unwrap_or_else(|| words_or(own, noun_of(self, side, at))),
            },
        }
    }

    /// The table and the words of a cell that heads a column; none where it has no words.
    fn column_head(&self, side: TextSide, at: u32) -> Option<(u32, String)> {
        let order = self.side(side).order;
        let row = order.parent(at)?;
        let is_head = order.node(at).form() == Form::Cell && order.node(row).form() == Form::Header;
        let words = cut(&order.node(at).words());
        (is_head && !words.is_empty()).then_some((order.parent(row)?, words))
    }
}

/// What provisions of its form are counted as.
pub(in crate::diff::redline) fn noun_of(
    redline: &Redline<'_>,
    side: TextSide,
    at: u32,
) -> &'static str {
    let order = redline.side(side).order;
    let in_law = order
        .ancestors(at)
        .any(|up| matches!(order.node(up).form(), Form::Article | Form::Supplement));
    match order.node(at).form() {
        Form::Document => "文書",
        Form::Part => "編",
        Form::Chapter => "章",
        Form::Section => "節",
        Form::Subsection => "款",
        Form::Division => "目",
        Form::Article => "条",
        Form::Paragraph if in_law => "項",
        Form::Paragraph | Form::Prose => "段落",
        Form::Item if in_law => "号",
        Form::Item | Form::Field => "項目",
        Form::Supplement => "附則",
        Form::Annex => "別表",
        Form::Contents => "目次",
        Form::Group => "節",
        Form::List => "一覧",
        Form::Table => "表",
        Form::Header | Form::Row => "行",
        Form::Cell => "欄",
        Form::Note => "注記",
        Form::Figure => "図",
    }
}

/// 「行の区分」 is the column 区分.
fn column_words(words: &str) -> String {
    let name = words.strip_prefix("行の").unwrap_or(words);
    if name.ends_with("列目") { name.to_owned() } else { format!("{}の列", quoted(name)) }
}

/// The caption of an article, the title of a chapter; the words of an item that are short.
fn caption(own: &Provision) -> String {
    match own.form() {
        form if form.is_division() || matches!(form, Form::Article | Form::Annex) => {
            match own.heading().words() {
                // Some captions stand in brackets of their own.
                words if words.starts_with('（') => cut(&words),
                words => in_brackets(&cut(&words)),
            }
        }
        Form::Item | Form::Paragraph => value(own),
        _ => String::new(),
    }
}

/// Its words in quotes, nothing where it has none.
fn value(own: &Provision) -> String {
    let is_item = own.form() == Form::Item;
    let heading = if is_item { own.heading().words() } else { String::new() };
    let columns = own.children().iter().filter(|_| is_item);
    let columns = columns.take_while(|child| child.form() == Form::Cell);
    let parts = [heading, own.text().words()].into_iter();
    let parts: Vec<String> =
        parts.chain(columns.map(|cell| cell.words())).filter(|words| !words.is_empty()).collect();
    let words = parts.join("　");
    if words.is_empty() { String::new() } else { quoted(&words) }
}

fn words_or(own: &Provision, noun: &str) -> String {
    let words = if own.text().is_empty() { own.heading().words() } else { own.text().words() };
    if words.is_empty() { noun.to_owned() } else { quoted(&words) }
}

/// First words are cut behind so many characters, unless a mark stands before.
const FIRST: usize = 20;

/// What a field without a heading is, where its role says it.
pub(in crate::diff::redline) fn role_name(role: &Role) -> Option<&'static str> {
    let (_, own) = role.as_str().rsplit_once('.')?;
    Some(match own {
        "postal" => "郵便番号",
        "address" => "所在地",
        "name" => "名称",
        "name-kana" => "名称の読み",
        "role" => "役割",
        "phone" => "電話番号",
        "fax" => "FAX番号",
        "email" => "メールアドレス",
        "url" => "ウェブサイト",
        "form" => "フォーム",
        "hours" => "受付時間",
        "closed" => "休業日",
        "representative" => "代表者",
        _ => return None,
    })
}

/// 『次のいずれかに当たるときは…』の段落: running text that nothing around it names. Empty for all else.
pub(in crate::diff::redline) fn paragraph_name(own: &Provision) -> String {
    let words = own.text().words();
    match own.form() {
        Form::Paragraph | Form::Prose if !words.is_empty() => {
            format!("『{}』の段落", first(&words))
        }
        _ => String::new(),
    }
}

/// 『次のいずれかに…』で始まる節, ①から③までの一覧: what only holds others, without a heading.
pub(in crate::diff::redline) fn content_name(own: &Provision, noun: &str) -> Option<String> {
    if !matches!(own.form(), Form::Group | Form::List | Form::Table) || !own.heading().is_empty() {
        return None;
    }
    if let Some(numbers) = numbers(own) {
        return Some(format!("{numbers}の{noun}"));
    }
    let words = first(&own.words());
    (!words.is_empty()).then(|| format!("『{words}』で始まる{noun}"))
}

/// The numbers of a list: ①から③まで.
fn numbers(own: &Provision) -> Option<String> {
    let labels: Option<Vec<&str>> =
        own.children().iter().map(|child| Some(child.label()?.as_str())).collect();
    let labels = labels.filter(|_| own.form() == Form::List)?;
    match labels.as_slice() {
        [] => None,
        [only] => Some((*only).to_owned()),
        [first, second] => Some(format!("{first}及び{second}")),
        [first, .., last] => Some(format!("{first}から{last}まで")),
    }
}

/// The first words up to a mark.
fn first(words: &str) -> String {
    let words = words.replace('\n', "");
    let mut out = String::new();
    for (count, c) in words.chars().enumerate() {
        let is_mark = matches!(c, '、' | '。' | '（' | '「' | '『' | '』') && count >= 4;
        if is_mark || count == FIRST {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out.trim_end_matches("。").to_owned()
}

/// So many characters on each side are enough.
const REACH: usize = 10;

/// What is replaced by what, where a particle or a mark alone comes, goes or gives way to another, with the words beside it.
pub(in crate::diff::redline) fn widened(
    old: &str,
    splices: &[Splice],
    at: usize,
) -> Option<(String, String)> {
    let own = splices.get(at)?;
    let (gone, come) = (own.old.words(), own.new.words());
    if gone == come || !is_slight(&gone) || !is_slight(&come) {
        return None;
    }
    let range = span(own);
    let from = at.checked_sub(1).map_or(0, |before| span(&splices[before]).end);
    let to = splices.get(at + 1).map_or(old.len(), |next| span(next).start);
    let (left, right) = (before(old.get(from..range.start)?), behind(old.get(range.end..to)?));
    let is_alone = left.is_empty() && right.is_empty();
    (!is_alone).then(|| (format!("{left}{gone}{right}"), format!("{left}{come}{right}")))
}

/// One or two letters that only join others, or one that makes another word of that beside it (再, 先).
fn is_slight(words: &str) -> bool {
    let mut letters = words.chars();
    let is_affix = letters.next().is_some_and(is_kanji) && letters.next().is_none();
    is_affix
        || words.chars().count() <= 2
            && words.chars().all(|c| is_hiragana(c) || "、・，".contains(c))
}

/// The last word with its particle.
fn before(words: &str) -> &str {
    let mut len = 0;
    let mut kind = None;
    for c in words.chars().rev().take(REACH) {
        let own = CharClass::of(c);
        let goes_on = match (kind, own) {
            (_, CharClass::Mark) => false,
            (None | Some(CharClass::Kana), _) => true,
            (Some(kind), own) => kind == own,
        };
        if !goes_on {
            break;
        }
        kind = Some(own);
        len += c.len_utf8();
    }
    &words[words.len() - len..]
}

/// The next word.
fn behind(words: &str) -> &str {
    let mut len = 0;
    let mut kind = None;
    for c in words.chars().take(REACH) {
        let own = CharClass::of(c);
        if own == CharClass::Mark || kind.is_some_and(|kind| kind != own) {
            break;
        }
        kind = Some(own);
        len += c.len_utf8();
    }
    &words[..len]
}

/// What a letter is, as far as words are told apart by it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    Kana,
    Mark,
    Other,
}

impl CharClass {
    fn of(c: char) -> CharClass {
        match c {
            _ if is_hiragana(c) => CharClass::Kana,
            _ if c.is_alphanumeric() || c == 'ー' || c == '々' => CharClass::Other,
            _ => CharClass::Mark,
        }
    }
}
