//! Feeds as Atom (RFC 4287). Does not know what is new, nor how pages look.

use super::Job;
use crate::diff::redline::ListedChange;
use crate::diff::{Comparisons, Grade, Witness};
use crate::publish::Build;
use crate::publish::plan::{Feed, News};
use crate::text::chars::shown;
use crate::text::date::Date;
use atom_syndication as atom;

/// Changes that an entry tells at most.
const MOST: usize = 20;
/// Words longer than so many characters are left to the table.
const LONGEST: usize = 400;

/// The feed of the site and one for each document; none where nobody knows the address of the site.
pub(super) fn jobs<'a>(build: &'a Build<'a>) -> Vec<Job<'a>> {
    let of_url = |url: &'a String| {
        let all = build.plan.feeds.iter();
        all.map(|one| Job::new(one.address.as_str(), || atom(one, url, build.comparisons)))
    };
    build.settings.url.iter().flat_map(of_url).collect()
}

/// The bytes of a feed. Links are absolute under `url`, the site's address with its closing `/`: a reader of
/// feeds may show them anywhere.
fn atom(feed: &Feed, url: &str, comparisons: &Comparisons) -> Vec<u8> {
    let feed_link = link(&feed.address.under(url), "self", "application/atom+xml");
    let whole = atom::Feed {
        title: plain(&feed.title),
        id: feed.id.clone(),
        updated: moment(feed.updated),
        authors: vec![atom::Person { name: shown(&feed.author).into(), ..atom::Person::default() }],
        generator: Some(atom::Generator {
            value: "kohyo".to_owned(),
            ..atom::Generator::default()
        }),
        links: vec![feed_link, link(&feed.page.under(url), "alternate", "text/html")],
        entries: feed.news.iter().map(|news| entry(news, url, comparisons)).collect(),
        lang: Some("ja".to_owned()),
        ..atom::Feed::default()
    };
    let config = atom::WriteConfig { write_document_declaration: true, indent_size: Some(1) };
    let mut bytes =
        whole.write_with_config(Vec::new(), config).expect("memory can always be written to");
    bytes.push(b'\n');
    bytes
}

fn entry(news: &News, url: &str, comparisons: &Comparisons) -> atom::Entry {
    let mut lines = news.lines.clone();
    if let Some(change) = &news.change {
        let listed = comparisons.listed(&change.old, &change.new);
        lines.splice(0..0, change.headline_of(&listed));
        lines.extend(changes(&listed, change.ahead));
    }
    let mut links = vec![link(&news.page.under(url), "alternate", "text/html")];
    if let Some(table) = &news.table {
        links.push(link(&table.under(url), "related", "text/html"));
    }
    atom::Entry {
        title: plain(&news.title),
        id: news.id.clone(),
        updated: moment(news.recorded),
        published: Some(moment(news.recorded)),
        links,
        content: (!lines.is_empty()).then(|| atom::Content {
            value: Some(shown(&lines.join("\n")).into()),
            content_type: Some("text".to_owned()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    }
}

/// The changes with the words before and after. What is long is left to the table, never cut.
/// `ahead`: their day was still to come when they were recorded.
fn changes(listed: &[ListedChange], ahead: bool) -> Vec<String> {
    let mut lines = Vec::new();
    // Keys are printed nowhere; to readers of feeds they are nothing.
    let is_printed = |one: &&ListedChange| one.grade != Grade::Form(Witness::NotPrinted);
    let listed: Vec<&ListedChange> = listed.iter().filter(is_printed).collect();
    for one in listed.iter().take(MOST) {
        let remark = one.sentence.remark.as_ref();
        let remark = remark.map_or_else(String::new, |remark| format!("（{remark}）"));
        let said = if ahead { &one.sentence.planned } else { &one.sentence.words };
        lines.push(format!("・{said}{remark}。"));
        if one.grade != Grade::Substance {
            continue;
        }
        for (word, words) in [("変更前", &one.before), ("変更後", &one.after)] {
            match words {
                Some(words) if words.chars().count() > LONGEST => {
                    lines.push(format!("　{word}：（長いため省略。新旧対照表をご覧ください）"));
                }
                Some(words) => lines.push(format!("　{word}：{}", words.replace('\n', "　"))),
                None => {}
            }
        }
    }
    if listed.len() > MOST {
        let rest = listed.len() - MOST;
        lines.push(format!("ほか{rest}件の変更は、新旧対照表をご覧ください。"));
    }
    lines
}

fn plain(words: &str) -> atom::Text {
    atom::Text { value: shown(words).into(), ..atom::Text::default() }
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
