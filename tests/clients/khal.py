#!/usr/bin/python3
"""Fetches a feed by HTTP with vdirsyncer, lists it with khal, and prints what
khal shows: a line per event,

    uid start end all-day status

vdirsyncer gives events of an http storage UIDs of its own. khal shows an event
without an end as an hour long; such an end is printed as "-".

    khal.py FEED.ics
"""

import os
import sys
import tempfile
from datetime import date, timedelta

import feeds
import server

VDIRSYNCER = """
[general]
status_path = "{folder}/status/"
[pair feed]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage there]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
"""

KHAL = """
[calendars]
[[feed]]
path = {folder}/events
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
"""


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def prepare(folder, url):
    write(f"{folder}/vdirsyncer",
          VDIRSYNCER.format(folder=folder, url=url))
    write(f"{folder}/khal", KHAL.format(folder=folder, zone=feeds.HERE))
    os.mkdir(f"{folder}/events")
    feeds.run(["vdirsyncer", "-c", f"{folder}/vdirsyncer", "discover"], folder)


def fetch(folder):
    feeds.run(["vdirsyncer", "-c", f"{folder}/vdirsyncer", "sync"], folder)


def listed(folder):
    """[(title, start, end, is_day, status)] as khal shows them."""
    out = feeds.run(
        ["khal", "-c", f"{folder}/khal", "list", "--once", "--day-format", "",
         "--format", "{title}\t{start-long}\t{end-long}\t{all-day}\t{status}",
         "2022-01-01", "2026-12-31"], folder)
    rows = [line.split("\t") for line in out.splitlines() if line]
    return [(title, start, end, is_day == "True", status.strip())
            for title, start, end, is_day, status in rows]


def end_of(event, end, is_day):
    if "DTEND" not in event:
        return "-"
    if is_day:
        return (date.fromisoformat(end) + timedelta(days=1)).isoformat()
    return feeds.utc(end)


def main():
    feeds.need("vdirsyncer", "khal")
    feed = sys.argv[1]
    events = feeds.events_by_title(feed)
    with tempfile.TemporaryDirectory() as folder:
        with server.serving_copy(feed) as (address, _):
            prepare(folder, address)
            fetch(folder)
        for title, start, end, is_day, status in listed(folder):
            event = dict(events[title], STATUS=status)
            feeds.print_event(event, start if is_day else feeds.utc(start),
                              end_of(event, end, is_day), is_day)


if __name__ == "__main__":
    main()
