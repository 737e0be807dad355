"""Prints the demo's workbooks with LibreOffice and looks at the pages.

    print.py FOLDER

One page per break, every title on paper, nothing over the margins, no word over
another one. Exit 77 when LibreOffice is not installed.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import openpyxl

WIDTH, HEIGHT = 841.89, 595.28
WORD = '{http://www.w3.org/1999/xhtml}word'
PAGE = '{http://www.w3.org/1999/xhtml}page'


def squeeze(text):
    """Without what a line's end may add or take away."""
    return re.sub(r'[\s\u00ad]+', '', text)


def run(*command):
    """What the command printed."""
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.decode('utf-8')


def print_all(folder, out):
    """PDF files of all workbooks, through a profile of our own."""
    books = sorted(folder.glob('*.xlsx'))
    run('soffice', '--headless', f'-env:UserInstallation=file://{out}/profile',
        '--convert-to', 'pdf', '--outdir', str(out), *map(str, books))
    return [(book, out / (book.stem + '.pdf')) for book in books]


def pages_in(book):
    """The pages that the workbook asks for: its breaks."""
    sheets = openpyxl.load_workbook(book).worksheets
    return sum(len(sheet.row_breaks.brk) + 1 for sheet in sheets)


def overlap(a, b):
    """Two words share ink: more than the touch of a line's spacing."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide > 1.5 and high > .45 * min(a[3] - a[1], b[3] - b[1])


def check_words(pdf):
    """Where each word stands."""
    layout = xml.fromstring(run('pdftotext', '-bbox', str(pdf), '-'))
    for number, page in enumerate(layout.iter(PAGE), 1):
        words = [tuple(float(word.get(key))
                       for key in ('xMin', 'yMin', 'xMax', 'yMax'))
                 + (word.text,) for word in page.iter(WORD)]
        assert words, (pdf.name, number)
        for i, a in enumerate(words):
            assert 20 < a[0] and a[2] < WIDTH - 20, (pdf.name, number, a)
            assert 10 < a[1] and a[3] < HEIGHT - 10, (pdf.name, number, a)
            for b in words[i + 1:]:
                assert not overlap(a, b), (pdf.name, number, a, b)


def expectations(book):
    """The lines of NAME.txt as {key: [value, ...]}."""
    found = {}
    for line in book.with_suffix('.txt').read_text('utf-8').splitlines():
        key, _, value = line.partition('\t')
        found.setdefault(key, []).append(value)
    return found


def check_code(pdf, url):
    """The QR code as a phone reads it from the first page, on paper."""
    if not shutil.which('zbarimg'):
        return
    page = str(pdf.with_suffix(''))
    run('pdftoppm', '-r', '150', '-l', '1', '-singlefile', '-png', str(pdf),
        page)
    assert run('zbarimg', '-q', '--raw', page + '.png').strip() == url


def check(book, pdf):
    """One workbook."""
    wanted = expectations(book)
    kind = wanted['kind'][0]
    pages = int(re.search(r'Pages:\s+(\d+)', run('pdfinfo', str(pdf)))[1])
    if kind in ('itinerary', 'internal', 'rooming'):
        assert pages == pages_in(book), (pages, pages_in(book))
    else:  # tables flow from page to page
        assert pages >= pages_in(book), (pages, pages_in(book))
    text = squeeze(run('pdftotext', '-raw', str(pdf), '-'))
    if kind in ('itinerary', 'internal'):
        for title in wanted.get('title', []):
            assert squeeze(title) in text, title
    for secret in wanted['secret']:
        assert squeeze(secret) not in text, secret
    for url in wanted.get('code', []):
        assert squeeze(url) in text, url
        check_code(pdf, url)
    if wanted['first'][0] != 'ko':
        assert squeeze(f'{pages}/{pages}') in text
    if not book.stem.startswith('hostile') and kind != 'template':
        check_words(pdf)  # a hostile row is taller than a row may be


def main():
    """All of them."""
    if not shutil.which('soffice') or not shutil.which('pdftotext'):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as out:
        printed = print_all(pathlib.Path(sys.argv[1]), pathlib.Path(out))
        for book, pdf in printed:
            print(book.name)
            check(book, pdf)


main()
