#!/usr/bin/python3
"""Prints what python3-vobject (radicale's and vdirsyncer's reader) reads in a
feed: a line per event,

    uid start end all-day status

with instants in UTC, days as dates and "-" for an end that is not there. Times
in a zone are read with the feed's own VTIMEZONE. Exits with 77 when vobject is
not installed."""

import sys
from datetime import datetime, timezone

try:
    import vobject
except ImportError:
    print("python3-vobject is not installed", file=sys.stderr)
    sys.exit(77)


def instant(value):
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def print_events(text):
    for calendar in vobject.readComponents(text):
        for event in calendar.vevent_list:
            end = getattr(event, "dtend", None)
            start = event.dtstart.value
            print(
                event.uid.value,
                instant(start),
                instant(end.value) if end else "-",
                "no" if isinstance(start, datetime) else "yes",
                event.status.value,
            )


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as feed:
        print_events(feed.read())
