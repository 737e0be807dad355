#!/usr/bin/python3
"""Compares what odd calendars are taken in as with what python3-icalendar and
dateutil make of them: check.py DUMP.

The calendars of this folder are expanded here the slow, obvious way: every
start of every rule, less what is left out, each with the zone that its TZID
means. Both must give the same lines (tests/intake/dump.c says of what)."""

import glob
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

try:
    from dateutil.rrule import rrulestr
    from icalendar import Calendar
except ImportError:
    sys.exit(77)

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = "Europe/Paris"
FROM = datetime(2026, 1, 1, tzinfo=timezone.utc)
UNTIL = datetime(2029, 1, 1, tzinfo=timezone.utc)

# Neither library expands these: they are in tests/calendars/test_intake.c.
NOT_HERE = {
    "range.ics",  # RANGE=THISANDFUTURE
    "freebusy.ics",  # FREEBUSY as events
    "lunar.ics",  # RSCALE
    "old.ics",  # no UID
}

WINDOWS = {
    "Romance Standard Time": "Europe/Paris",
    "Korea Standard Time": "Asia/Seoul",
    "W. Europe Standard Time": "Europe/Berlin",
}
CANCELLED = ("Canceled:", "Annulé :", "Annulé\u00a0:", "취소됨:")


class Zones:
    """What the TZIDs of a calendar mean."""

    def __init__(self, calendar):
        self.floating = ZoneInfo(str(calendar.get("X-WR-TIMEZONE", HOME)))
        self.own = {str(z["TZID"]): z.to_tz() for z in calendar.walk("VTIMEZONE")}

    def utc(self, wall, tzid):
        if tzid is None:
            zone = self.floating
        elif tzid == "UTC":
            zone = timezone.utc
        else:
            name = WINDOWS.get(tzid, tzid)
            for prefix in ("/freeassociation.sourceforge.net/",
                           "/mozilla.org/20050126_1/"):
                name = name.replace(prefix, "")
            try:
                zone = ZoneInfo(name)
            except (KeyError, ValueError, OSError):
                return self.own[tzid].localize(wall).astimezone(timezone.utc)
        # a time that is skipped is read by the offset before the gap: fold 0
        return wall.replace(tzinfo=zone).astimezone(timezone.utc)


def wall_of(prop, value=None):
    """The wall time of a value and its TZID; of a day, midnight and None."""
    value = prop.dt if value is None else value
    if not isinstance(value, datetime):
        return datetime.combine(value, time()), None
    tzid = prop.params.get("TZID")
    if tzid is None and value.tzinfo is not None:
        tzid = "UTC"
    return value.replace(tzinfo=None), tzid


def listed(event, name):
    props = event.get(name, [])
    return props if isinstance(props, list) else [props]


class Event:
    def __init__(self, event, zones):
        self.zones = zones
        self.event = event
        start = event["DTSTART"]
        self.all_day = not isinstance(start.dt, datetime)
        self.wall, self.tzid = wall_of(start)
        if "DURATION" in event:
            self.lasts = event["DURATION"].dt
        elif "DTEND" in event and self.all_day:
            self.lasts = event["DTEND"].dt - start.dt
        elif "DTEND" in event:
            self.lasts = zones.utc(*wall_of(event["DTEND"])) - self.key(self.wall)
        else:
            self.lasts = timedelta(days=1 if self.all_day else 0)
        title = str(event.get("SUMMARY", ""))
        self.cancelled = (event.get("STATUS") == "CANCELLED"
                          or title.startswith(CANCELLED))

    def key(self, wall):
        return wall if self.all_day else self.zones.utc(wall, self.tzid)

    def key_of(self, prop, value=None):
        wall, tzid = wall_of(prop, value)
        return wall if self.all_day else self.zones.utc(wall, tzid)

    def rule_starts(self, rule):
        text = rule.to_ical().decode()
        parts = [p for p in text.split(";") if not p.startswith("UNTIL=")]
        until = rule.get("UNTIL")
        last = None
        if until:
            last = until[0]
            if not isinstance(last, datetime):
                last = datetime.combine(last, time(23, 59, 59))
            elif last.tzinfo is not None and not self.all_day:
                last = last.astimezone(timezone.utc)
        starts = rrulestr(";".join(parts), dtstart=self.wall)
        if "COUNT" in rule and starts[0] != self.wall:
            # RFC 5545: DTSTART always counts as the first; dateutil does not
            starts = list(starts)[:-1]
        for wall in starts:
            key = self.key(wall)
            compared = key if last is not None and last.tzinfo else wall
            if wall.year > 2029 or (last is not None and compared > last):
                return
            yield key

    def starts(self):
        """Keys, each with how long it lasts."""
        made = {self.key(self.wall): self.lasts}
        for rule in listed(self.event, "RRULE"):
            for key in self.rule_starts(rule):
                made[key] = self.lasts
        for prop in listed(self.event, "RDATE"):
            for each in prop.dts:
                each.params = prop.params
                if isinstance(each.dt, tuple):
                    start, end = each.dt
                    lasts = end if isinstance(end, timedelta) else end - start
                    made[self.key_of(prop, start)] = lasts
                else:
                    made[self.key_of(prop, each.dt)] = self.lasts
        for prop in listed(self.event, "EXDATE"):
            for each in prop.dts:
                made.pop(self.key_of(prop, each.dt), None)
        for rule in listed(self.event, "EXRULE"):
            for key in self.rule_starts(rule):
                made.pop(key, None)
        return made

    def line(self, uid, key, lasts, zones):
        def instant(utc):
            return utc.strftime("%Y-%m-%dT%H:%M:%SZ")

        if self.all_day:
            first, end = key.date(), (key + lasts).date()
            starts = zones.utc(key, None)
            ends = zones.utc(key + lasts, None)
            shown = f"{first} {end} yes"
        else:
            starts, ends = key, key + lasts
            shown = f"{instant(starts)} {instant(ends)} no"
        if ends < FROM or starts >= UNTIL or (ends == FROM and starts < ends):
            return None
        return f"{uid} {shown} {self.event.get('SUMMARY', '')}"


def read(path):
    with open(path, "rb") as file:
        return Calendar.from_ical(file.read(), multiple=True)


def expand(path):
    groups = {}
    for calendar in read(path):
        zones = Zones(calendar)
        for event in calendar.walk("VEVENT"):
            groups.setdefault(str(event["UID"]), []).append(Event(event, zones))
    lines = []
    for uid, events in groups.items():
        masters = [e for e in events if "RECURRENCE-ID" not in e.event]
        others = [e for e in events if "RECURRENCE-ID" in e.event]
        made = {}
        if masters:
            master = max(masters, key=lambda e: int(e.event.get("SEQUENCE", 0)))
            made = {key: (master, key, lasts)
                    for key, lasts in master.starts().items()}
        for other in others:
            named = (master if masters else other).key_of(
                other.event["RECURRENCE-ID"])
            made[named] = (other, other.key(other.wall), other.lasts)
        for event, key, lasts in made.values():
            if not event.cancelled:
                lines.append(event.line(uid, key, lasts, event.zones))
    return sorted(line for line in lines if line)


def main():
    failures = 0
    compared = 0
    for path in sorted(glob.glob(os.path.join(HERE, "*.ics"))):
        if os.path.basename(path) in NOT_HERE:
            continue
        run = subprocess.run(
            [sys.argv[1], path, HOME, str(int(FROM.timestamp())),
             str(int(UNTIL.timestamp()))], capture_output=True, text=True)
        ours = sorted(run.stdout.splitlines())
        theirs = expand(path)
        compared += len(theirs)
        if run.returncode or ours != theirs or not theirs:
            failures += 1
            print(f"{os.path.basename(path)}: {run.stderr}")
            for line in sorted(set(ours) ^ set(theirs)):
                print("  ours  " if line in ours else "  theirs", line)
    print(f"{compared} occurrences compared, {failures} calendars differ")
    sys.exit(1 if failures or compared < 300 else 0)


main()
