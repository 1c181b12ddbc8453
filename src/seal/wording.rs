//! Why a draft cannot be sealed, in words. Does not find out.

use crate::diagnostic::{Finding, Span};
use crate::diff::redline;
use crate::diff::{ConflictKind, MergeConflict, Preorder, TextField};
use crate::ledger::VersionId;
use crate::site::{Document, Version};
use crate::text::date::{Date, both};
use crate::tree::Provision;
use std::sync::Arc;

/// The draft says what the newest version says.
pub(super) fn unchanged(document: &Document, newest: VersionId) -> Finding {
    let slug = &document.slug;
    Finding::spelt_error(
        "nothing-to-seal",
        format!("「{slug}」の本文は、確定済みの版（{newest}）から変わっていません。"),
        format!("the text of `{slug}` is the same as its sealed version {newest}"),
    )
    .help(
        "確定するものはありません。本文を直してから、もう一度お試しください。",
        "there is nothing to seal; change the text first",
    )
}

/// No version is in force on the day, so that there is nothing to carry the change into.
pub(super) fn none_in_force(document: &Document, day: Date) -> Finding {
    let (slug, verb) = (&document.slug, document.kind.effective_verb());
    let first = document.live().map(|version| version.effective.counted());
    let (ja, en) = first.min().map_or_else(Default::default, |first| {
        (
            format!(
                "最初の版の{}（{}）か、それより後の日付を --effective に指定してください。",
                document.kind.effective_word(),
                both(first)
            ),
            format!("Give {first}, the day of the first version, or a later one. "),
        )
    });
    Finding::spelt_error(
        "none-in-force",
        format!("「{slug}」には、{}に{verb}されている版がありません。", both(day)),
        format!("no version of `{slug}` is in force on {day}"),
    )
    .help(
        format!("{ja}過ぎた日の内容を残すときは「kohyo import --register」で収録します。"),
        format!("{en}A text of the past is added with `kohyo import --register`."),
    )
}

/// Between the day and today, versions have come and gone.
pub(super) fn past_between(document: &Document, day: Date, past: &Version) -> Finding {
    let (slug, id) = (&document.slug, past.id);
    Finding::spelt_error(
        "past-version-between",
        format!(
            "「{slug}」には、{}より後に始まってもう終わった版（{id}）があります。終わった版の内容は変えられません。",
            both(day)
        ),
        format!("the version {id} of `{slug}` began after {day} and has ended; what was in force is not changed"),
    )
    .help(
        "今の版が始まった日か、それより後の日付を指定してください。過ぎた日の内容を残すときは「kohyo import --register」で収録します。",
        "Give a day on which the present version was in force; a text of the past is added with `kohyo import --register`.",
    )
}

/// A dated fact changes between the day and the newest version, and belongs to neither yet.
pub(super) fn later_fact(document: &Document, day: Date, from: Date) -> Finding {
    let slug = &document.slug;
    Finding::spelt_error(
        "later-fact",
        format!(
            "「{slug}」で使っている組合の事実（organisation.yaml）の、{}からの変更がまだ確定されていません。{}からの版には含められません。",
            both(from),
            both(day)
        ),
        format!("a fact in organisation.yaml that `{slug}` uses changes on {from} and is not sealed yet; a version of {day} cannot have it"),
    )
    .at(Span::file("content/organisation.yaml"))
    .help(
        format!("「from: {from}」の行を一度外して確定し、戻してから --effective {from} で確定してください。"),
        format!("Take `from: {from}` out, seal, put it back, and seal with --effective {from}."),
    )
}

/// Everything that changes stands in provisions that only come with a coming version.
pub(super) fn only_in_coming(document: &Document, before: &Version, newest: &Version) -> Finding {
    let (slug, before, day) = (&document.slug, before.id, newest.effective.counted());
    Finding::spelt_error(
        "only-in-coming",
        format!("「{slug}」の変更は、今後の版で加わる箇所だけのものです。版 {before} には変わるところがありません。"),
        format!("all that changes in `{slug}` comes with a coming version; nothing of {before} changes"),
    )
    .help(
        format!("今後の版と同じ日付（--effective {day}）で確定してください。"),
        format!("Seal it for the day of the coming version: --effective {day}."),
    )
}

/// Where the draft was put back to what counts now: sealed like that, it would undo what is coming.
pub(super) fn undoes_coming(
    document: &Document,
    before: &Version,
    newest: &Version,
    names: &[String],
) -> Finding {
    let (slug, before, coming) = (&document.slug, before.id, newest.id);
    let day = newest.effective.counted();
    Finding::spelt_error(
        "undoes-coming",
        format!(
            "「{slug}」の編集中の本文では、今後の版で変わる箇所が版 {before} の内容に戻っています：{}。このまま確定すると、今後の版 {coming} からその変更が失われるため、何も書き込んでいません。",
            names.join("、")
        ),
        format!(
            "the draft of `{slug}` puts back to {before} what a coming version changes: {}; sealed like that, {coming} would lose it; nothing was written",
            names.join(", ")
        ),
    )
    .help(
        format!(
            "編集中の本文には、今後の版 {coming} の内容を入れたまま、急ぐ変更だけを加えてください。今後の変更を取り消すときは、先に「--effective {day}」で確定するか、「kohyo withdraw {slug} {coming}」で取りやめてください。"
        ),
        format!(
            "Leave what {coming} says in the draft and add the urgent change alone. To take back what is coming, seal that for {day} first, or withdraw {coming}."
        ),
    )
}

/// Where the change does not fit versions: what to do first, then each place.
pub(super) fn clashes(
    document: &Document,
    newest: &Version,
    draft: &Arc<Provision>,
    refused: &[(&Version, Vec<MergeConflict>)],
) -> Vec<Finding> {
    let (slug, coming, day) = (&document.slug, newest.id, newest.effective.counted());
    let count: usize = refused.iter().map(|(_, clashes)| clashes.len()).sum();
    let ids = refused.iter().map(|(target, _)| target.id.to_string());
    let ids: Vec<String> = ids.collect();
    let (ja, en) = (ids.join("、"), ids.join(", "));
    let head = Finding::spelt_error(
        "carry-refused",
        format!("「{slug}」の変更を、版 {ja} に反映できない箇所が {count} か所あります。何も書き込んでいません。"),
        format!("the change of `{slug}` does not fit {en} in {count} places; nothing was written"),
    )
    .help(
        format!(
            "次のどちらかで進められます。(1) この変更も版 {coming} と同じ日付（--effective {day}）で確定する。(2)「kohyo withdraw {slug} {coming}」で今後の版を一度取りやめ、本文を今の版からの変更だけにして確定し、その後で今後の版を改めて確定する。"
        ),
        format!(
            "Either (1) seal this change for the day of {coming} too (--effective {day}), or (2) withdraw {coming}, seal this change alone, and seal what was coming again."
        ),
    );
    let mut all = vec![head];
    for (target, clashes) in refused {
        let orders = Orders {
            base: Preorder::of(&newest.tree),
            draft: Preorder::of(draft),
            target: Preorder::of(&target.tree),
        };
        let each = clashes.iter();
        all.extend(each.map(|clash| one(&orders, clash, (coming, target.id))));
    }
    all
}

struct Orders<'a> {
    base: Preorder<'a>,
    draft: Preorder<'a>,
    target: Preorder<'a>,
}

fn one(
    orders: &Orders<'_>,
    clash: &MergeConflict,
    (coming, target): (VersionId, VersionId),
) -> Finding {
    let name = name(orders, clash);
    let (ja, en) = match clash.why {
        ConflictKind::Words => (
            format!("{name}の言葉が、版 {target} では違います。"),
            format!("{name} reads otherwise in {target}."),
        ),
        ConflictKind::Replaced => (
            format!("{name}は版 {target} にはなく、代わりに当たる箇所がわかりません。"),
            format!("{target} has no {name}, and perhaps something else in its place."),
        ),
        ConflictKind::Deleted => (
            format!("削る{name}の内容が、版 {target} では違います。"),
            format!("{name}, which is to go, says something else in {target}."),
        ),
        ConflictKind::Place => (
            format!("{name}を版 {target} のどこに置けばよいかわかりません。"),
            format!("Where {name} belongs in {target} cannot be told."),
        ),
        ConflictKind::Label => (
            format!("{name}の番号や識別子が、版 {target} ではつながりません。"),
            format!("The number or key of {name} does not fit {target}."),
        ),
        ConflictKind::Reference => (
            format!(
                "{name}の参照・リンクが、版 {target} では別の箇所を指すか、行き先がなくなります。"
            ),
            format!("A reference in {name} would lead elsewhere in {target}, or nowhere."),
        ),
        ConflictKind::Key => (
            format!("{name}の識別子が、版 {target} では 2 か所になります。"),
            format!("The key of {name} would stand twice in {target}."),
        ),
    };
    let sides = sides(orders, clash);
    let [base, draft, there] = excerpts(&sides);
    let ja = format!("{ja}版 {coming}:「{base}」、改定案:「{draft}」、版 {target}:「{there}」");
    let en = format!("{en} {coming}: `{base}`; draft: `{draft}`; {target}: `{there}`");
    Finding::spelt_error("carry-clash", ja, en).at(place(orders, clash))
}

fn name(orders: &Orders<'_>, clash: &MergeConflict) -> String {
    let named =
        [(&orders.draft, clash.draft), (&orders.base, clash.base), (&orders.target, clash.target)];
    let named = named.into_iter().find_map(|(order, at)| Some(redline::named(order, at?)));
    named.unwrap_or_else(|| "本文".to_owned())
}

/// Where the author wrote it.
fn place(orders: &Orders<'_>, clash: &MergeConflict) -> Option<Span> {
    let own = orders.draft.get(clash.draft?)?;
    let texts = match clash.field {
        Some(field) => vec![field.text_of(own)],
        None => vec![own.text(), own.heading()],
    };
    texts.into_iter().find_map(|text| text.span())
}

/// The words of the base, the draft and the target.
fn sides(orders: &Orders<'_>, clash: &MergeConflict) -> [String; 3] {
    let words = |order: &Preorder<'_>, at: Option<u32>| {
        let Some(own) = at.and_then(|at| order.get(at)) else {
            return String::new();
        };
        match clash.field {
            Some(field) => field.text_of(own).words(),
            None => all_words(own),
        }
    };
    [
        words(&orders.base, clash.base),
        words(&orders.draft, clash.draft),
        words(&orders.target, clash.target),
    ]
}

/// Number, caption and words of a provision; of one that has none of its own, those of what is in it.
fn all_words(own: &Provision) -> String {
    let mut parts = vec![own.label().map_or("", |label| label.as_str()).to_owned()];
    parts.extend([TextField::Heading, TextField::Text].map(|field| field.text_of(own).words()));
    parts.retain(|part| !part.is_empty());
    let inner = own.children().first().filter(|_| own.text().is_empty());
    parts.extend(inner.map(|child| all_words(child)));
    parts.join("　")
}

/// Characters that stand before and behind what differs.
const AROUND: usize = 12;

/// Characters that are shown of one side.
const LONGEST: usize = 100;

/// What differs, with a few words around; `－` for nothing.
fn excerpts(sides: &[String; 3]) -> [String; 3] {
    let chars = sides.each_ref().map(|words| words.chars().collect::<Vec<char>>());
    let there: Vec<&Vec<char>> = chars.iter().filter(|side| !side.is_empty()).collect();
    // What stands on one side only is shown as it is.
    let shortest = there.iter().map(|side| side.len()).min();
    let shortest = shortest.filter(|_| there.len() > 1).unwrap_or(0);
    let are_alike = |at: &dyn Fn(&[char]) -> Option<char>| {
        let mut all = there.iter().map(|side| at(side));
        let first = all.next().flatten();
        all.all(|other| other == first)
    };
    let from_start = |at: &usize| !are_alike(&|side| side.get(*at).copied());
    let same_start = (0..shortest).find(from_start).unwrap_or(shortest);
    let from_end = |at: &usize| !are_alike(&|side| side.get(side.len() - 1 - at).copied());
    let same_end = (0..shortest - same_start).find(from_end);
    let same_end = same_end.unwrap_or(shortest - same_start);
    let (start, end) = (same_start.saturating_sub(AROUND), same_end.saturating_sub(AROUND));
    chars.map(|side| {
        if side.is_empty() {
            return "－".to_owned();
        }
        let shown = &side[start..side.len() - end];
        let is_long = shown.len() > LONGEST;
        let words: String = shown.iter().take(LONGEST).collect();
        let before = if start > 0 { "…" } else { "" };
        let behind = if end > 0 || is_long { "…" } else { "" };
        format!("{before}{}{behind}", words.replace('\n', " "))
    })
}
