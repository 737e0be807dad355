#!/usr/bin/python3
"""Ctrl-C on a real terminal: interrupt.py PROGRAM.

While another program holds the plan's write lock, an edit waits for it: Ctrl-C
must end it with 130 and one line, and leave the plan as it was. The lock is
held throughout, so the edit can only end by the signal, or by its patience of
five seconds.
"""
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
folder = tempfile.mkdtemp(prefix="jumelage-interrupt-")
plan = os.path.join(folder, "plan.db")
environment = {"LANG": "en_GB.UTF-8", "USER": "marie", "JUMELAGE_PLAN": plan,
               "PATH": os.environ.get("PATH", "")}


def run(*words):
    return subprocess.run([program, *words], env=environment, check=True,
                          capture_output=True, text=True).stdout


def has_plan_open(process):
    """Not before it is the program: until then it is a copy of this one."""
    try:
        if os.readlink(f"/proc/{process}/exe") != os.path.realpath(program):
            return False
        names = os.listdir(f"/proc/{process}/fd")
        return any(os.readlink(f"/proc/{process}/fd/{name}") == plan
                   for name in names)
    except FileNotFoundError:
        return False


def interrupt():
    """Presses Ctrl-C once the edit has the plan open; its code and words."""
    process, terminal = pty.fork()
    if process == 0:
        # whoever runs the tests in the background has it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execve(program, [program, "edit", "fr-tours", "capacity=3"],
                  environment)
    end = time.monotonic() + 60
    while not has_plan_open(process) and time.monotonic() < end:
        time.sleep(0.01)
    os.write(terminal, b"\x03")
    said = b""
    try:
        while chunk := os.read(terminal, 4096):
            said += chunk
    except OSError:
        pass  # the terminal is gone with its last program
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said.decode()


try:
    run("init", "--sample")
    before = run("log", "--limit", "0") + run("show", "fr-tours", "--json")
    lock = sqlite3.connect(plan, isolation_level=None)
    lock.execute("PRAGMA journal_mode = WAL")
    lock.execute("BEGIN IMMEDIATE")
    code, said = interrupt()
    lock.execute("ROLLBACK")
    lock.close()
    after = run("log", "--limit", "0") + run("show", "fr-tours", "--json")
    assert code == 130, (code, said)
    assert "jumelage: stopped; nothing was changed" in said, said
    assert before == after
    assert sorted(os.listdir(folder)) == ["plan.db"], os.listdir(folder)
    run("edit", "fr-tours", "capacity=3")
    print("stopped:", said.strip().splitlines())
finally:
    shutil.rmtree(folder)
