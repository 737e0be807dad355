#!/usr/bin/python3
"""Compares every #include with the picture of the house, and compiles each
public header alone.

The picture: planner <- store, calendars, exports, imports <- app. Rooms beside
each other never see one another; each outside library has one room.
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# The public headers of each room.
HEADERS = {
    "planner": ["arena", "choices", "civil", "diff", "engagement", "error",
                "finding", "lang", "message", "nouns", "overlap", "plan",
                "release", "rule", "sentence", "span", "text", "waiver", "watch", "why",
                "weigh", "words"],
    "store": ["store"],
    "calendars": ["days", "feed", "intake", "lint", "unicode", "zones"],
    "exports": ["workbook"],
    "imports": ["archive", "csv", "spreadsheet", "typed", "page", "mapping"],
}

# Whose headers a room may include besides its own.
SEES = {
    "planner": [],
    "store": ["planner"],
    "calendars": ["planner"],
    "exports": ["planner"],
    "imports": ["planner"],
    "app": ["planner", "store", "calendars", "exports", "imports"],
}

# Which rooms may include a library's headers.
LIBRARIES = {
    r"sqlite3\.h": ["store"],
    r"libical/.*|unicode/.*": ["calendars"],
    r"xlsxwriter\.h": ["exports"],
    r"qrcodegen/.*": ["exports"],
    r"zip\.h|expat\.h": ["imports"],
    r"jansson\.h|sodium\.h|curl/.*": ["app"],
}

PLANNER_MAY = {"assert.h", "errno.h", "inttypes.h", "limits.h", "math.h",
               "stdalign.h", "stdarg.h", "stdbool.h", "stddef.h", "stdint.h",
               "stdio.h", "stdlib.h", "string.h"}

passed, failures = 0, []


def check(ok, what):
    global passed
    if ok:
        passed += 1
    else:
        failures.append(what)


def room_of_header(name):
    for room, names in HEADERS.items():
        if name in names:
            return room
    return None


def check_include(room, path, line, name, angled):
    where = f"{path}:{line}: {name}"
    if not angled:
        check("/" not in name, f"{where}: quoted includes stay in the room")
        return
    public = re.fullmatch(r"jumelage/(\w+)\.h", name)
    if public:
        owner = room_of_header(public.group(1))
        check(owner is not None, f"{where}: a header that no room owns")
        check(owner == room or owner in SEES[room],
              f"{where}: {room} must not see {owner}")
        return
    if re.fullmatch(r"jumelage/.*\.def", name):
        check(room == "planner" or name == "jumelage/nouns.def"
              or (room, name) == ("calendars", "jumelage/lint.def"),
              f"{where}: tables are read by the planner (nouns.def by store, "
              "lint.def by calendars)")
        return
    for pattern, rooms in LIBRARIES.items():
        if re.fullmatch(pattern, name):
            check(room in rooms, f"{where}: only {', '.join(rooms)} include it")
            return
    if room == "planner":
        check(name in PLANNER_MAY, f"{where}: the planner is pure")


def check_rooms():
    pattern = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')
    for room in SEES:
        for folder, _, files in os.walk(os.path.join(ROOT, room)):
            for name in sorted(files):
                if not name.endswith((".c", ".h")) or name == "banned.h":
                    continue
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    for number, text in enumerate(file, 1):
                        found = pattern.match(text)
                        if found:
                            check_include(room, os.path.relpath(path, ROOT),
                                          number, found.group(2),
                                          found.group(1) == "<")


def check_headers():
    folder = os.path.join(ROOT, "include", "jumelage")
    owned = {name for names in HEADERS.values() for name in names}
    there = {name[:-2] for name in os.listdir(folder) if name.endswith(".h")}
    check(owned == there, f"headers without a room: {sorted(owned ^ there)}")
    for name in sorted(there):
        with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
            source.write(f"#include <jumelage/{name}.h>\n")
            source.flush()
            for compiler in ("gcc", "clang"):
                run = subprocess.run(
                    [compiler, "-std=c17", "-fsyntax-only", "-Wall", "-Wextra",
                     "-Wpedantic", "-Werror", "-I", os.path.join(ROOT, "include"),
                     source.name], capture_output=True, text=True)
                check(run.returncode == 0,
                      f"{name}.h alone with {compiler}: {run.stderr[:400]}")


def check_rule_readme():
    """One heading per rule id, in the order of the table."""
    with open(os.path.join(ROOT, "planner", "rules", "README.md"),
              encoding="utf-8") as file:
        headings = re.findall(r"^## `([a-z-]+)`", file.read(), re.M)
    with open(os.path.join(ROOT, "planner", "rules", "rules.c"),
              encoding="utf-8") as file:
        listed = [name.replace("_", "-") for name in
                  re.findall(r"&jm_rule_(\w+)", file.read())]
    check(headings == listed, f"rules {listed} but headings {headings}")


def check_lint_readme():
    """One row of the table per check, in the order of lint.def, with its
    severity."""
    with open(os.path.join(ROOT, "calendars", "README.md"),
              encoding="utf-8") as file:
        rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \|", file.read(), re.M)
    with open(os.path.join(ROOT, "include", "jumelage", "lint.def"),
              encoding="utf-8") as file:
        listed = [(id, severity.lower()) for id, severity in
                  re.findall(r'^LINT\(\w+, "([a-z0-9-]+)", (\w+)\)',
                             file.read(), re.M)]
    check(rows == listed, "calendars/README.md and lint.def differ: "
          f"{sorted(set(rows) ^ set(listed))}")


check_rooms()
check_headers()
check_lint_readme()
check_rule_readme()
for failure in failures:
    print(failure)
print(f"{passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
