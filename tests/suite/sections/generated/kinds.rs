//! A section of each YAML kind. Does not know how it is written.

use super::words::{key, label, plain, text};
use kohyo::sections::Numbering;
use kohyo::tree::{Bare, Form, Provision, Role, Text};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::sync::Arc;

pub fn paragraphs(role: &'static str, form: Form) -> impl Strategy<Value = Vec<Arc<Provision>>> {
    let mark = prop::sample::select(vec!["", "", "※", "注1", "*2", "（注）"]);
    let one = (mark, text(), key()).prop_map(move |(mark, text, key)| {
        Bare::new(form).role(Role::of(role)).key(key).label(mark).text(text).leaf()
    });
    vec(one, 0..3)
}

/// Items: numbered in sequence, at random, or not at all; some with items of their own.
pub fn items(role: &'static str) -> impl Strategy<Value = Vec<Arc<Provision>>> {
    let item =
        move |label: &str, text| Bare::new(Form::Item).role(Role::of(role)).label(label).text(text);
    let own = prop_oneof![9 => Just(""), 1 => label()];
    let heading = option::weighted(0.2, plain()).prop_map(Option::unwrap_or_default);
    let made = (text(), key(), own, vec(plain(), 0..2), heading);
    (vec(made, 1..5), label()).prop_map(move |(items, sample)| {
        let mut out = Vec::new();
        for (at, (text, key, own, inner, heading)) in items.into_iter().enumerate() {
            let label = if own.is_empty() { nth(sample, at) } else { own.to_owned() };
            let inner = inner.into_iter().enumerate();
            let inner = inner.map(|(at, text)| item(&nth("ア", at), text).leaf());
            out.push(item(&label, text).key(key).heading(heading).with(inner));
        }
        out
    })
}

/// The number at a place, from 0, in the sequence of a sample.
fn nth(sample: &str, at: usize) -> String {
    Numbering::of(sample).map_or_else(String::new, |numbering| numbering.nth(at + 1))
}

fn plain_items(role: &'static str) -> impl Strategy<Value = Vec<Arc<Provision>>> {
    vec((text(), key()), 1..4).prop_map(move |items| {
        let item =
            |(text, key)| Bare::new(Form::Item).role(Role::of(role)).key(key).text(text).leaf();
        items.into_iter().map(item).collect()
    })
}

fn list(role: &'static str, item: &'static str) -> impl Strategy<Value = Arc<Provision>> {
    items(item).prop_map(move |items| Bare::new(Form::List).role(Role::of(role)).with(items))
}

fn provided(roles: [&'static str; 2]) -> impl Strategy<Value = Vec<Arc<Provision>>> {
    let one = (text(), key(), vec(text(), 0..3)).prop_map(move |(text, key, recipients)| {
        let recipients = recipients.into_iter().map(|text| {
            Bare::new(Form::Field)
                .role(Role::of(roles[1]))
                .heading(Text::plain("提供先"))
                .text(text)
                .leaf()
        });
        Bare::new(Form::Item).role(Role::of(roles[0])).key(key).text(text).with(recipients)
    });
    vec(one, 1..3)
}

/// A table of categories and purposes; `roles`: table, row, category, inside, provided, purpose, to others, recipient.
fn rows(roles: [&'static str; 8]) -> impl Strategy<Value = Arc<Provision>> {
    let row = (text(), key(), plain_items(roles[5]), option::of(provided([roles[6], roles[7]])));
    (vec(row, 1..4), vec(text(), 3..=3)).prop_map(move |(rows, columns)| {
        let cell = |role: &'static str| Bare::new(Form::Cell).role(Role::of(role));
        let has_third = rows.iter().any(|(.., provided)| provided.is_some());
        let count = if has_third { 3 } else { 2 };
        let header =
            columns.into_iter().take(count).map(|text| Bare::new(Form::Cell).text(text).leaf());
        let mut children = vec![Bare::new(Form::Header).with(header)];
        for (category, key, inside, provided) in rows {
            let mut cells = vec![cell(roles[2]).text(category).leaf(), cell(roles[3]).with(inside)];
            if has_third {
                cells.push(cell(roles[4]).with(provided.unwrap_or_default()));
            }
            children.push(Bare::new(Form::Row).role(Role::of(roles[1])).key(key).with(cells));
        }
        Bare::new(Form::Table).role(Role::of(roles[0])).with(children)
    })
}

fn heads() -> impl Strategy<Value = Vec<Arc<Provision>>> {
    let heading = || option::of(text()).prop_map(Option::unwrap_or_default);
    let side = move |role: &'static str, item: &'static str| {
        (heading(), label(), items(item)).prop_map(move |(heading, label, items)| {
            Bare::new(Form::Group)
                .role(Role::of(role))
                .label(label)
                .heading(heading)
                .with([Bare::new(Form::List).with(items)])
        })
    };
    let head = (
        label(),
        text(),
        key(),
        paragraphs("lead", Form::Paragraph),
        option::of(side("purposes.inside", "purpose")),
        option::of(side("purposes.provided", "purpose.provided")),
    );
    let head = head.prop_map(|(label, heading, key, lead, inside, provided)| {
        Bare::new(Form::Group)
            .role(Role::of("purposes.head"))
            .key(key)
            .label(label)
            .heading(heading)
            .with(lead.into_iter().chain(inside).chain(provided))
    });
    vec(head, 0..3)
}

const PURPOSES: [&str; 8] = [
    "purposes.table", "purposes.row", "purposes.category", "purposes.inside", "purposes.provided",
    "purpose", "purpose.provided", "purpose.recipient",
];

const RETAINED: [&str; 8] = [
    "retained.table",
    "retained.row",
    "retained.category",
    "retained.inside",
    "retained.provided",
    "retained.purpose",
    "retained.purpose.provided",
    "retained.purpose.recipient",
];

type Children = BoxedStrategy<Vec<Arc<Provision>>>;

fn purposes() -> Children {
    (rows(PURPOSES), heads())
        .prop_map(|(table, heads)| std::iter::once(table).chain(heads).collect())
        .boxed()
}

fn retained_data() -> Children {
    (paragraphs("", Form::Paragraph), option::of(rows(RETAINED)))
        .prop_map(|(text, table)| text.into_iter().chain(table).collect())
        .boxed()
}

/// Named fields: one text, or several paragraphs, with or without a list.
fn named(
    roles: &'static [&'static str],
    item: &'static str,
) -> impl Strategy<Value = Vec<Arc<Provision>>> {
    let many = paragraphs("", Form::Paragraph).prop_filter("several", |many| many.len() > 1);
    let words = prop_oneof![
        text().prop_map(|text| (text, Vec::new())),
        many.prop_map(|many| (Text::empty(), many)),
    ];
    let heading = prop_oneof![text(), Just(Text::empty()), Just(Text::plain("手数料"))];
    let one = (prop::sample::select(roles), heading, key(), words, option::of(list("", item)));
    let one = one.prop_map(|(role, heading, key, (text, children), list)| {
        Bare::new(Form::Field)
            .role(Role::of(role))
            .key(key)
            .heading(heading)
            .text(text)
            .with(children.into_iter().chain(list))
    });
    vec(one, 1..4)
}

fn contacts() -> Children {
    let fields = [
        ("contact.role", ""),
        ("contact.name", ""),
        ("contact.postal", ""),
        ("contact.phone", "電話"),
        ("contact.phone", "TEL"),
        ("contact.hours", "受付時間"),
        ("contact.closed", ""),
    ];
    let field = (prop::sample::subsequence(fields.to_vec(), 1..5), vec((text(), key()), 7..=7));
    let contact = (text(), key(), field, paragraphs("", Form::Paragraph));
    let contact = contact.prop_map(|(heading, key, (fields, words), more)| {
        let fields = fields.into_iter().zip(words).map(|((role, heading), (text, key))| {
            Bare::new(Form::Field)
                .role(Role::of(role))
                .key(key)
                .heading(Text::plain(heading))
                .text(text)
                .leaf()
        });
        Bare::new(Form::Group)
            .role(Role::of("contact"))
            .key(key)
            .heading(heading)
            .with(fields.chain(more))
    });
    vec(contact, 1..3).boxed()
}

fn organisation() -> Children {
    let roles = ["organisation.name", "organisation.address", "organisation.representative"];
    let fields = prop::sample::subsequence(roles.to_vec(), 1..=3);
    (fields, vec((text(), plain(), key()), 3..=3))
        .prop_map(|(roles, words)| {
            let field = |(role, (text, heading, key))| {
                Bare::new(Form::Field)
                    .role(Role::of(role))
                    .key(key)
                    .heading(heading)
                    .text(text)
                    .leaf()
            };
            roles.into_iter().zip(words).map(field).collect()
        })
        .boxed()
}

fn table() -> Children {
    let cell = prop_oneof![
        4 => text().prop_map(|text| Bare::new(Form::Cell).text(text).leaf()),
        1 => Just(Bare::new(Form::Cell).leaf()),
        1 => items("").prop_map(|items| Bare::new(Form::Cell).with(items)),
    ];
    let row = (key(), vec(cell, 1..4));
    let caption = option::of(text()).prop_map(Option::unwrap_or_default);
    (caption, option::of(vec(text(), 1..4)), vec(row, 1..4), any::<bool>())
        .prop_map(|(caption, header, rows, has_headers)| {
            let header = header.map(|cells| {
                let cells = cells.into_iter().map(|text| Bare::new(Form::Cell).text(text).leaf());
                Bare::new(Form::Header).with(cells)
            });
            let rows = rows.into_iter().map(|(key, mut cells)| {
                if has_headers {
                    let first = cells[0].own().clone().role(Role::of("row-header"));
                    cells[0] = first.with(cells[0].children().to_vec());
                }
                Bare::new(Form::Row).key(key).with(cells)
            });
            vec![Bare::new(Form::Table).heading(caption).with(header.into_iter().chain(rows))]
        })
        .boxed()
}

const SAFETY: [&str; 4] =
    ["safety.policy", "safety.organisational", "safety.external", "safety.other"];

const REQUESTS: [&str; 4] =
    ["requests.where", "requests.fee", "requests.fee-method", "requests.other"];

/// A section of each YAML kind.
pub fn section() -> impl Strategy<Value = Arc<Provision>> {
    let of = |role: &'static str, own: Children| {
        let heading = option::of(text()).prop_map(Option::unwrap_or_default);
        let lead = paragraphs("lead", Form::Paragraph);
        let notes = paragraphs("note", Form::Note);
        (heading, key(), label(), lead, own, notes).prop_map(
            move |(heading, key, label, lead, own, notes)| {
                Bare::new(Form::Group)
                    .role(Role::of(role))
                    .key(key)
                    .label(label)
                    .heading(heading)
                    .with(lead.into_iter().chain(own).chain(notes))
            },
        )
    };
    let requests = (
        paragraphs("", Form::Paragraph),
        named(&REQUESTS, "request.item"),
        option::of(list("", "request.step")),
    );
    let requests = requests
        .prop_map(|(text, fields, steps)| text.into_iter().chain(fields).chain(steps).collect())
        .boxed();
    let exceptions = list("exceptions.list", "exception").prop_map(|list| vec![list]).boxed();
    prop_oneof![
        of("purposes", purposes()),
        of("retained-data", retained_data()),
        of("exceptions", exceptions),
        of("safety-measures", named(&SAFETY, "safety.item").boxed()),
        of("requests", requests),
        of("contacts", contacts()),
        of("organisation", organisation()),
        of("table", table()),
    ]
}
