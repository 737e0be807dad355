#!/usr/bin/python3
"""PUTs a feed into radicale, which refuses what it cannot read, and prints what
it gives back, as readers/ics_vobject.py reads it. Broken copies of the feed must
be refused with 400.

    radicale_put.py FEED.ics
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile

import feeds

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "readers"))
import ics_vobject  # noqa: E402

CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[rights]
type = authenticated
[web]
type = none
[storage]
filesystem_folder = {folder}/collections
"""

# "user" and an empty password, which nobody checks.
WHO = {"Authorization": "Basic dXNlcjo=", "Content-Type": "text/calendar"}

# What is broken in each copy.
BROKEN = [
    (b"END:VEVENT\r\n", b""),
    (b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nno colon\r\n"),
    (b"DTSTART", b"DTSTART:20230230T120000Z\r\nX-DTSTART"),
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def start(folder):
    """A radicale that listens; None when another program took the port."""
    port = free_port()
    with open(f"{folder}/config", "w", encoding="utf-8") as file:
        file.write(CONFIG.format(port=port, folder=folder))
    program = subprocess.Popen(["radicale", "-C", f"{folder}/config"],
                               env=feeds.environment(folder),
                               stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    while program.poll() is None:
        if is_open(port):
            return program, port
    return None


def ask(port, method, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, "/user/feed.ics/", body, WHO)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, text


def check(port, feed):
    for before, after in BROKEN:
        status, _ = ask(port, "PUT", feed.replace(before, after, 1))
        if status != 400:
            sys.exit(f"radicale answers {status} to a copy with {after!r}")
    status, text = ask(port, "PUT", feed)
    if status != 201:
        sys.exit(f"radicale answers {status}: {text}")
    status, text = ask(port, "GET")
    if status != 200:
        sys.exit(f"radicale gives it back with {status}")
    ics_vobject.print_events(text)


def main():
    feeds.need("radicale")
    with open(sys.argv[1], "rb") as file:
        feed = file.read()
    with tempfile.TemporaryDirectory() as folder:
        started = None
        for _ in range(5):
            started = started or start(folder)
        if not started:
            sys.exit("radicale does not start")
        program, port = started
        try:
            check(port, feed)
        finally:
            program.terminate()
            program.wait()


if __name__ == "__main__":
    main()
