"""Marks every personal and internal value of the sample season, writes every
kind of workbook and looks for the marks in each part of each file.

    privacy.py JUMELAGE
"""
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

# Columns that no workbook may show, and who may see counts of them.
MARKED = {'person': ['email', 'phone', 'note'],
          'member': ['meal', 'mobility', 'note'],
          'event': ['note', 'source', 'description_fr', 'description_en',
                    'description_ko'],
          'delegation': ['note', 'source'],
          'collectivity': ['note', 'source', 'siren', 'insee'],
          'venue': ['note'],
          'vehicle': ['note', 'operator'],
          'flight': ['note']}
KINDS = {'itinerary': ['--for', 'delegation:dl-suwon-tours-2023'],
         'itinerary-internal': ['--for', 'delegation:dl-suwon-tours-2023'],
         'rooming': ['--for', 'delegation:dl-suwon-tours-2023'],
         'year': ['--year', '2023'],
         'host': ['--for', 'host:fr-tours'],
         'template': []}
ROOMS = ['1인실', 'deux lits', '더블']  # as rooms are called


def run(*command):
    """The command succeeds."""
    subprocess.run(command, check=True, capture_output=True)


def mark(plan):
    """Each value says where it is from: "zqperson-email-pe-suwon"."""
    store = sqlite3.connect(plan)
    for table, columns in MARKED.items():
        for column in columns:
            store.execute(f"UPDATE {table} SET {column} = "
                          f"'zq{table}-{column}-' || id")
    store.commit()
    store.close()


def parts(path):
    """Every part of the file, its name, and the archive's own comment."""
    with zipfile.ZipFile(path) as archive:
        assert not archive.comment
        for entry in archive.infolist():
            assert not entry.comment and entry.filename
            yield entry.filename, archive.read(entry)


def check(kind, path):
    """No mark; meals as counts for protocol staff, rooms for the hotel."""
    names = set()
    for name, part in parts(path):
        names.add(name)
        text = part.decode('utf-8', 'replace')
        for at in re.finditer('zq', text):
            found = text[at.start():at.start() + 60]
            counted = (kind == 'itinerary-internal'
                       and found.startswith('zqmember-meal-')
                       and text[:at.start()].endswith('× '))
            assert counted, (kind, name, found)
        if kind in ('itinerary', 'year', 'host'):
            for room in ROOMS:
                assert room not in text, (kind, name, room)
    assert 'docProps/core.xml' in names and 'docProps/app.xml' in names


def main():
    """All kinds in two pairs of languages."""
    jumelage = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        plan = str(pathlib.Path(folder) / 'plan.db')
        run(jumelage, '--plan', plan, 'init', '--sample')
        mark(plan)
        for kind, options in KINDS.items():
            for langs in ('fr,ko', 'en,ko'):
                path = str(pathlib.Path(folder) / f'{kind}-{langs}.xlsx')
                run(jumelage, '--plan', plan, 'export', 'xlsx', '--kind', kind,
                    '--langs', langs, *options, '-o', path)
                check(kind, path)
                print(kind, langs)


main()
