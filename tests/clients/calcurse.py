#!/usr/bin/python3
"""Fetches a feed by HTTP with curl, imports it with calcurse, and prints what
calcurse has kept of it: a line per event,

    uid start end all-day status

calcurse keeps neither UID nor STATUS.

    calcurse.py FEED.ics
"""

import os
import re
import sys
import tempfile
from datetime import date, timedelta

import feeds
import server

# "05/05/2023 @ 19:00 -> 05/05/2023 @ 21:00>note |title"
TIMED = re.compile(r"(\S+) @ (\S+) -> (\S+) @ (\S+?)(?:>\w+ )?\|(.*)")
# "05/05/2023 [1] {1D -> 05/07/2023} >note title"
DAYS = re.compile(r"(\S+) \[\d+\] (?:\{1D -> (\S+)\} )?(?:>\w+ )?(.*)")


def day(american):
    month, day_, year = american.split("/")
    return date(int(year), int(month), int(day_))


def fetch(folder, url, *options):
    """False when the server says that nothing has changed."""
    body = feeds.run(["curl", "-sSf", *options, url], folder)
    if body:
        feeds.run(["calcurse", "-D", folder, "-q", "-i", "-"], folder,
                  input=body)
    return bool(body)


def kept(folder):
    """[(title, start, end, is_day)]; the end of a day is exclusive."""
    with open(os.path.join(folder, "apts"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    for line in lines:
        timed, days = TIMED.match(line), DAYS.match(line)
        if timed:
            from_day, from_hour, to_day, to_hour, title = timed.groups()
            yield (title, feeds.utc(f"{day(from_day)}T{from_hour}"),
                   feeds.utc(f"{day(to_day)}T{to_hour}"), False)
        elif days:
            first, last, title = days.groups()
            after = day(last or first) + timedelta(days=1)
            yield title, str(day(first)), str(after), True
        else:
            sys.exit(f"calcurse has kept {line!r}")


def main():
    feeds.need("calcurse", "curl")
    feed = sys.argv[1]
    events = feeds.events_by_title(feed)
    with tempfile.TemporaryDirectory() as folder:
        with server.serving_copy(feed) as (address, _):
            fetch(folder, address)
        for title, start, end, is_day in kept(folder):
            feeds.print_event(events[title], start,
                              "-" if start == end else end, is_day)


if __name__ == "__main__":
    main()
