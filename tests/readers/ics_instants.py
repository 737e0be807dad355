#!/usr/bin/python3
"""Prints what python3-icalendar reads in a feed: a line per event,

    uid start end all-day status

with instants in UTC, days as dates and "-" for an end that is not there. Times
in a zone are read twice, with the feed's own VTIMEZONE and with the zone that
the library knows by that name; both must agree."""

import sys
from datetime import datetime, timezone

from icalendar import Calendar


def instant(prop, zones):
    if prop is None:
        return "-"
    value = prop.dt
    if not isinstance(value, datetime):
        return value.isoformat()
    utc = value.astimezone(timezone.utc)
    name = prop.params.get("TZID")
    if name:
        told = zones[name].localize(value.replace(tzinfo=None))
        if told.astimezone(timezone.utc) != utc:
            sys.exit(f"{name}: the VTIMEZONE says {told}, the library {value}")
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    with open(sys.argv[1], "rb") as feed:
        calendar = Calendar.from_ical(feed.read())
    zones = {str(z["TZID"]): z.to_tz() for z in calendar.walk("VTIMEZONE")}
    for event in calendar.walk("VEVENT"):
        start = event["DTSTART"]
        all_day = not isinstance(start.dt, datetime)
        print(
            event["UID"],
            instant(start, zones),
            instant(event.get("DTEND"), zones),
            "yes" if all_day else "no",
            event["STATUS"],
        )


main()
