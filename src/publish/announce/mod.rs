//! A change in words to hand out: a letter, a text for the notice board, a paragraph for the bulletin, a mail, a note of
//! all changes. Says what the texts, the ledger or the slip and the site know; what nobody knows is left out, or open
//! (○○) and named. Does not decide whether such a text fulfils a duty (公表, 通知), nor where it goes.

mod bulletin;
mod known;
mod sort;
mod template;

pub use bulletin::TooShort;
pub use sort::{AnnouncedChange, NoAnnouncement};

use crate::diagnostic::Message;
use crate::diff::redline::ChangeSentence;
use crate::diff::{Comparisons, Grade};
use crate::site::{Document, Site};
use crate::text::date::Date;
use crate::text::named;
use sort::{DayStands, Sort, ToldChange};
use template::Values;

named! {
    /// What is handed out.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum HandoutForm {
        /// A letter to members.
        Letter = "letter",
        /// A text for a notice board (掲示).
        Board = "board",
        /// One paragraph for the bulletin (広報誌).
        Bulletin = "bulletin",
        /// A mail: subject and body.
        Mail = "mail",
        /// All changes, for whoever writes about them.
        Note = "note",
    }
    /// The name on the command line.
    name;
}

/// What is to be announced, and how it was asked for.
pub struct AnnounceRequest<'a> {
    /// The site.
    pub site: &'a Site,
    /// The document.
    pub document: &'a Document,
    /// The change.
    pub change: AnnouncedChange<'a>,
    /// The day of the text.
    pub today: Date,
    /// What was compared before.
    pub comparisons: &'a Comparisons,
}

/// A text to hand out.
#[derive(Debug)]
pub struct Handout {
    /// The text.
    pub text: String,
    /// What it does not say, since nobody told kohyo, and what its reader should look at.
    pub lacks: Vec<Message>,
}

/// Changes that a letter, a board or a mail lists; a reader finds the others in the 新旧対照表.
const MOST: usize = 8;

/// The blanks that a paragraph of the bulletin fills.
const BULLETIN: &str = "{page}{summary}";

/// The text of one form; a paragraph of the bulletin has at most `max` characters (Unicode scalar values, the space of
/// no line break counted).
///
/// # Errors
/// Where nothing differs, or the paragraph cannot be that short.
pub fn announce(
    request: &AnnounceRequest<'_>,
    form: HandoutForm,
    max: usize,
) -> Result<Handout, NoAnnouncement> {
    let told = sort::told(request)?;
    let (mut values, mut lacks) = known::values(request, &told);
    let most = if form == HandoutForm::Note { usize::MAX } else { MOST };
    let sentences = changes(&told, &mut values, most);
    let text = match form {
        HandoutForm::Bulletin => {
            bulletin::paragraph(&told, &values, &sentences, (max, &mut lacks))
                .map_err(NoAnnouncement::TooShort)?
                + "\n"
        }
        HandoutForm::Letter | HandoutForm::Board | HandoutForm::Mail | HandoutForm::Note => {
            template::text(form.name(), &values)
        }
    };
    let used = match form {
        HandoutForm::Bulletin => BULLETIN,
        HandoutForm::Letter | HandoutForm::Board | HandoutForm::Mail | HandoutForm::Note => {
            template::template(form.name())
        }
    };
    Ok(Handout { text, lacks: lacks.of(used) })
}

/// A sentence for each change of what is said, and what the blanks hold of them.
fn changes(told: &ToldChange<'_>, values: &mut Values, most: usize) -> Vec<String> {
    let is_ahead = told.tense == DayStands::Ahead && told.sort != Sort::Corrected;
    let say = |sentence: &ChangeSentence| {
        let words = if is_ahead { &sentence.planned } else { &sentence.words };
        format!("{words}。")
    };
    let listed = told.changes.iter();
    let of_substance = listed.clone().filter(|change| change.grade == Grade::Substance);
    let all: Vec<String> = of_substance.map(|change| say(&change.sentence)).collect();
    let mut put = |name, lines: Vec<String>| values.insert(name, lines);
    if all.len() > most {
        put("rest", vec![(all.len() - most).to_string()]);
    }
    put("changes", all.iter().take(most).cloned().collect());
    put("count", (!all.is_empty()).then(|| all.len().to_string()).into_iter().collect());
    let numbered = all.iter().zip(1..).map(|(words, at)| format!("{at}. {words}"));
    put("numbered", numbered.collect());
    if all.len() < told.changes.len() && !all.is_empty() {
        let name = if is_ahead { "tidied.ahead" } else { "tidied.done" };
        put("tidied", vec![template::line(name, &Values::new())]);
    }
    if values.contains_key("rest") {
        values.insert("more", vec![template::line("more", values)]);
    }
    all
}
