//! Edits of words as clauses: 「第6条中「又は」を「若しくは」に」 改め. Does not know other changes.

use super::naming::called;
use super::words::{Clause, quoted};
use super::{Redline, TextSide};
use crate::diff::{NodePair, Splice, TextField};
use crate::tree::{Form, Mark, Text};

/// More than so many replacements, or so many characters in one, are not listed in a sentence.
const MANY: usize = 4;
const LONG: usize = 60;
/// Values up to so many characters are said whole.
const SHORT: usize = 40;

/// An edit of one text.
pub(super) struct EditClauses<'a> {
    pub node: NodePair,
    pub field: TextField,
    pub splices: &'a [Splice],
}

/// What one splice does.
#[derive(Clone, PartialEq, Eq)]
enum WordEdit {
    Added(String),
    Removed(String),
    Replaced(String, String),
    /// The words stay; a link leads elsewhere.
    Led(String, String, String),
    /// The words stay; their mark changes, in such a way.
    Marked(String, &'static str, &'static str),
}

/// An article whose words give way to 「削除」, its number kept.
pub(super) fn blanked(redline: &Redline<'_>, edits: &[EditClauses<'_>]) -> Option<Clause> {
    let text = edits.iter().find(|edit| edit.field == TextField::Text)?;
    let words = redline.new.order.node(text.node.new).text().words();
    let parent = redline.old.order.parent(text.node.old)?;
    let article = [text.node.old, parent]
        .into_iter()
        .find(|at| redline.old.order.node(*at).form() == Form::Article)?;
    if words != "削除" {
        return None;
    }
    let called = redline.called(TextSide::Old, article);
    Some(Clause::new(format!("{}を「削除」と", called.own), "し"))
}

impl EditClauses<'_> {
    /// The clauses that tell it.
    pub(super) fn clauses(&self, redline: &Redline<'_>) -> Vec<Clause> {
        let name = self.name(redline);
        if let Some(clause) = self.headed(redline).or_else(|| self.whole(redline, &name)) {
            return vec![clause];
        }
        let old = self.text(redline, TextSide::Old).words();
        let mut all: Vec<WordEdit> = Vec::new();
        for at in 0..self.splices.len() {
            let one = called::widened(&old, self.splices, at)
                .map_or_else(|| done(&self.splices[at]), |(old, new)| WordEdit::Replaced(old, new));
            if !all.contains(&one) {
                all.push(one);
            }
        }
        let longest = self
            .splices
            .iter()
            .flat_map(|splice| [&splice.old, &splice.new].map(|text| text.words().chars().count()));
        if all.len() > MANY || longest.max().unwrap_or(0) > LONG {
            return vec![Clause::new(format!("{}を", part_of(&name, "文言")), "改め")];
        }
        clauses(&name, &all)
    }

    fn text<'t>(&self, redline: &'t Redline<'_>, side: TextSide) -> &'t Text {
        let at = match side {
            TextSide::Old => self.node.old,
            TextSide::New => self.node.new,
        };
        self.field.text_of(redline.side(side).order.node(at))
    }

    /// What is edited: 「第13条（旧第12条）の見出し」.
    fn name(&self, redline: &Redline<'_>) -> String {
        let form = redline.new.order.node(self.node.new).form();
        let row = redline.new.order.parent(self.node.new);
        let head = row.filter(|row| redline.new.order.node(*row).form() == Form::Header);
        if let Some(head) = head.filter(|_| form == Form::Cell) {
            let table = redline.side(TextSide::New).names.around(head);
            let nth = redline.new.order.index(self.node.new) + 1;
            return part_of(&table, &format!("{nth}列目の見出し"));
        }
        let names = (
            redline.side(TextSide::Old).names.of_node(self.node.old),
            redline.side(TextSide::New).names.of_node(self.node.new),
        );
        let is_own_name = self.field == TextField::Heading
            && matches!(form, Form::Group | Form::Field | Form::Table | Form::Figure)
            || matches!(form, Form::Cell) && redline.new.order.index(self.node.new) == 0;
        let is_alike = names.0 == names.1 || names.0.is_empty();
        let is_old =
            is_own_name || names.0 == called::paragraph_name(redline.old.order.node(self.node.old));
        let name = if !is_old && (is_alike || redline.is_only_headed(self.node.old, self.node.new))
        {
            names.1
        } else if is_old {
            names.0
        } else {
            format!("{}（旧{}）", names.1, names.0)
        };
        match (self.field, form) {
            (TextField::Text, _) => name,
            (TextField::Heading, Form::Document) => "題名".to_owned(),
            (TextField::Heading, Form::Part) => part_of(&name, "編名"),
            (TextField::Heading, Form::Chapter) => part_of(&name, "章名"),
            (TextField::Heading, Form::Section) => part_of(&name, "節名"),
            (TextField::Heading, Form::Subsection) => part_of(&name, "款名"),
            (TextField::Heading, Form::Division) => part_of(&name, "目名"),
            (TextField::Heading, Form::Field) => part_of(&name, "項目名"),
            (TextField::Heading, Form::Item) => part_of(&name, "語"),
            (TextField::Heading, Form::Group | Form::Table | Form::Figure | Form::Annex) => {
                part_of(&name, "題名")
            }
            (TextField::Heading, _) => part_of(&name, "見出し"),
        }
    }

    /// A heading that was not there before, or is not any more.
    fn headed(&self, redline: &Redline<'_>) -> Option<Clause> {
        let (old, new) = (self.text(redline, TextSide::Old), self.text(redline, TextSide::New));
        let form = redline.new.order.node(self.node.new).form();
        if self.field != TextField::Heading || form == Form::Item {
            return None;
        }
        let (side, at, words) = match (old.is_empty(), new.is_empty()) {
            (true, false) => (TextSide::New, self.node.new, new.words()),
            (false, true) => (TextSide::Old, self.node.old, old.words()),
            (true, true) | (false, false) => return None,
        };
        let names = &redline.side(side).names;
        // What is called by its heading had no name without it.
        let is_own_name = matches!(form, Form::Group | Form::Field | Form::Table | Form::Figure);
        let name = if is_own_name { names.around(at) } else { names.of_node(at) };
        let words = quoted(&words);
        Some(match (form, side) {
            (Form::Document, TextSide::New) => Clause::new(format!("題名を{words}と"), "し"),
            (Form::Document, TextSide::Old) => Clause::new(format!("題名{words}を"), "削り"),
            (_, TextSide::New) if name.is_empty() => {
                Clause::new(format!("見出し{words}を"), "付け")
            }
            (_, TextSide::New) if is_own_name => {
                Clause::new(format!("{name}に見出し{words}を"), "加え")
            }
            (_, TextSide::Old) if is_own_name && !name.is_empty() => {
                Clause::new(format!("{name}から見出し{words}を"), "削り")
            }
            (_, TextSide::New) => Clause::new(format!("{name}に見出し{words}を"), "付け"),
            (_, TextSide::Old) => {
                Clause::new(format!("{}を", part_of(&name, &format!("見出し{words}"))), "削り")
            }
        })
    }

    /// 「…を「A」から「B」に」, where the text is one short value.
    fn whole(&self, redline: &Redline<'_>, name: &str) -> Option<Clause> {
        let own = redline.new.order.node(self.node.new);
        let is_named_item = own.form() == Form::Item && own.label().is_none();
        let is_value = match self.field {
            TextField::Heading => own.form() != Form::Item,
            TextField::Text => matches!(own.form(), Form::Field | Form::Cell) || is_named_item,
        };
        let touch = redline.side(TextSide::New).touches.get(self.node.new)?;
        let (old, new) = (self.text(redline, TextSide::Old), self.text(redline, TextSide::New));
        let (before, after) = (old.words(), new.words());
        let is_short = |words: &str| (1..=SHORT).contains(&words.chars().count());
        let fits = is_value
            && touch.changes.len() == 1
            && before != after
            && is_short(&before)
            && is_short(&after);
        let (before, after) = (quoted(&before), quoted(&after));
        fits.then(|| {
            Clause::new(
                if is_named_item || name.is_empty() {
                    format!("{}を{after}に", part_of(name, &before))
                } else {
                    format!("{name}を{before}から{after}に")
                },
                "改め",
            )
        })
    }
}

/// 「AのB」; B alone where A has no name.
pub(super) fn part_of(name: &str, part: &str) -> String {
    if name.is_empty() { part.to_owned() } else { format!("{name}の{part}") }
}

fn done(splice: &Splice) -> WordEdit {
    let (old, new) = (splice.old.words(), splice.new.words());
    if old == new {
        return match (link(&splice.old), link(&splice.new)) {
            (Some(before), Some(after)) => WordEdit::Led(new, before, after),
            _ => {
                let (about, stem) = marked(&splice.old, &splice.new);
                WordEdit::Marked(new, about, stem)
            }
        };
    }
    match (old.is_empty(), new.is_empty()) {
        (true, _) => WordEdit::Added(new),
        (_, true) => WordEdit::Removed(old),
        _ => WordEdit::Replaced(old, new),
    }
}

/// What happens to the marks of words that stay: 「…」を太字に し, 「…」にリンクを 付け.
fn marked(old: &Text, new: &Text) -> (&'static str, &'static str) {
    let has = |text: &Text, fits: fn(&Mark) -> bool| text.runs().iter().any(|run| fits(run.mark()));
    let is_link = |mark: &Mark| matches!(mark, Mark::Link(_));
    let is_strong = |mark: &Mark| *mark == Mark::Strong;
    let links = (has(old, is_link), has(new, is_link));
    let bold = (has(old, is_strong), has(new, is_strong));
    match (links, bold) {
        ((false, true), (false, false)) => ("にリンクを", "付け"),
        ((true, false), (false, false)) => ("のリンクを", "外し"),
        ((false, false), (false, true)) => ("を太字に", "し"),
        ((false, false), (true, false)) => ("の太字を", "やめ"),
        ((false, true), (true, false)) => ("の太字をリンクに", "改め"),
        ((true, false), (false, true)) => ("のリンクを太字に", "改め"),
        _ => ("の強調やリンクを", "改め"),
    }
}

fn link(text: &Text) -> Option<String> {
    text.runs().iter().find_map(|run| match run.mark() {
        Mark::Link(to) => Some(to.to_string()),
        Mark::Plain | Mark::Strong => None,
    })
}

fn clauses(name: &str, all: &[WordEdit]) -> Vec<Clause> {
    let only_added = all.iter().all(|one| matches!(one, WordEdit::Added(_)));
    let only_removed = all.iter().all(|one| matches!(one, WordEdit::Removed(_)));
    let list = || {
        let words = all.iter().filter_map(|one| match one {
            WordEdit::Added(words) | WordEdit::Removed(words) => Some(quoted(words)),
            WordEdit::Replaced(..) | WordEdit::Led(..) | WordEdit::Marked(..) => None,
        });
        super::words::and(&words.collect::<Vec<_>>())
    };
    let with = |particle: &str| {
        if name.is_empty() { String::new() } else { format!("{name}{particle}") }
    };
    if only_added {
        return vec![Clause::new(format!("{}{}を", with("に"), list()), "加え")];
    }
    if only_removed {
        return vec![Clause::new(format!("{}{}を", with("から"), list()), "削り")];
    }
    let mut clauses: Vec<Clause> = all
        .iter()
        .map(|one| match one {
            WordEdit::Added(words) => Clause::new(format!("{}を", quoted(words)), "加え"),
            WordEdit::Removed(words) => Clause::new(format!("{}を", quoted(words)), "削り"),
            WordEdit::Replaced(old, new) => {
                Clause::new(format!("{}を{}に", quoted(old), quoted(new)), "改め")
            }
            WordEdit::Led(words, old, new) => Clause::new(
                format!("{}のリンク先を{}から{}に", quoted(words), quoted(old), quoted(new)),
                "改め",
            ),
            WordEdit::Marked(words, about, stem) => {
                Clause::new(format!("{}{about}", quoted(words)), stem)
            }
        })
        .collect();
    if let Some(first) = clauses.first_mut() {
        first.about.insert_str(0, &with("中"));
    }
    clauses
}
