//! Feeds as Atom (RFC 4287). Does not know what is new, nor how pages look.

use crate::pages::{Feed, News};
use crate::text::date::Date;
use atom_syndication as atom;

/// The bytes of a feed. Links are absolute under `url`, the site's address with its closing `/`: a reader of
/// feeds may show them anywhere.
pub fn atom(feed: &Feed, url: &str) -> Vec<u8> {
    let feed_link = link(&feed.address.under(url), "self", "application/atom+xml");
    let whole = atom::Feed {
        title: plain(&feed.title),
        id: feed.id.clone(),
        updated: moment(feed.updated),
        authors: vec![atom::Person {
            name: feed.author.clone(),
            ..atom::Person::default()
        }],
        generator: Some(atom::Generator {
            value: "kohyo".to_owned(),
            ..atom::Generator::default()
        }),
        links: vec![
            feed_link,
            link(&feed.page.under(url), "alternate", "text/html"),
        ],
        entries: feed.news.iter().map(|news| entry(news, url)).collect(),
        lang: Some("ja".to_owned()),
        ..atom::Feed::default()
    };
    let config = atom::WriteConfig {
        write_document_declaration: true,
        indent_size: Some(1),
    };
    let mut bytes = whole
        .write_with_config(Vec::new(), config)
        .expect("memory can always be written to");
    bytes.push(b'\n');
    bytes
}

fn entry(news: &News, url: &str) -> atom::Entry {
    atom::Entry {
        title: plain(&news.title),
        id: news.id.clone(),
        updated: moment(news.recorded),
        published: Some(moment(news.recorded)),
        links: vec![link(&news.page.under(url), "alternate", "text/html")],
        content: (!news.lines.is_empty()).then(|| atom::Content {
            value: Some(news.lines.join("\n")),
            content_type: Some("text".to_owned()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    }
}

fn plain(words: &str) -> atom::Text {
    atom::Text {
        value: words.to_owned(),
        ..atom::Text::default()
    }
}

fn link(href: &str, rel: &str, form: &str) -> atom::Link {
    atom::Link {
        href: super::uri(href),
        rel: rel.to_owned(),
        mime_type: Some(form.to_owned()),
        ..atom::Link::default()
    }
}

/// Days are Japan's; Atom wants a moment, so the day's first.
fn moment(day: Date) -> atom::FixedDateTime {
    let words = format!("{day}T00:00:00+09:00");
    words.parse().expect("a day of ours is one of RFC 3339")
}
