#!/usr/bin/python3
"""Registered calendars from a server that misbehaves: sync.py PROGRAM.

The server runs in this process, on an address of its own machine: what is
private has to be allowed. Whatever it answers, what was read before stays, the
plan stays well, and no secret of an address is told anywhere.
"""
import base64
import gzip
import http.server
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

program = os.path.abspath(sys.argv[1])
folder = tempfile.mkdtemp(prefix="jumelage-sync-")
environment = {"LANG": "en_GB.UTF-8", "USER": "marie", "PATH": "/usr/bin:/bin",
               "JUMELAGE_PLAN": os.path.join(folder, "plan.db"),
               "NO_PROXY": "*", "no_proxy": "*"}
failures = []
told = []  # everything the program ever wrote


def check(ok, what, *more):
    if not ok:
        failures.append(what)
        print("FAILED:", what, *more, sep="\n  ")


def run(*words, code=0, given=None):
    done = subprocess.run([program, "--as-of", "2023-04-01", *words],
                          env=environment, capture_output=True, input=given)
    out, err = done.stdout.decode(), done.stderr.decode()
    told.append(out + err)
    check(done.returncode == code, f"{words}: {done.returncode}, not {code}",
          out, err)
    return out, err


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t"]
    for uid, start, end, title, *more in events:
        lines += ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20230101T000000Z",
                  f"DTSTART;TZID=Europe/Paris:{start}",
                  f"DTEND;TZID=Europe/Paris:{end}", f"SUMMARY:{title}", *more,
                  "END:VEVENT"]
    return ("\r\n".join(lines + ["END:VCALENDAR"]) + "\r\n").encode()


COUNCIL = ("council", "20230505T100000", "20230505T113000", "Council")
OFFICE = ("office", "20230512T090000", "20230512T100000", "Office")


class State:
    body, etag, status = calendar(COUNCIL), '"1"', 200
    asked = []


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def do_GET(self):
        State.asked.append((self.path, dict(self.headers)))
        path = self.path
        if path == "/cal":
            if State.status != 200:
                self.answer(State.status)
            elif self.headers.get("If-None-Match") == State.etag:
                self.answer(304)
            else:
                self.answer(200, State.body, ETag=State.etag)
        elif path.startswith("/status/"):
            self.answer(int(path[8:]))
        elif path == "/loop":
            self.answer(302, Location="/loop")
        elif path == "/once":
            self.answer(302, Location="/private/token-5d41/basic.ics")
        elif path == "/away":
            self.answer(302, Location=f"http://localhost:{port}/cal")
        elif path == "/scheme":
            self.answer(302, Location="ftp://example.org/x.ics")
        elif path == "/bomb":
            self.answer(200, gzip.compress(bytes(64 << 20)),
                        Content_Encoding="gzip")
        elif path == "/big":
            self.answer(200, b"x" * (11 << 20))
        elif path == "/zip":
            self.answer(200, gzip.compress(State.body),
                        Content_Encoding="gzip")
        elif path == "/html":
            self.answer(200, b"<!DOCTYPE html><html><body>Sign in")
        elif path == "/broken":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(State.body[:50])
        elif path == "/private/token-5d41/basic.ics":
            wanted = "Basic " + base64.b64encode(b"paul:hunter2").decode()
            if self.headers.get("Authorization") == wanted:
                self.answer(200, State.body)
            else:
                self.answer(401, WWW_Authenticate="Basic")
        else:
            self.answer(404)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
port = server.server_address[1]
threading.Thread(target=server.serve_forever, daemon=True).start()
here = f"127.0.0.1:{port}"
secret = f"http://paul:hunter2@{here}/private/token-5d41/basic.ics"


def busy():
    rows = json.loads(run("list", "busy", "--json")[0])
    return sorted((row["uid"], row["starts"]) for row in rows)


def changes():
    return len(json.loads(run("log", "--json")[0]))


def fetch(path, words=("--allow-private",), code=5):
    return run("import", f"http://{here}{path}", "--host", "fr-tours",
               "--dry-run", *words, code=code)


# ---- single fetches ----
run("init", "--sample")
_, err = fetch("/cal", words=())
check("private network" in err, "a private address is refused by default", err)
check(not State.asked, "and not asked")
for url in (f"http://[::ffff:127.0.0.1]:{port}/cal", f"http://[::1]:{port}/cal",
            f"http://localhost:{port}/cal", "http://169.254.169.254/latest",
            "http://100.64.1.1/", "http://2130706433/", "http://[fd00::1]/"):
    _, err = run("import", url, "--host", "fr-tours", code=5)
    check("private network" in err, f"{url} is private", err)
check(not State.asked, "nobody was asked")
for path, message in (("/status/401", "asks for a sign-in (401)"),
                      ("/status/403", "asks for a sign-in (403)"),
                      ("/status/404", "revoked or changed"),
                      ("/status/410", "revoked or changed"),
                      ("/status/500", "Office 365"),
                      ("/status/418", "answered 418"),
                      ("/status/204", "answered 204"),
                      ("/loop", "keeps sending us"),
                      ("/scheme", "without; refused"),
                      ("/bomb", "over the size"), ("/big", "over the size"),
                      ("/broken", "broke off")):
    _, err = fetch(path)
    check(message in err, f"{path}: {message}", err)
_, err = fetch("/html", code=3)
check("web page" in err, "a page is told from a calendar", err)
out, _ = fetch("/zip", code=0)
check("1 new" in out, "gzip is unpacked", out)
State.asked.clear()
out, _ = run("import", f"http://paul:hunter2@{here}/once", "--host", "fr-tours",
             "--allow-private", "--dry-run")
check("1 new" in out, "a redirection on the same host keeps who we are", out)
State.asked.clear()
run("import", f"http://paul:hunter2@{here}/away", "--host", "fr-tours",
    "--allow-private", "--dry-run")
check("Authorization" in State.asked[0][1] and
      "Authorization" not in State.asked[1][1],
      "another host is not told who we are", State.asked)
check(State.asked[0][1]["User-Agent"].startswith("Mozilla/5.0 "),
      "Office 365 wants a browser")
run("import", "ftp://example.org/x.ics", "--host", "fr-tours", code=3)
check(busy() == [] and changes() == 1, "nothing of all that was written")

# ---- registered calendars ----
run("add", "calendar", "tours", "collectivity=fr-tours", f"url=http://{here}/cal",
    "private_network=yes")
run("add", "calendar", "paris", "collectivity=fr-paris", f"url={secret}",
    "private_network=yes")
run("sync")
first = busy()
check([uid for uid, _ in first] == ["council", "council"], "both are read",
      first)
before = changes()
out, _ = run("sync", "tours")
check("unchanged" in out, "304", out)
check(State.asked[-1][1].get("If-None-Match") == '"1"', "asked with the ETag")
run("sync")
check(changes() == before and busy() == first, "the same writes nothing")

State.status = 503
_, err = run("sync", code=5)
check("what was read before stays" in err, "a failure is told", err)
check(busy() == first and changes() == before, "and nothing is lost")
out, _ = run("show", "calendar", "tours", "--json")
check('"failure": "127.0.0.1 is out of order (503)' in out, "it is kept", out)
check("out of order" in run("list", "calendars")[0], "and listed")
State.status = 200
run("sync")
check('"failure": null' in run("show", "calendar", "tours", "--json")[0],
      "until it is over")

State.body, State.etag = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", '"2"'
run("sync", "tours", code=3)
check(busy() == first and changes() == before, "half a calendar is none")

State.body, State.etag = calendar(OFFICE), '"3"'
dry, _ = run("sync", "tours", "--dry-run")
check("1 new" in dry and "1 cancelled or gone" in dry, "a trial", dry)
check(busy() == first and changes() == before, "a trial writes nothing")
out, _ = run("sync", "tours", "--json")
one = json.loads(out)["calendars"][0]
check(one["new"]["count"] == 1 and one["cancelled"]["count"] == 1 and
      one["state"] == "read", "what is gone is removed", out)
State.body, State.etag = calendar(COUNCIL), '"1"'
run("sync", "tours")
check(busy() == first, "A, B, A is A")
run("edit", "calendar", "tours", f"url=http://{here}/zip")
State.asked.clear()
run("sync", "tours")
check("If-None-Match" not in State.asked[-1][1],
      "another address is asked for all of it")

# ---- hostile files ----
HOSTILE = {
    "levels": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 300000,
    "minutes": calendar((*COUNCIL, "RRULE:FREQ=MINUTELY;BYMONTH=2;"
                         "BYMONTHDAY=30")),
    "seconds": calendar((*COUNCIL, "RRULE:FREQ=SECONDLY")),
    "line": b"BEGIN:VCALENDAR\r\nX-A:" + b"a\r\n " * 2000000,
    "cut": calendar(COUNCIL)[:120],
    "nul": b"\0" * 100000,
    "empty": b"",
    "html": b"<html>",
}
stored, before = busy(), changes()
for name, content in HOSTILE.items():
    started = time.monotonic()
    skipped = name in ("minutes", "seconds")  # one event, not the calendar
    _, err = run("import", "-", "--host", "fr-tours", given=content,
                 code=0 if skipped else 3)
    check(time.monotonic() - started < 6, f"{name} took too long")
    check(err, f"{name} has a message")
check(busy() == stored and changes() == before, "nothing hostile was written")
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
sanitized = b"__asan_init" in open(program, "rb").read()
check(peak < 600 or sanitized, f"{peak:.0f} MB were used")

# ---- no secret anywhere ----
run("log"), run("log", "--json"), run("list", "calendars", "--json")
run("show", "calendar", "paris"), run("doctor")
for text in told:
    check("hunter2" not in text and "token-5d41" not in text,
          "a secret is told", text)
server.shutdown()
shutil.rmtree(folder)
print(f"{len(told)} runs, peak {peak:.0f} MB, {len(failures)} failures")
sys.exit(1 if failures else 0)
