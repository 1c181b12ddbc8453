//! `kohyo duties`: what the law asks when the draft comes into force, or between two versions. Writes nothing.

use super::context::{Context, Exit, Stop};
use super::{args, sides, work};
use crate::diagnostic::{Basis, LegalGround, Message, basis_json};
use crate::diff::Comparisons;
use crate::diff::redline::ListedChange;
use crate::duties::{Duty, JudgedChange, duties};
use crate::fill;
use crate::law::{DutyMode, DutyWhen};
use crate::publish::formats::comparison::DecisionState;
use crate::text::date::Date;
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

pub(super) fn describe() -> Command {
    let versions = args::positional("versions").num_args(2).required(false);
    Command::new("duties").args([
        args::document(),
        versions,
        args::day("effective"),
        args::format(),
    ])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let checked = work::read_site(context)?;
    let site = checked.sound()?;
    let document = checked.document(args::document_of(matches))?;
    let versions: Vec<String> = args::values_of(matches, "versions");
    let asked: Option<Date> = args::given(matches, "effective");
    let texts = sides::judged_texts(context, &checked, document, (&versions, asked))?;
    let change = JudgedChange {
        old: texts.old.as_ref(),
        new: Some(&texts.new),
        kind: document.kind,
        day: texts.day,
        profile: site.profile(),
    };
    let found = duties(&change, &Comparisons::default());
    if args::is_json(matches) {
        context.screen.json(&json(&found, texts.day));
        return Ok(Exit::Done);
    }
    let day = Message::day(texts.day);
    let (slug, from, to) = (&document.slug, texts.from, texts.to);
    let name = if found.is_empty() { "cli/duties-none" } else { "cli/duties-head" };
    context.out(name, fill! { slug, from, to, day, count = found.len() });
    for duty in &found {
        context.screen.out(&told(context, duty, (texts.state, texts.day)));
    }
    Ok(Exit::Done)
}

/// A duty as a paragraph: what changes, what the law asks, by when, how, and where that stands.
pub(super) fn told(
    context: &Context<'_>,
    duty: &Duty,
    (state, day): (DecisionState, Date),
) -> String {
    let id = duty.id();
    let title = duty.rule.title.clone();
    let head = if duty.is_question() {
        "cli/duty-asked"
    } else if duty.is_blocker() {
        "cli/duty-blocks"
    } else {
        "cli/duty"
    };
    let mut out = context.words(head, fill! { id, title });
    for change in &duty.because {
        out.push_str(&context.words("cli/duty-because", fill! { words = sentence(change, state) }));
    }
    let asks = duty.asks().clone();
    out.push_str(&context.words("cli/duty-asks", fill! { asks }));
    if let Some(question) = duty.entry.question.clone() {
        out.push_str(&context.words("cli/duty-question", fill! { question }));
    }
    let when = when(duty.when());
    out.push_str(&context.words("cli/duty-when", fill! { when }));
    if let Some(how) = how(duty.mode()) {
        out.push_str(&context.words("cli/duty-how", fill! { how }));
    }
    let basis = ground(duty, day).message();
    let source = &duty.rule.ground.source;
    out + &context.words("cli/duty-basis", fill! { basis, source })
}

/// By when, in words.
fn when(when: DutyWhen) -> Message {
    let name = match when {
        DutyWhen::Before => "cli/duty-when-before",
        DutyWhen::Promptly => "cli/duty-when-promptly",
        DutyWhen::WithoutDelay => "cli/duty-when-without-delay",
        DutyWhen::Continuous => "cli/duty-when-continuous",
        DutyWhen::OnChange => "cli/duty-when-on-change",
        DutyWhen::None => "cli/duty-when-none",
    };
    Message::of(name, fill! {})
}

/// How it is met, in words; none where nothing is shown.
fn how(mode: DutyMode) -> Option<Message> {
    let name = match mode {
        DutyMode::Public => "cli/duty-how-public",
        DutyMode::PublicOrTold => "cli/duty-how-public-or-told",
        DutyMode::PublicIfPossible => "cli/duty-how-public-if-possible",
        DutyMode::EasilyKnown => "cli/duty-how-easily-known",
        DutyMode::EasilyKnownAndFiled => "cli/duty-how-easily-known-and-filed",
        DutyMode::Knowable => "cli/duty-how-knowable",
        DutyMode::ToldOrPublic => "cli/duty-how-told-or-public",
        DutyMode::Informed => "cli/duty-how-informed",
        DutyMode::Consent => "cli/duty-how-consent",
        DutyMode::Filed => "cli/duty-how-filed",
        DutyMode::Forbidden => "cli/duty-how-forbidden",
        DutyMode::None => return None,
    };
    Some(Message::of(name, fill! {}))
}

/// A change as a reader would tell it: as something to come, or as something done.
pub(super) fn sentence(change: &ListedChange, state: DecisionState) -> &str {
    match state {
        DecisionState::Proposed => &change.sentence.planned,
        DecisionState::Coming | DecisionState::Decided => &change.sentence.words,
    }
}

fn ground(duty: &Duty, day: Date) -> LegalGround {
    duty.rule.ground.ground(day)
}

/// The duties as a JSON array: `rule`, `title`, `mode`, `when`, `blocker`, `question`, `asks`, `ask` (what is asked, or
/// `null`), `because` (`path`, `sentence`, `before`, `after`), `basis`, `confidence`.
fn json(found: &[Duty], day: Date) -> Value {
    let both = |message: &Message| json!({ "ja": message.ja, "en": message.en });
    let because = |change: &ListedChange| {
        json!({
            "path": change.path,
            "sentence": change.sentence.words,
            "before": change.before,
            "after": change.after,
        })
    };
    let basis = |basis: &Basis| {
        let mut all = basis_json(basis);
        all["words"] = basis.words.as_str().into();
        all
    };
    let one = |duty: &Duty| {
        let ground = ground(duty, day);
        json!({
            "rule": duty.id(),
            "title": both(&duty.rule.title),
            "mode": duty.mode().name(),
            "when": duty.when().name(),
            "blocker": duty.is_blocker(),
            "question": duty.is_question(),
            "asks": both(duty.asks()),
            "ask": duty.entry.question.as_ref().map(both),
            "because": duty.because.iter().map(because).collect::<Value>(),
            "basis": ground.basis.iter().map(basis).collect::<Value>(),
            "confidence": ground.confidence.word(crate::diagnostic::Lang::En),
        })
    };
    found.iter().map(one).collect()
}
