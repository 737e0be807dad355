"""Opens the demo's workbooks with openpyxl and says what is wrong with them.

    check.py FOLDER

FOLDER holds NAME.xlsx and NAME.txt for each: see demo.c.
"""
import datetime
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
import zipfile

import openpyxl

CREATED = datetime.datetime(2023, 4, 20, 10, 0)
TIMES = re.compile(r'hh:mm(" \+\d+")?$')
HEADER = {'fr': ['Début', 'Fin', 'Durée', 'Activité', '', 'Lieu',
                 'Interlocuteurs', 'Logistique'],
          'en': ['Start', 'End', 'Length', 'Activity', '', 'Place',
                 'Hosts and speakers', 'Logistics'],
          'ko': ['시작', '종료', '소요', '일정', '', '장소', '면담자', '비고']}


def expectations(path):
    """The lines of NAME.txt as {key: [value, ...]}."""
    found = {}
    for line in path.read_text('utf-8').splitlines():
        key, _, value = line.partition('\t')
        found.setdefault(key, []).append(value)
    return found


def plain(value):
    """The text of a cell, without Excel's escapes."""
    return re.sub(r'_x005F(?=_x[0-9A-Fa-f]{4}_)', '', value)


def check_container(path, expected):
    """The archive and each of its parts, before anybody makes sense of it."""
    subprocess.run(['unzip', '-tq', path], check=True, stdout=subprocess.PIPE)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        for entry in archive.infolist():
            assert entry.date_time[:3] == (1980, 1, 1), entry
            text = archive.read(entry).decode('utf-8')
            words = ''.join(xml.fromstring(text).itertext())
            for secret in expected['secret']:
                assert secret not in words, (entry.filename, secret)
                assert secret not in text, (entry.filename, secret)
            assert '<f>' not in text and '<f ' not in text, entry.filename
            assert '<hyperlink' not in text, entry.filename
        assert not [n for n in names if 'comment' in n or 'external' in n]


def check_page(sheet):
    """How the sheet is printed."""
    assert sheet.sheet_state == 'visible'
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == 'landscape'
    assert 60 <= sheet.page_setup.scale <= 100
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not sheet.sheet_view.showGridLines
    assert re.fullmatch(r'\$?(\d+):\$?\1', sheet.print_title_rows)
    assert sheet.print_area
    header = sheet.HeaderFooter.oddHeader
    footer = sheet.HeaderFooter.oddFooter
    assert header.left.text and header.right.text
    assert '&P' in footer.center.text and '&N' in footer.center.text
    assert 'v4' in footer.left.text and '2023' in footer.left.text
    assert '대외비' in footer.right.text
    width = sum(dimension.width * 7 * .75 * (dimension.max - dimension.min + 1)
                for dimension in sheet.column_dimensions.values())
    assert width * sheet.page_setup.scale / 100 <= 842 - 2 * .45 * 72, width


def check_cells(sheet):
    """Every row has a height, every text is a text."""
    merged = set()
    for area in sheet.merged_cells.ranges:
        cells = {(r, c) for r, c in area.cells}
        assert not merged & cells, area
        merged |= cells
    for row in range(1, sheet.max_row + 1):
        assert 0 < sheet.row_dimensions[row].height <= 409, row
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != 'f', cell
            if isinstance(cell.value, str):
                assert len(cell.value.encode('utf-16-le')) // 2 <= 32767
                assert not re.search('[\x00-\x08\x0b-\x1f\x7f-\x9f]',
                                     cell.value), cell
                assert cell.alignment.wrap_text, cell


def check_programme(sheet, expected):
    """The columns, the hours, the titles."""
    header = int(sheet.print_title_rows.strip('$').split(':')[0])
    language = expected['first'][0]
    for column, label in enumerate(HEADER[language], 1):
        text = sheet.cell(header, column).value
        assert text and text.startswith(label), (column, text)
    assert sheet.max_column == 8
    starts = [row[0] for row in sheet.iter_rows(min_row=header + 1)
              if isinstance(row[0].value, datetime.datetime)]
    assert len(starts) == int(expected['hours'][0]), len(starts)
    for cell in starts:
        end = sheet.cell(cell.row, 2)
        length = sheet.cell(cell.row, 3)
        assert cell.number_format == 'hh:mm' and cell.value.year == 2023
        if end.value is not None:
            assert TIMES.match(end.number_format), end.number_format
            assert isinstance(end.value, datetime.datetime)
            assert end.value - cell.value == length.value, cell
    titles = [plain(str(row[3].value)) for row in sheet.iter_rows()
              if row[3].value]
    for title in expected.get('title', []):
        assert any(title in text for text in titles), title
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    for wanted in expected.get('text', []):
        assert any(wanted in text for text in texts), wanted
    days = int(expected['days'][0])
    assert len(sheet.row_breaks.brk) >= days - 1
    if expected['one_page'][0] == 'yes':
        assert len(sheet.row_breaks.brk) == days - 1


def check_members(sheet, expected):
    """One row each, in order."""
    header = int(sheet.print_title_rows.strip('$').split(':')[0])
    ranks = [row[0].value for row in sheet.iter_rows(min_row=header + 1)]
    assert ranks == list(range(1, int(expected['members'][0]) + 1)), ranks
    assert sheet.max_column in (9, 10)


def check(path):
    """One workbook."""
    expected = expectations(path.with_suffix('.txt'))
    check_container(path, expected)
    book = openpyxl.load_workbook(path)
    names = [expected['programme'][0], expected['delegation'][0]]
    assert book.sheetnames == names, book.sheetnames
    assert not book.defined_names
    for sheet in book:
        check_page(sheet)
        check_cells(sheet)
    check_programme(book[names[0]], expected)
    check_members(book[names[1]], expected)
    properties = book.properties
    assert properties.creator == 'Jumelage'
    assert properties.created == properties.modified == CREATED
    assert properties.title and properties.subject
    with zipfile.ZipFile(path) as archive:
        custom = archive.read('docProps/custom.xml').decode('utf-8')
    assert 'Language' in custom and expected['first'][0] + ', ' in custom


def main():
    """All of them."""
    paths = sorted(pathlib.Path(sys.argv[1]).glob('*.xlsx'))
    assert paths
    for path in paths:
        print(path.name)
        check(path)


main()
