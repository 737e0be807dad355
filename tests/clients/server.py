#!/usr/bin/python3
"""Serves a folder of feeds on a free loopback port, as a feed must be served:

- Content-Type text/calendar; charset=utf-8, no compression, whatever is asked;
- a strong ETag over the bytes, the file's Last-Modified;
- If-None-Match (lists, W/, *) goes before If-Modified-Since, which is compared;
- a 304 has no body and no Content-Length;
- HEAD is answered like GET, without the body;
- Cache-Control: private, max-age=900, must-revalidate, and what goes with it.

Used as a module (with serving(folder) as address: ...) or alone:

    server.py FOLDER      prints the address, serves until its input ends
"""

import contextlib
import email.utils
import hashlib
import http.server
import os
import shutil
import sys
import tempfile
import threading


def tags_of(header):
    """The ETags of If-None-Match, compared weakly (RFC 9110 §13.1.2)."""
    tags = [tag.strip() for tag in header.split(",")]
    return [tag[2:] if tag.startswith("W/") else tag for tag in tags]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder = "."
    asked = []  # (method, path, status), for tests to look into

    def log_message(self, *args):
        pass

    def headers_of(self, bytes_, modified):
        name = os.path.basename(self.path)
        return {
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": f'inline; filename="{name}"',
            "ETag": '"' + hashlib.sha256(bytes_).hexdigest()[:32] + '"',
            "Last-Modified": email.utils.formatdate(modified, usegmt=True),
            "Cache-Control": "private, max-age=900, must-revalidate",
            "X-Robots-Tag": "noindex",
            "Referrer-Policy": "no-referrer",
        }

    def is_unchanged(self, headers, modified):
        match = self.headers.get("If-None-Match")
        if match is not None:
            return match.strip() == "*" or headers["ETag"] in tags_of(match)
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            parsed = email.utils.parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
        return int(modified) <= parsed.timestamp()

    def answer(self, status, headers, body):
        self.asked.append((self.command, self.path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(body)

    def do_GET(self):
        path = os.path.join(self.folder, os.path.basename(self.path))
        try:
            with open(path, "rb") as file:
                body = file.read()
                modified = os.fstat(file.fileno()).st_mtime
        except OSError:
            self.answer(404, {"Content-Type": "text/plain"}, b"not there\n")
            return
        headers = self.headers_of(body, modified)
        unchanged = self.is_unchanged(headers, modified)
        self.answer(304 if unchanged else 200, headers, body)

    do_HEAD = do_GET


@contextlib.contextmanager
def serving(folder, handler=Handler):
    """The address of the folder, while the block runs. handler.asked fills."""
    made = type("Serving", (handler,), {"folder": folder, "asked": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), made)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        host, port = server.server_address
        yield f"http://{host}:{port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def serving_copy(feed):
    """The address of a copy of that feed, and the copy's path."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(feed, os.path.join(folder, "feed.ics"))
        with serving(folder) as address:
            yield f"{address}/feed.ics", copy


if __name__ == "__main__":
    with serving(sys.argv[1]) as address:
        print(address, flush=True)
        sys.stdin.read()
