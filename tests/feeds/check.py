#!/usr/bin/python3
"""Reads the feeds and calendars of built sites with parsers that are not ours (feedparser, icalendar).

Usage: check.py FOLDER…   Exit 1 when one of them cannot be read, or does not say what a reader needs.
"""
import datetime
import pathlib
import re
import sys

import feedparser
import icalendar

faults = []


def fault(path, words):
    faults.append(f"{path}: {words}")


def feed(path):
    read = feedparser.parse(path.read_bytes())
    if read.bozo:
        fault(path, f"not well formed: {read.bozo_exception}")
    if read.version != "atom10":
        fault(path, f"not Atom 1.0 but {read.version!r}")
    tag = re.compile(r"^tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:\S+$")
    ids = [read.feed.get("id", "")] + [entry.get("id", "") for entry in read.entries]
    for name in ids:
        if not tag.match(name):
            fault(path, f"not a tag: URI (RFC 4151): {name!r}")
    if len(set(ids)) != len(ids):
        fault(path, "an id is there twice")
    if not read.feed.get("author"):
        fault(path, "no author")
    for one in [read.feed] + read.entries:
        if not one.get("title"):
            fault(path, f"no title: {one.get('id')}")
        if one.get("updated_parsed") is None:
            fault(path, f"no day that can be read: {one.get('id')}")
        links = [link for link in one.get("links", []) if link.rel == "alternate"]
        if len(links) != 1 or not links[0].href.startswith(("https://", "http://")):
            fault(path, f"no whole address of a page: {one.get('id')}")
    if not any(link.rel == "self" for link in read.feed.get("links", [])):
        fault(path, "does not say where it stands")
    newest = max([entry.updated for entry in read.entries], default=read.feed.get("updated"))
    if read.feed.get("updated") != newest:
        fault(path, "the feed is not as new as its newest entry")
    return len(read.entries)


def calendar(path):
    data = path.read_bytes()
    for line in data.split(b"\r\n"):
        if b"\n" in line or len(line) > 75:
            fault(path, f"a line that is not folded or not ended as RFC 5545 asks: {line[:40]!r}")
    whole = icalendar.Calendar.from_ical(data)
    if whole.errors:
        fault(path, f"{whole.errors}")
    if str(whole.get("VERSION")) != "2.0" or not whole.get("PRODID"):
        fault(path, "no VERSION or PRODID")
    events = whole.walk("VEVENT")
    names = [str(event.get("UID")) for event in events]
    if len(set(names)) != len(names):
        fault(path, "a UID is there twice")
    for event in events:
        name = event.get("UID")
        if event.errors:
            fault(path, f"{name}: {event.errors}")
        start = event.get("DTSTART")
        if start is None or type(start.dt) is not datetime.date:
            fault(path, f"{name}: DTSTART is not a whole day")
        stamp = event.get("DTSTAMP")
        if stamp is None or stamp.dt.utcoffset() != datetime.timedelta(0):
            fault(path, f"{name}: DTSTAMP is not in UTC")
        if not str(event.get("SUMMARY", "")) or int(event.get("SEQUENCE", -1)) < 0:
            fault(path, f"{name}: no SUMMARY or SEQUENCE")
        if str(event.get("STATUS")) not in ("CONFIRMED", "CANCELLED"):
            fault(path, f"{name}: STATUS {event.get('STATUS')}")
    return len(events)


feeds = calendars = entries = events = 0
for folder in map(pathlib.Path, sys.argv[1:]):
    for path in sorted(folder.rglob("*.atom")):
        feeds, entries = feeds + 1, entries + feed(path)
    for path in sorted(folder.rglob("*.ics")):
        calendars, events = calendars + 1, events + calendar(path)
print(f"feedparser: {feeds} feeds with {entries} entries; icalendar: {calendars} calendars with {events} days")
if not entries or not events:
    faults.append("nothing was read")
for one in faults:
    print(f"  {one}")
print(f"{len(faults)} errors.")
sys.exit(1 if faults else 0)
