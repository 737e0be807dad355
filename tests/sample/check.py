#!/usr/bin/env python3
"""Checks the sample plan: app/sample/*.csv against include/jumelage/*.def.

Prints what is wrong, a line each, and "N passed, N failed"; exits with 1 when
something failed. Needs nothing but the standard library.
"""
import csv
import datetime
import hashlib
import math
import pathlib
import re
import sys
import unicodedata
import uuid
import zoneinfo

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "app" / "sample"
INCLUDE = ROOT / "include" / "jumelage"

# Names that must not stand in the sample, as the first ten hexadecimal digits
# of their SHA-256: people who held the offices when the events took place.
DENIED = set("""
0ac053c679 0ee8986ebb 111ad62198 17a2d53b25 1a2b09bcd6 1bca897bde 1c29f8ddac
1c7bf2b08e 1feea00862 2a4208f2e2 2e5eec4b61 37dcdd8d56 3c8fe2cf72 3e0ffb39a4
46b54c5554 479dad8f8d 53116def95 581ab1c680 581c3f9977 63af6aeff3 64ff358cb4
66c23c10d3 67311bfa96 6bae86bddf 6fda5d810f 71473d0892 71e2d1bd08 7323d3df24
765e3a2a59 79aef73109 821831521b 82a1930bd1 8d8d347398 9d5bd8828a a12b8d0e4a
a37d4eb610 aac29838db ad463ff460 b1393d0837 b1e19ff43f b203207221 b8510932da
b86135be4c c707ae99c6 c8d7484513 ca5bec372d d911f31106 d9852aee52 e77706d93c
face9cb225 fd94db2f93
""".split())

LONGEST_LINE, LONGEST_PROSE = 1000, 40000  # planner/parse.c
LONGEST_X, LONGEST_LINKEDIN = 280, 3000

passed = failed = 0


def check(ok, where, what):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"{where}: {what}")


# --- what the tables say ---------------------------------------------------


class Field:
    def __init__(self, name, kind, of, flags, standard):
        self.name, self.kind, self.of = name, kind, of
        self.standard = standard
        flags = {flag.strip() for flag in flags.split("|")}
        self.required, self.system = "R" in flags, "S" in flags


class Noun:
    def __init__(self, name, keys):
        self.name, self.keys, self.fields = name, keys.split(), {}


def read_nouns():
    """The nouns in the order in which they refer to each other."""
    text = (INCLUDE / "nouns.def").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    nouns = {}
    pattern = (
        r"\bNOUN\(\w+,\s*(?P<noun>\w+),\s*\"[^\"]*\",\s*\"[^\"]*\","
        r"\s*\"[^\"]*\",\s*\"(?P<keys>[^\"]*)\""
        r"|\bFIELD\((?P<of>\w+),\s*(?P<name>\w+),\s*(?P<kind>\w+),"
        r"\s*(?P<refers>\w+),\s*(?P<flags>[\w| ]+?),"
        r"\s*\"(?P<standard>[^\"]*)\""
    )
    for found in re.finditer(pattern, text):
        if found["noun"]:
            nouns[found["noun"]] = Noun(found["noun"], found["keys"])
        else:
            field = Field(found["name"], found["kind"], found["refers"],
                          found["flags"], found["standard"])
            nouns[found["of"]].fields[field.name] = field
    return nouns


def read_choices():
    text = (INCLUDE / "choices.def").read_text(encoding="utf-8")
    sets = {}
    pattern = r"\bCHOICES\((?P<set>\w+)\)|\bCHOICE\(\w+,\s*\"(?P<word>[^\"]*)\""
    for found in re.finditer(pattern, text):
        if found["set"]:
            words = sets.setdefault(found["set"], set())
        else:
            words.add(found["word"])
    return sets


NOUNS = read_nouns()
ORDER = list(NOUNS)
CHOICES = read_choices()


# --- one file --------------------------------------------------------------


class Row:
    def __init__(self, noun, where, cells):
        self.noun, self.where, self.cells = noun, where, cells
        self.id = cells.get("id") or "/".join(
            cells[key] for key in noun.keys if cells.get(key))

    def __getitem__(self, name):
        return self.cells.get(name, "")


def check_bytes(path):
    data = path.read_bytes()
    text = data.decode("utf-8")
    check(not data.startswith(b"\xef\xbb\xbf"), path.name, "has a mark")
    check(b"\r" not in data, path.name, "has a carriage return")
    check(data.endswith(b"\n"), path.name, "does not end in a newline")
    check(unicodedata.normalize("NFC", text) == text, path.name, "is not NFC")
    bad = [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]
    check(not bad, path.name, f"has control characters {bad}")
    return text


def check_header(path, noun, header):
    names = ([] if noun.keys else ["id"]) + [
        field.name for field in noun.fields.values() if not field.system]
    for name in header:
        check(name in names, path.name, f"{noun.name} has no field {name}")
    known = [name for name in names if name in header]
    check(header == known, path.name, "columns are not in the order of nouns.def")


def read_file(path):
    noun = NOUNS.get(path.name.split(".")[0])
    check(noun is not None, path.name, "is named after no noun")
    if noun is None:
        return []
    lines = csv.reader(check_bytes(path).splitlines(keepends=True), strict=True)
    header, rows = next(lines), []
    check_header(path, noun, header)
    for cells in lines:
        where = f"{path.name}:{lines.line_num}"
        check(len(cells) == len(header), where, "has another number of cells")
        rows.append(Row(noun, where, dict(zip(header, cells))))
    for name in header:
        check(any(row[name] for row in rows), path.name, f"{name} is empty")
    return rows


# --- one cell --------------------------------------------------------------


def reads(read, pattern):
    def does(text):
        try:
            return re.fullmatch(pattern, text) and read(text) is not None
        except (ValueError, KeyError):  # KeyError: no such zone
            return False
    return does


is_date = reads(datetime.date.fromisoformat, r"\d{4}-\d\d-\d\d")
is_wall = reads(datetime.datetime.fromisoformat, r"\d{4}-\d\d-\d\dT\d\d:\d\d")
is_number = reads(float, r"-?\d+(\.\d+)?")
is_zone = reads(zoneinfo.ZoneInfo, r"[A-Za-z_]+(/[A-Za-z_]+)*")


def is_text(text):
    return "\n" not in text and len(text.encode()) <= LONGEST_LINE


FORMS = {
    "TEXT": is_text,
    "PROSE": lambda text: len(text.encode()) <= LONGEST_PROSE,
    "INT": lambda text: re.fullmatch(r"-?\d+", text),
    "REAL": is_number,
    "BOOL": lambda text: text in ("yes", "no"),
    "DATE": is_date,
    "CLOCK": lambda text: re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text),
    "ZONE": is_zone,
    "LOCAL": lambda text: is_date(text) or is_wall(text),
    "UNTIL": lambda text: is_date(text) or is_wall(text),
}


def check_cell(row, field, text, ids):
    if field.kind == "CHOICE":
        check(text in CHOICES[field.of], row.where,
              f"{field.name}: {text} is no {field.of}")
    elif field.kind == "REF":
        earlier = ORDER.index(field.of) < ORDER.index(row.noun.name)
        check(earlier or field.of == row.noun.name, row.where,
              f"{field.name} refers to a later noun")
        check(text in ids[field.of], row.where,
              f"{field.name}: there is no {field.of} {text}")
    else:
        check(FORMS[field.kind](text), row.where,
              f"{field.name}: {text!r} is no {field.kind}")
    check(text == text.strip(), row.where, f"{field.name} has outer spaces")


def check_french(row, name, text):
    """No-break spaces and typographic apostrophes."""
    check("'" not in text, row.where, f"{name}: straight apostrophe")
    check(not re.search(r" [:;?!»]|« |\w[;?!»](\s|$)", text), row.where,
          f"{name}: a no-break space is missing in {text!r}")


def tokens(text):
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
    for run in re.findall(r"[가-힣]{3,}", text):
        words += [run[at:at + 3] for at in range(len(run) - 2)]
    return words


def check_private(row, name, text):
    for word in tokens(text):
        digest = hashlib.sha256(word.encode()).hexdigest()[:10]
        check(digest not in DENIED, row.where, f"{name}: a private name")


def check_cells(row, ids):
    for field in row.noun.fields.values():
        text = row[field.name]
        if text:
            check_cell(row, field, text, ids)
            check_private(row, field.name, text)
            if field.name.endswith("_fr") or field.name == "note":
                check_french(row, field.name, text)
        elif field.required and field.name in row.cells:
            check(False, row.where, f"{field.name} is empty")


def check_required(row):
    """Given, or filled in with the field's standard value."""
    for field in row.noun.fields.values():
        given = field.name in row.cells or field.standard
        check(given or not field.required or field.system, row.where,
              f"{field.name} is missing")


# --- one row ---------------------------------------------------------------


def check_languages(row):
    """Whatever is named or titled is so in three languages."""
    for stem in ("name", "title", "text", "function", "contacts", "logistics",
                 "description", "purpose", "equivalent"):
        if f"{stem}_fr" not in row.noun.fields or not row[f"{stem}_fr"]:
            continue
        for lang in ("en", "ko"):
            check(row[f"{stem}_{lang}"], row.where, f"{stem}_{lang} is empty")
        korean = row[f"{stem}_ko"]
        check(re.search(r"[가-힣]", korean), row.where,
              f"{stem}_ko has no Hangul: {korean!r}")


def check_id(row, taken):
    check(re.fullmatch(r"[A-Za-z0-9._/-]{1,100}" if not row.noun.keys else
                       r".{1,200}", row.id), row.where, f"id {row.id!r}")
    check(row.id not in taken, row.where, f"{row.id} comes twice")
    taken.add(row.id)
    if row.noun.name == "event":
        try:
            check(uuid.UUID(row.id).version == 4 and
                  str(uuid.UUID(row.id)) == row.id, row.where,
                  f"{row.id} is no version 4 UUID in lower case")
        except ValueError:
            check(False, row.where, f"{row.id} is no UUID")


def instant(text, zone, until=False):
    """Seconds since 1970, as settle.c derives them."""
    zone = zoneinfo.ZoneInfo(zone)
    if "T" in text:
        wall = datetime.datetime.fromisoformat(text)
    else:
        day = datetime.date.fromisoformat(text)
        day += datetime.timedelta(days=1 if until else 0)
        wall = datetime.datetime.combine(day, datetime.time())
    moment = wall.replace(tzinfo=zone)
    back = moment.astimezone(datetime.timezone.utc).astimezone(zone)
    check(back.replace(tzinfo=None) == wall, text, "the clocks skip this time")
    return moment.timestamp()


def span(row):
    return (instant(row["starts"], row["zone"]),
            instant(row["ends"], row["zone"], until=True))


RITES = {
    "courtesy": ("Visite de courtoisie", ("meeting",)),
    "signing": ("Signature", ("ceremony",)),
    "welcome": (None, ("meal", "transfer", "ceremony")),
    "farewell": (None, ("meal",)),
}


def check_rite(row):
    """A rite is of a fitting kind; a title that names one has it."""
    for rite, (title, kinds) in RITES.items():
        if row["rite"] == rite:
            check(row["kind"] in kinds, row.where, f"a {row['kind']} of {rite}")
        elif title and row["kind"] in kinds:
            check(not row["title_fr"].startswith(title), row.where,
                  f"is no {rite} by its rite")


def check_event(row):
    check(("T" in row["starts"]) == ("T" in row["ends"]), row.where,
          "one end has a time, the other has none")
    starts, ends = span(row)
    check(starts <= ends, row.where, "ends before it starts")
    check(row["kind"] == "transfer" or not row["to_host"], row.where,
          "only a transfer goes somewhere")
    check(row["kind"] not in ("visit", "forum") or row["theme"], row.where,
          "a visit or a forum without a theme")
    check(row["source"], row.where, "source is empty")
    check_rite(row)


def check_flight(row, travels):
    departs = instant(row["departs"], row["departs_zone"])
    arrives = instant(row["arrives"], row["arrives_zone"])
    minutes = (arrives - departs) / 60
    check(minutes > 0, row.where, "arrives before it departs")
    for travel in travels:
        if (travel["mode"] == "plane" and travel["origin"] == row["origin"] and
                travel["destination"] == row["destination"]):
            least, most = int(travel["minutes_min"]), int(travel["minutes_max"])
            check(least <= minutes <= most, row.where,
                  f"takes {minutes:.0f} minutes, not {least} to {most}")


def check_participant(row):
    given = [name for name in ("person", "delegation", "vehicle",
                               "collectivity") if row[name]]
    check(len(given) == 1, row.where, f"is {given}, not exactly one thing")


def weight(text):
    """The weighted length of a post on X (a flag is two letters, one emoji)."""
    text = re.sub("[\U0001F1E6-\U0001F1FF]{2}", "가", text)
    light = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
    return sum(1 if any(a <= ord(c) <= b for a, b in light) else 2
               for c in text)


def check_post(row):
    long = (weight(row["text"]) > LONGEST_X if row["channel"] == "x" else
            len(row["text"]) > LONGEST_LINKEDIN)
    check(not long, row.where, "is too long for its channel")
    check("#KoreaFranceLocalCooperation 🇫🇷🇰🇷" in row["text"], row.where,
          "lacks the hashtag and its flags")


# --- between rows ----------------------------------------------------------


def kilometres(a, b):
    p, q = [[math.radians(float(x)) for x in (r["latitude"], r["longitude"])]
            for r in (a, b)]
    half = (math.sin((q[0] - p[0]) / 2) ** 2 +
            math.cos(p[0]) * math.cos(q[0]) * math.sin((q[1] - p[1]) / 2) ** 2)
    return 2 * 6371 * math.asin(math.sqrt(half))


class Places:
    def __init__(self, rows):
        self.rows = {row.id: row for row in rows["collectivity"]}
        self.linked = {frozenset((row["origin"], row["destination"]))
                       for row in rows["travel"]}

    def is_inside(self, inner, outer):
        while inner and inner != outer:
            inner = self.rows[inner]["parent"]
        return bool(inner)

    def is_near(self, a, b):
        """The same territory, neighbours, or a journey in the travel table."""
        return (self.is_inside(a, b) or self.is_inside(b, a) or
                frozenset((a, b)) in self.linked or
                kilometres(self.rows[a], self.rows[b]) <= 40)


def check_parents(rows, places, outside):
    """Children lie in the days of their parents, at or near their hosts."""
    events = {row.id: row for row in rows["event"]}
    for row in rows["event"]:
        parent = events.get(row["parent"])
        if not parent:
            continue
        for host in (row["host"], row["to_host"]):
            check(not host or places.is_near(host, parent["host"]), row.where,
                  f"{host} is far from {parent['host']}")
        if not row["delegation"]:
            continue
        check(row["delegation"] == parent["delegation"], row.where,
              "is of another delegation than its parent")
        starts, ends = span(row)
        from_, until = span(parent)
        within = from_ <= starts and ends <= until
        check(within != (row.id[:8] in outside), row.where,
              "is not within its parent (or README says it is not)")


def check_venues(rows, places):
    venues = {row.id: row for row in rows["venue"]}
    for row in rows["event"]:
        for host, venue in ((row["host"], row["venue"]),
                            (row["to_host"], row["to_venue"])):
            if venue:
                at = venues[venue]["collectivity"]
                check(places.is_inside(at, host) or
                      places.rows[host]["kind"] == "association", row.where,
                      f"{venue} is not at {host}")
    for row in rows["venue"]:
        if row["latitude"]:
            away = kilometres(row, places.rows[row["collectivity"]])
            check(away < 12, row.where, f"is {away:.0f} km from its town")


def check_circles(rows):
    for noun in ("event", "collectivity"):
        parents = {row.id: row["parent"] for row in rows[noun]}
        for row in rows[noun]:
            at, steps = row["parent"], 0
            while at and steps < 10:
                at, steps = parents[at], steps + 1
            check(not at, row.where, "goes round in its parents")


def check_order(rows):
    """Events stand in the order of time within their file."""
    files = {}
    for row in rows["event"]:
        files.setdefault(row.where.split(":")[0], []).append(row["starts"])
    for name, starts in files.items():
        check(starts == sorted(starts), name, "is not in the order of time")


def check_members(rows):
    """A head is a member; tracks of events are tracks of members."""
    members = {}
    for row in rows["member"]:
        members.setdefault(row["delegation"], []).append(row)
    for row in rows["delegation"]:
        listed = [member["person"] for member in members.get(row.id, [])]
        check(not listed or not row["head"] or row["head"] in listed, row.where,
              "its head is not among its members")
        check(not row["size"] or len(listed) <= int(row["size"]), row.where,
              "has more members than people")
    for row in rows["event"]:
        if row["track"]:
            tracks = {m["track"] for m in members.get(row["delegation"], [])}
            check(row["track"] in tracks, row.where,
                  f"no member follows {row['track']}")


def readme_clashes():
    """rule -> the first characters of the events in README's table."""
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    section = re.search(r"^## Clashes.*?(?=^## )", text, re.M | re.S)
    text = section[0] if section else ""
    clashes = {}
    for rule, cells in re.findall(r"^\| `([a-z-]+)` \|(.*)$", text, re.M):
        found = re.findall(r"`([0-9a-f]{8})`", cells)
        clashes.setdefault(rule, []).extend(found)
    return clashes


def check_readme(rows, clashes):
    known = {row.id[:8] for row in rows["event"]}
    check(clashes, "README.md", "lists no clash")
    for rule, ids in clashes.items():
        check(ids, "README.md", f"{rule}: no events")
        for short in ids:
            check(short in known, "README.md", f"{rule}: no event {short}")
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for path in SAMPLE.glob("*.csv"):
        noun = path.name.split(".")[0]
        check(f"`{noun}" in text, "README.md", f"does not mention {path.name}")


def main():
    rows = {noun: [] for noun in ORDER}
    for path in sorted(SAMPLE.glob("*.csv")):
        for row in read_file(path):
            rows[row.noun.name].append(row)
    ids = {noun: {row.id for row in rows[noun]} for noun in ORDER}
    for noun in ORDER:
        taken = set()
        for row in rows[noun]:
            check_id(row, taken)
            check_required(row)
            check_cells(row, ids)
            check_languages(row)
    for row in rows["event"]:
        check_event(row)
    for row in rows["flight"]:
        check_flight(row, rows["travel"])
    for row in rows["participant"]:
        check_participant(row)
    for row in rows["post"]:
        check_post(row)
    if not failed:
        clashes, places = readme_clashes(), Places(rows)
        check_parents(rows, places, clashes.get("outside-stay", []))
        check_venues(rows, places)
        check_circles(rows)
        check_order(rows)
        check_members(rows)
        check_readme(rows, clashes)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
