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
            if entry.filename.endswith('.png'):
                continue
            text = archive.read(entry).decode('utf-8')
            words = ''.join(xml.fromstring(text).itertext())
            for secret in expected['secret']:
                assert secret not in words, (entry.filename, secret)
                assert secret not in text, (entry.filename, secret)
            if expected['kind'][0] != 'year':
                assert '<f>' not in text and '<f ' not in text, entry.filename
            for target in re.findall('TargetMode="External"[^>]*', text):
                assert 'file:' not in target, target
            for target in re.findall('Target="([^"]*)"[^>]*TargetMode="Ext',
                                     text):
                assert target.startswith('https://'), target
        assert not [n for n in names if 'comment' in n or 'external' in n]


def check_page(sheet):
    """How the sheet is printed."""
    assert sheet.sheet_state == 'visible'
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == 'landscape'
    scale = sheet.page_setup.scale or 100
    assert 40 <= scale <= 100
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not sheet.sheet_view.showGridLines
    assert re.fullmatch(r'\$?\d+:\$?\d+', sheet.print_title_rows)
    assert sheet.print_area
    header = sheet.HeaderFooter.oddHeader
    footer = sheet.HeaderFooter.oddFooter
    assert header.left.text and header.right.text
    assert '&P' in footer.center.text and '&N' in footer.center.text
    assert 'v4' in footer.left.text and '2023' in footer.left.text
    assert '대외비' in footer.right.text
    width = sum(dimension.width * 7 * .75 * (dimension.max - dimension.min + 1)
                for dimension in sheet.column_dimensions.values())
    assert scale == 40 or width * scale / 100 <= 842 - 2 * .45 * 72


def check_cells(sheet, heights):
    """Every row has a height, every text is a text."""
    merged = set()
    for area in sheet.merged_cells.ranges:
        cells = {(r, c) for r, c in area.cells}
        assert not merged & cells, area
        merged |= cells
    for row in range(1, sheet.max_row + 1) if heights else ():
        assert 0 < sheet.row_dimensions[row].height <= 409, row
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != 'f' or cell.value.startswith('=SUM('), cell
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
    assert len(sheet.row_breaks.brk) >= days - 1, days
    if expected['one_page'][0] == 'yes':
        assert len(sheet.row_breaks.brk) == days - 1


def check_members(sheet, expected):
    """One row each, in order."""
    header = int(sheet.print_title_rows.strip('$').split(':')[0])
    ranks = [row[0].value for row in sheet.iter_rows(min_row=header + 1)]
    assert ranks == list(range(1, int(expected['members'][0]) + 1)), ranks
    assert sheet.max_column in (9, 10)


SHEETS = {
    'fr': {'itinerary': 'Programme|Délégation|Contacts|Lieux',
           'internal': 'Programme|Délégation|Contacts|Lieux|Déroulé|Transports'
                       '|Interprètes|Hébergement|Repas|Alertes|Versions',
           'rooming': 'Hébergement',
           'year': 'Année 2023|Événements|Conflits|Charge',
           'host': 'Accueils|Visites|Conflits',
           'template': 'Collectivité|Personne|Délégation|Membre d’une '
                       'délégation|Lieu|Événement|Plage occupée|Temps de '
                       'trajet|Réponse à la consultation|Listes'}}


def check_links(book):
    """Each leads to a row that is there, from which another leads back."""
    led = {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                link = cell.hyperlink
                if not link or not link.location:
                    continue
                name, row_number = re.fullmatch(r"'(.+)'!A(\d+)",
                                                link.location).groups()
                target = book[name]
                cells = [c.value for c in target[int(row_number)]]
                assert any(cells), link.location
                assert int(row_number) > int(
                    target.print_title_rows.strip('$').split(':')[0])
                led.setdefault(sheet.title, []).append((cell, cells))
                # a place's row holds the name that the tip says
                if link.tooltip:
                    assert any(link.tooltip in str(c) for c in cells), cells
    return led


def check_template(book):
    """Drop-downs ask for names, never for lists of their own."""
    names = {name.name: name.attr_text
             for name in book.defined_names.definedName}
    asked = set()
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            assert re.fullmatch(r'jm_list_\d+', rule.formula1), rule.formula1
            asked.add(rule.formula1)
    assert asked and asked <= set(names), asked - set(names)
    for name, where in names.items():
        sheet, area = where.split('!')
        cells = book[sheet.strip("'")][area.replace('$', '')]
        cells = cells if isinstance(cells, tuple) else ((cells,),)
        assert all(cell.value for row in cells for cell in row), name


def check_year(book):
    """The bars: weeks in a row, framed where something clashes."""
    sheet = book.worksheets[0]
    weeks = [cell.value for cell in sheet[6][3:]]
    assert len(weeks) >= 53 and '1' in weeks and '52' in weeks, weeks
    marks = [cell for row in sheet.iter_rows(min_row=7) for cell in row[3:]
             if cell.value == '!']
    for cell in marks:
        assert cell.border.left.color.rgb == 'FFB00020', cell
    return marks


def check_rooming(sheet):
    """As many nights as lie between both days."""
    for row in sheet.iter_rows(min_row=4, values_only=True):
        if isinstance(row[5], datetime.datetime):
            assert (row[6] - row[5]).days == row[7], row


def check(path):
    """One workbook."""
    expected = expectations(path.with_suffix('.txt'))
    kind, language = expected['kind'][0], expected['first'][0]
    check_container(path, expected)
    book = openpyxl.load_workbook(path)
    names = book.sheetnames
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 for name in names)
    if language in SHEETS:
        assert '|'.join(names) == SHEETS[language][kind], names
    assert bool(book.defined_names) == (kind == 'template')
    for sheet in book:
        check_page(sheet)
        check_cells(sheet, kind != 'template')
    led = check_links(book)
    if kind in ('itinerary', 'internal'):
        check_programme(book.worksheets[0], expected)
        check_members(book.worksheets[1], expected)
        assert not path.stem.startswith('suwon') or len(led) >= 3, led
    if kind == 'template':
        check_template(book)
    if kind == 'year':
        marks = check_year(book)
        if path.stem.startswith('suwon'):
            assert marks and len(book.worksheets[3]._charts) == 2
    if kind == 'rooming':
        check_rooming(book.worksheets[0])
    properties = book.properties
    assert not properties.creator and not properties.lastModifiedBy
    assert properties.created == properties.modified == CREATED
    assert properties.title
    with zipfile.ZipFile(path) as archive:
        custom = archive.read('docProps/custom.xml').decode('utf-8')
    assert 'Language' in custom and language + ', ' in custom


def main():
    """All of them."""
    paths = sorted(pathlib.Path(sys.argv[1]).glob('*.xlsx'))
    assert paths
    for path in paths:
        print(path.name)
        check(path)


main()
