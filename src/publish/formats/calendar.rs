//! Days of change as iCalendar (RFC 5545). Does not know why something changes.

use super::Job;
use crate::publish::Build;
use crate::publish::plan::{Calendar, Occasion, Outlook};
use crate::text::chars::shown;
use crate::text::date::Date;
use icalendar::{self as ics, Component};

/// The calendar of the site and one for each document; none where nobody knows the address of the site.
pub(super) fn jobs<'a>(build: &'a Build<'a>) -> Vec<Job<'a>> {
    let of_url = |url: &'a String| {
        let all = build.plan.calendars.iter();
        all.map(|one| Job::new(one.address.as_str(), || ical(one, url)))
    };
    build.settings.url.iter().flat_map(of_url).collect()
}

/// The bytes of a calendar. Links are absolute under `url`, the site's address with its closing `/`.
fn ical(calendar: &Calendar, url: &str) -> Vec<u8> {
    let mut whole = ics::Calendar::empty();
    whole.append_property(("VERSION", "2.0"));
    whole.append_property(("PRODID", "-//kohyo//kohyo//JA"));
    whole.append_property(("CALSCALE", "GREGORIAN"));
    whole.append_property(("METHOD", "PUBLISH"));
    whole.name(&shown(&calendar.title));
    for occasion in &calendar.occasions {
        whole.push(event(occasion, url));
    }
    whole.to_string().into_bytes()
}

fn event(occasion: &Occasion, url: &str) -> ics::Event {
    let mut event = ics::Event::new();
    let status = match occasion.outlook {
        Outlook::Stands => ics::EventStatus::Confirmed,
        Outlook::CalledOff => ics::EventStatus::Cancelled,
    };
    event
        .uid(&occasion.id)
        .sequence(occasion.revisions)
        .summary(&shown(&occasion.title))
        .url(&super::uri(&occasion.page.under(url)))
        .status(status)
        .add_property("TRANSP", "TRANSPARENT")
        // Days are Japan's; the moment is said in UTC, as the format asks.
        .add_property("DTSTAMP", stamp(occasion.recorded))
        .append_property(day("DTSTART", occasion.day));
    if !occasion.lines.is_empty() {
        event.description(&shown(&occasion.lines.join("\n")));
    }
    event.done()
}

/// A whole day, which has no end of its own: one day long (RFC 5545, 3.6.1).
fn day(name: &str, day: Date) -> ics::Property {
    let mut property = ics::Property::new(name, compact(day));
    property.add_parameter("VALUE", "DATE");
    property.done()
}

/// Midnight in Japan is 15 o'clock of the day before in UTC.
fn stamp(recorded: Date) -> String {
    let before = recorded.yesterday().unwrap_or(recorded);
    format!("{}T150000Z", compact(before))
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
