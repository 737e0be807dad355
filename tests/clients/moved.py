#!/usr/bin/python3
"""Serves a feed, then the same feed with one event moved and one cancelled: a
client that has followed both shows the moved event once, at its new time, and
the other one as cancelled.

    moved.py khal|calcurse FEED.ics
"""

import os
import re
import sys
import tempfile

import calcurse
import feeds
import khal
import server

TITLE = "Signature du jumelage Tours – Suwon"
BEFORE, AFTER = "2023-05-06T09:00:00Z", "2023-05-06T13:30:00Z"
DROPPED, MARK = "Visioconférence à trois", "[ANNULÉ] "


def change(feed, title, changes):
    """The feed with changes (pattern, what comes instead) in that event."""
    found = re.search(r"BEGIN:VEVENT(?:(?!END:VEVENT).)*SUMMARY:" +
                      re.escape(title) + ".*?END:VEVENT", feed, re.S)
    event = found.group()
    for pattern, instead in changes:
        event, count = re.subn(pattern, instead, event)
        if count != 1:
            sys.exit(f"{pattern} stands {count} times in {title}")
    return feed[:found.start()] + event + feed[found.end():]


def write_next_version(path):
    with open(path, encoding="utf-8", newline="") as file:
        feed = file.read()
    feed = change(feed, TITLE, [
        (r"SEQUENCE:\d+", "SEQUENCE:9"),
        (r"DTSTART;\S+", "DTSTART;TZID=Europe/Paris:20230506T153000"),
        (r"DTEND;\S+", "DTEND;TZID=Europe/Paris:20230506T163000")])
    feed = change(feed, DROPPED, [
        (r"SEQUENCE:\d+", "SEQUENCE:9"),
        (r"SUMMARY:", "SUMMARY:" + MARK),
        (r"\nSTATUS:\w+", "\nSTATUS:CANCELLED"),
        (r"TRANSP:\w+", "TRANSP:TRANSPARENT"),
        (r"BUSYSTATUS:\w+", "BUSYSTATUS:FREE")])
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(feed)


def check(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: {got} instead of {wanted}")


def starts_in_khal(folder):
    return [(title, feeds.utc(start), status)
            for title, start, _, is_day, status in khal.listed(folder)
            if not is_day and title.endswith((TITLE, DROPPED))]


def follow_with_khal(folder, address, path):
    khal.prepare(folder, address)
    khal.fetch(folder)
    check("first", sorted(starts_in_khal(folder)),
          [(TITLE, BEFORE, "CONFIRMED"),
           (DROPPED, "2023-04-25T09:00:00Z", "CONFIRMED")])
    write_next_version(path)
    khal.fetch(folder)
    check("moved", sorted(starts_in_khal(folder)),
          [(TITLE, AFTER, "CONFIRMED"),
           (MARK + DROPPED, "2023-04-25T09:00:00Z", "CANCELLED")])


def starts_in_calcurse(folder):
    return sorted((title, start) for title, start, _, is_day
                  in calcurse.kept(folder)
                  if not is_day and title.endswith((TITLE, DROPPED)))


def follow_with_calcurse(folder, address, path):
    """calcurse adds what it imports to what it has: whoever follows a feed with
    it begins anew when the server says that there is something new."""
    tag = os.path.join(folder, "etag")
    options = ("--etag-save", tag, "--etag-compare", tag)
    calendars = []
    for name in ("first", "second"):
        calendars.append(os.path.join(folder, name))
        os.mkdir(calendars[-1])
    check("fetched", calcurse.fetch(calendars[0], address, *options), True)
    check("again", calcurse.fetch(calendars[0], address, *options), False)
    check("first", starts_in_calcurse(calendars[0]),
          [(TITLE, BEFORE), (DROPPED, "2023-04-25T09:00:00Z")])
    write_next_version(path)
    check("moved", calcurse.fetch(calendars[1], address, *options), True)
    check("moved", starts_in_calcurse(calendars[1]),
          [(TITLE, AFTER), (MARK + DROPPED, "2023-04-25T09:00:00Z")])


def main():
    client, feed = sys.argv[1:]
    follow = {"khal": follow_with_khal, "calcurse": follow_with_calcurse}
    feeds.need(client, {"khal": "vdirsyncer", "calcurse": "curl"}[client])
    with tempfile.TemporaryDirectory() as folder:
        with server.serving_copy(feed) as (address, path):
            follow[client](folder, address, path)


if __name__ == "__main__":
    main()
