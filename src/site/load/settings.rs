//! `content/site.yaml`. Does not know the documents that it names.

use super::not_applicable::{NOT_APPLICABLE, read_not_applicable};
use super::path;
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::fill;
use crate::law::OrganisationProfile;
use crate::sections::yaml::YamlNode;
use crate::sections::{EntrySpec, Reader, Shape, text, visible};
use crate::site::{Minify, Root, Settings, Tag};
use crate::text::reading::{LinkAddress, check_link};
use crate::tree::Text;

/// What `site.yaml` says.
pub struct LoadedSettings {
    /// The settings.
    pub settings: Settings,
    /// The documents in order with the places where they are named; `None` when it does not name them.
    pub documents: Option<Vec<(String, Span)>>,
    /// The title with its place.
    pub title: Text,
}

/// The entries of `site.yaml`.
pub static ENTRIES: [EntrySpec; 9] = [
    EntrySpec::must("title", "サイト全体の題名。", Shape::Text),
    EntrySpec::may(
        "url",
        "公開する場所のアドレス（例：https://www.example.jp/kohyo/）。決まっていなければ書きません。",
        Shape::Text,
    ),
    EntrySpec::may(
        "tag",
        "更新情報（Atom）と暦（iCalendar）の項目の名前に使うドメインと年（例：mihon-kenpo.example,2026）。一度決めたら変えません。",
        Shape::Text,
    ),
    EntrySpec::may(
        "root",
        "サイトがドメインの一番上に置かれるなら ours、別のサイトの中に置かれるなら theirs。",
        Shape::Choice(&[ROOTS[0].1, ROOTS[1].1]),
    ),
    EntrySpec::may(
        "minify",
        "ページを小さくするなら true、読みやすいままにするなら false。",
        Shape::Choice(&[MINIFY[0].1, MINIFY[1].1]),
    ),
    EntrySpec::may("theme", "themes フォルダーの中のテーマの名前。", Shape::Text),
    EntrySpec::may(
        "documents",
        "文書のフォルダーの名前を、並べたい順に書きます。",
        Shape::List(&Shape::Text),
    ),
    EntrySpec::may(
        "profile",
        "どのような組織のサイトか。どの法令の事項を確かめるかが決まります。書かなければ、組織の名称から判断します。",
        Shape::Choice(&PROFILES),
    ),
    NOT_APPLICABLE,
];
/// The sorts of organisations there are.
pub const PROFILES: [&str; 5] = [
    OrganisationProfile::ALL[0].1,
    OrganisationProfile::ALL[1].1,
    OrganisationProfile::ALL[2].1,
    OrganisationProfile::ALL[3].1,
    OrganisationProfile::ALL[4].1,
];

const ROOTS: [(Root, &str); 2] = [(Root::Ours, "ours"), (Root::Theirs, "theirs")];
const MINIFY: [(Minify, &str); 2] = [(Minify::On, "true"), (Minify::Off, "false")];

/// The theme that is embedded.
pub const THEME: &str = "kohyo";

/// Reads the settings.
pub fn read_settings(snapshot: &Snapshot, findings: &mut Vec<Finding>) -> Option<LoadedSettings> {
    let source = super::source(snapshot, &path("site.yaml"), findings)?;
    let mut reader = Reader::new(&source);
    let loaded = settings(&mut reader);
    findings.extend(reader.finish().findings);
    loaded
}

fn settings(reader: &mut Reader<'_>) -> Option<LoadedSettings> {
    let node = reader.yaml()?;
    let fields = reader.map(&node, &[&ENTRIES])?;
    let title = match fields.get("title") {
        Some(node) => text(reader, node),
        None => {
            reader.missing(&fields, "title");
            None
        }
    };
    let url = fields.get("url").and_then(|node| read_as(reader, node, url, bad_url));
    let tag = fields.get("tag").and_then(|node| read_as(reader, node, Tag::read, bad_tag));
    let root = fields.get("root").and_then(|node| reader.choice(node, &ROOTS));
    let minify = fields.get("minify").and_then(|node| reader.choice(node, &MINIFY));
    let theme = fields.get("theme").and_then(|node| {
        let words = reader.words(node)?;
        let is_name = words
            .words()
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !is_name {
            reader.say(
                Finding::error("theme-name", fill! { shown = visible(words.words()) })
                    .at(words.whole()),
            );
        }
        Some(words.words().to_owned())
    });
    let documents = fields.get("documents").map(|node| {
        let mut named = Vec::new();
        for node in reader.list(node) {
            named.extend(reader.words(node).map(|words| (words.words().to_owned(), words.whole())));
        }
        named
    });
    let profile =
        fields.get("profile").and_then(|node| reader.choice(node, &OrganisationProfile::ALL));
    let not_applicable = read_not_applicable(reader, &fields);
    let title = title.unwrap_or_default();
    Some(LoadedSettings {
        settings: Settings {
            title: title.words(),
            url,
            tag,
            root: root.unwrap_or_default(),
            minify: minify.unwrap_or_default(),
            theme: theme.unwrap_or_else(|| THEME.to_owned()),
            profile,
            not_applicable,
        },
        documents,
        title,
    })
}

/// What the words of an entry are; a finding where they are nothing of the kind.
fn read_as<T>(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    read: impl Fn(&str) -> Option<T>,
    bad: impl Fn() -> Finding,
) -> Option<T> {
    let words = reader.words(node)?;
    let found = read(words.words());
    if found.is_none() {
        reader.say(bad().at(words.whole()));
    }
    found
}

/// The address of the site's root, with its closing `/`.
fn url(words: &str) -> Option<String> {
    let is_plain = !words.contains(['?', '#']);
    match check_link(words) {
        Ok(LinkAddress::Web(_)) if is_plain && words.ends_with('/') => Some(words.to_owned()),
        Ok(LinkAddress::Web(_)) if is_plain => Some(format!("{words}/")),
        Ok(_) | Err(_) => None,
    }
}

fn bad_url() -> Finding {
    Finding::error("site-url", fill! {})
}

fn bad_tag() -> Finding {
    Finding::error("site-tag", fill! {})
}
