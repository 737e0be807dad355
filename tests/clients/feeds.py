"""What the tests of clients share: a feed's own words, instants, and folders.

Some clients keep neither the UID nor the STATUS of an event; both are then
looked up in the feed by the event's title, which no two events share. When an
event is, a client always says itself."""

import os
import shutil
import subprocess
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

# Where the clients under test live: the zone of neither of the feed's sides.
HERE = "America/New_York"
NOT_INSTALLED = 77


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            print(f"{program} is not installed", file=sys.stderr)
            sys.exit(NOT_INSTALLED)


def environment(folder):
    """Nothing of the person who runs the tests."""
    return {"PATH": os.environ["PATH"], "HOME": folder, "TZ": HERE,
            "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": folder,
            "XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder}


def run(words, folder, **options):
    done = subprocess.run(words, env=environment(folder), capture_output=True,
                          text=True, timeout=60, **options)
    if done.returncode:
        sys.exit(f"{words[0]} ended with {done.returncode}: {done.stdout}"
                 f"{done.stderr}")
    return done.stdout


def events_by_title(path):
    """{title: {property: value}} of a feed, read without any library."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().replace("\r\n ", "").split("\r\n")
    events, event = {}, None
    for line in lines:
        name, _, value = line.partition(":")
        name = name.partition(";")[0]
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            title = event["SUMMARY"]
            for escaped in (",", ";", "\\"):
                title = title.replace("\\" + escaped, escaped)
            if title in events:
                sys.exit(f"two events have the title {title}")
            events[title] = event
        elif event is not None:
            event[name] = value
    return events


def utc(wall):
    """What HERE's clocks show ("2023-05-05T06:00"), in UTC."""
    local = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(HERE))
    return local.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def print_event(event, start, end, is_day):
    print(event["UID"], start, end, "yes" if is_day else "no", event["STATUS"])
