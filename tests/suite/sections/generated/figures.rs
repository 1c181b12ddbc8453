//! 図・様式: sections of figures, with what is known of their files. Does not make the files.

use super::kinds::paragraphs;
use super::words::{key, label, text};
use kohyo::disk::Digest;
use kohyo::tree::{Bare, Form, Provision, Role, Text};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::sync::Arc;

/// A section of figures; the files' names differ, for a name is one file.
pub fn figures() -> impl Strategy<Value = Arc<Provision>> {
    let ending = prop::sample::select(vec!["png", "svg", "pdf", "docx"]);
    let one = (
        (key(), label(), option::of(text()), text()),
        ending,
        paragraphs("figure.text", Form::Paragraph),
        any::<u32>(),
    );
    let heading = option::of(text()).prop_map(Option::unwrap_or_default);
    (heading, key(), label(), vec(one, 1..4)).prop_map(|(heading, key, label, all)| {
        let figures = all.into_iter().enumerate().map(
            |(at, ((key, label, heading, alt), ending, text, size))| {
                let field = |role, heading: &str, words: String| {
                    Bare::new(Form::Field)
                        .role(Role::of(role))
                        .heading(Text::plain(heading))
                        .text(Text::plain(&words))
                        .leaf()
                };
                let digest = Digest::of(&size.to_le_bytes()).to_string();
                let fields = [
                    field("figure.file", "ファイル", format!("様式 {at}.{ending}")),
                    field("figure.size", "大きさ", format!("{size}バイト")),
                    field("figure.digest", "SHA-256", digest),
                ];
                Bare::new(Form::Figure)
                    .role(Role::of("figure"))
                    .key(key)
                    .label(label)
                    .heading(heading.unwrap_or_default())
                    .text(alt)
                    .with(text.into_iter().chain(fields))
            },
        );
        Bare::new(Form::Group)
            .role(Role::of("figures"))
            .key(key)
            .label(label)
            .heading(heading)
            .with(figures)
    })
}
