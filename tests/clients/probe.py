#!/usr/bin/python3
"""doctor feed URL: against a server that follows every rule it finds nothing;
against servers that break one rule each it finds that one.

    probe.py JUMELAGE FEED.ics
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile

import server


class Answering(server.Handler):
    """Lets a subclass change an answer before it goes out."""

    def change(self, status, headers, body):
        return status, headers, body

    def answer(self, status, headers, body):
        super().answer(*self.change(status, headers, body))


def breaking(change, **attributes):
    return type("Breaking", (Answering,), {"change": change, **attributes})


def without(name):
    def change(self, status, headers, body):
        del headers[name]
        return status, headers, body
    return breaking(change)


def having(name, value):
    def change(self, status, headers, body):
        headers[name] = value
        return status, headers, body
    return breaking(change)


def weak(self, status, headers, body):
    headers["ETag"] = "W/" + headers["ETag"]
    return status, headers, body


def zipped(self, status, headers, body):
    headers["Content-Encoding"] = "gzip"
    return status, headers, gzip.compress(body)


def careless(self, status, headers, body):
    if "If-Modified-Since" in self.headers:
        status = 304
    return status, headers, body


def empty_304(self, status, headers, body):
    if status == 304:
        headers["Content-Length"] = "0"
    return status, headers, body


def moody(self, status, headers, body):
    """No If-None-Match is understood, and DTSTAMP is always new."""
    stamp = b"DTSTAMP:20260101T0000%02dZ" % (len(self.asked) % 60)
    body = body.replace(b"DTSTAMP:20230320T164500Z", stamp)
    return 200, headers, body


def headless(self, status, headers, body):
    return (405 if self.command == "HEAD" else status), headers, body


def moved(self, status, headers, body):
    if self.path.startswith("/old/"):
        return 301, {"Location": "/" + os.path.basename(self.path)}, b""
    return status, headers, body


def broken(self, status, headers, body):
    return 503, {"Content-Type": "text/html"}, b"<html>"


def page(self, status, headers, body):
    headers["Content-Type"] = "text/html"
    return status, headers, body


# name, handler, path, the codes that must come and no others.
CASES = [
    ("strict", server.Handler, "/tours.ics", set()),
    ("no 304", breaking(lambda self, status, headers, body:
                        (200, headers, body)), "/tours.ics", {"http-no-304"}),
    ("no ETag", without("ETag"), "/tours.ics", {"http-etag-missing"}),
    ("weak ETag", breaking(weak), "/tours.ics", {"http-etag-weak"}),
    ("no date", without("Last-Modified"), "/tours.ics",
     {"http-modified-missing"}),
    ("no cache", without("Cache-Control"), "/tours.ics", {"http-cache"}),
    ("public", having("Cache-Control", "public"), "/tours.ics", {"http-cache"}),
    ("no charset", having("Content-Type", "text/calendar"), "/tours.ics",
     {"http-charset"}),
    ("a page", breaking(page), "/tours.ics", {"http-type"}),
    ("gzip", breaking(zipped), "/tours.ics",
     {"http-encoding", "not-calendar"}),
    ("careless", breaking(careless), "/tours.ics", {"http-careless-304"}),
    ("empty 304", breaking(empty_304), "/tours.ics", {"http-304-length"}),
    ("moody", breaking(moody), "/tours.ics", {"http-no-304", "http-changes"}),
    ("no HEAD", breaking(headless), "/tours.ics", {"http-head"}),
    ("moved", breaking(moved), "/old/tours.ics", {"http-redirect"}),
    ("no name", server.Handler, "/tours", {"http-name"}),
    ("broken", breaking(broken), "/tours.ics", {"http-status"}),
    ("not there", server.Handler, "/nobody.ics", {"http-status"}),
]


def run(jumelage, *words):
    done = subprocess.run([jumelage, "--lang", "en", "doctor", "feed", *words],
                          capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def main():
    jumelage, feed = sys.argv[1:]
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(feed, os.path.join(folder, "tours.ics"))
        shutil.copy(feed, os.path.join(folder, "tours"))
        for name, handler, path, wanted in CASES:
            with server.serving(folder, handler) as address:
                code, out, err = run(jumelage, address + path,
                                     "--allow-private", "--json")
            said = json.loads(out)
            got = set(said.get("counts", {"nothing": said}))
            faults = said.get("faults", [])
            ends = 3 if any(f["severity"] != "remark" for f in faults) else 0
            if got != wanted or code != ends:
                failures.append(f"{name}: {got} instead of {wanted}, exit "
                                f"{code}, {err}")
        with server.serving(folder) as address:
            for url in (address, address.replace("127.0.0.1", "localhost"),
                        address.replace("127.0.0.1", "[::ffff:127.0.0.1]")):
                code, out, err = run(jumelage, url + "/tours.ics")
                if code != 5 or "private" not in err:
                    failures.append(f"{url}: exit {code}, {out}{err}")
        code, out, err = run(jumelage, address + "/tours.ics",
                             "--allow-private")
        if code != 4 or "does not answer" not in err:
            failures.append(f"nobody listens: exit {code}, {out}{err}")
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
