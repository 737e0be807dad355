#!/usr/bin/python3
"""Compares what we read of spreadsheets with what openpyxl reads of them.

    check.py FOLDER DUMP WRITE

DUMP and WRITE are dump.c and write.c. The workbooks are made in FOLDER by
libxlsxwriter, openpyxl, exceljs, LibreOffice and Gnumeric, as far as these are
there, and by hand. Fewer than ten workbooks is a failure.
"""
import datetime
import pathlib
import re
import shutil
import subprocess
import sys
import warnings
import zipfile

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

warnings.simplefilter('ignore')
HERE = pathlib.Path(__file__).parent
ESCAPE = re.compile(r'_x([0-9A-Fa-f]{4})_')


# ---- workbooks ----

def write_openpyxl(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Feuille « un »"
    sheet['A1'] = 'Titre'
    sheet.merge_cells('A1:D1')
    sheet['A2'] = datetime.datetime(2026, 3, 17, 9, 30)
    sheet['B2'] = datetime.date(2026, 3, 17)
    sheet['C2'] = datetime.time(14, 5)
    sheet['D2'] = True
    sheet['E2'] = '=1+1'
    sheet['F2'] = 1e-300
    sheet['G2'] = -12345678901234
    sheet['H2'] = '한글 é œ 🚄\n\tx'
    sheet['I2'] = '#N/A'
    sheet['ZZ500'] = 0.1
    book.create_sheet('cachée')['A1'] = 'x'
    book['cachée'].sheet_state = 'veryHidden'
    book.save(folder / 'openpyxl.xlsx')

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for i in range(1, 50):
        book.active.cell(i, 1, datetime.datetime(1904 + i, 3, 1, i % 24, i))
        book.active.cell(i, 2, datetime.time(i % 24, i))
    book.save(folder / 'openpyxl-1904.xlsx')

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet('flux')
    for i in range(300):
        sheet.append([i, 'ligne %d' % i, None, datetime.date(2026, 1, 1)])
    book.save(folder / 'openpyxl-write-only.xlsx')


CSV = '''Date,Heure,Activité,일정,Nombre
2026-03-17,09:30,"Visite, ""grande""",방문,1.5
2026-03-18,14:05,Réunion,회의,-3
'''


def convert(folder):
    """Through other programs, where they are there."""
    (folder / 'table.csv').write_text(CSV, 'utf-8')
    if shutil.which('soffice'):
        run = ['soffice', '--headless',
               '-env:UserInstallation=file://%s/profile' % folder,
               '--convert-to']
        for source, kind, name in (('table.csv', 'ods', None),
                                   ('table.csv', 'xlsx', 'soffice-csv'),
                                   ('table.ods', 'xlsx', 'soffice-ods'),
                                   ('openpyxl.xlsx', 'xlsx', 'soffice-xlsx'),
                                   ('xlsxwriter.xlsx', 'xlsx', 'soffice-big')):
            out = folder / (name or 'ods')
            out.mkdir(exist_ok=True)
            subprocess.run(run + [kind, '--outdir', out, folder / source],
                           check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            made = out / (pathlib.Path(source).stem + '.' + kind)
            made.rename(folder / ((name or 'table') + '.' + kind))
    if shutil.which('ssconvert'):
        for source in ('table.csv', 'xlsxwriter.xlsx'):
            subprocess.run(['ssconvert', folder / source, folder /
                            ('gnumeric-%s.xlsx' % pathlib.Path(source).stem)],
                           check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)


NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
TYPES = '''<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
</Types>'''


def parts(sheet, strings='', xfs='<xf numFmtId="0"/>', formats=''):
    """The parts of a workbook of one sheet."""
    pack = 'http://schemas.openxmlformats.org/package/2006/relationships'
    return {
        '[Content_Types].xml': TYPES,
        '_rels/.rels': '<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/officeDocument" Target="/xl/workbook.xml"/></Relationships>' % (pack, REL),
        'xl/workbook.xml': '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="Main" sheetId="1" r:id="s1"/></sheets></workbook>' % (NS, REL),
        'xl/_rels/workbook.xml.rels': '<Relationships xmlns="%s"><Relationship Id="s1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="%s/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="%s/styles" Target="/xl/styles.xml"/></Relationships>' % (pack, REL, REL, REL),
        'xl/styles.xml': '<styleSheet xmlns="%s"><numFmts>%s</numFmts><fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>' % (NS, formats, xfs),
        'xl/sharedStrings.xml': '<sst xmlns="%s">%s</sst>' % (NS, strings),
        'xl/worksheets/sheet1.xml': sheet}


def pack(path, files):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def write_by_hand(folder):
    sheet = '''<x:worksheet xmlns:x="%s"><x:sheetData>
<x:row><x:c><x:v>1</x:v></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c r="E1" t="str"><x:f>A1</x:f><x:v>ab</x:v></x:c></x:row>
<x:row r="4"><x:c t="inlineStr"><x:is><x:t xml:space="preserve"> a </x:t></x:is></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>
<x:row><x:c t="inlineStr"><x:is><x:r><x:t>ri</x:t></x:r><x:r><x:t>che</x:t></x:r></x:is></x:c><x:c t="b"><x:v>0</x:v></x:c></x:row>
<x:row r="9"/><x:row r="10"><x:c r="B10"/><x:c r="C10" t="e"><x:v>#REF!</x:v></x:c></x:row>
</x:sheetData></x:worksheet>''' % NS
    strings = '''<si><r><t>東</t></r><r><t xml:space="preserve"> 京</t></r><rPh sb="0" eb="1"><t>とう</t></rPh><phoneticPr fontId="1"/></si><si><t>fin</t></si>'''
    pack(folder / 'hand.xlsx', parts(sheet, strings))

    codes = ['General', 'dd/mm/yy', '0.00E+00', '[Red]#,##0', '[h]:mm',
             '"dd"0', '\\d0', 'yyyy\\-mm', '[$-F800]dddd', '0" h"', 'mm:ss',
             '#,##0 "jours"', '[$€-40C] 0.00']
    formats = ''.join('<numFmt numFmtId="%d" formatCode="%s"/>'
                      % (164 + i, code.replace('"', '&quot;'))
                      for i, code in enumerate(codes))
    ids = list(range(0, 23)) + list(range(37, 50)) + \
        [164 + i for i in range(len(codes))]
    xfs = ''.join('<xf numFmtId="%d"/>' % i for i in ids)
    rows = ''.join('<row r="%d"><c r="A%d" s="%d"><v>46098.25</v></c></row>'
                   % (i + 1, i + 1, i) for i in range(len(ids)))
    sheet = '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' \
        % (NS, rows)
    pack(folder / 'hand-formats.xlsx', parts(sheet, '', xfs, formats))


# ---- comparison ----

def unescape(text):
    """What Excel's escapes stand for, as our reader gives it."""
    text = ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), text)
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    return ''.join(c for c in text if c in '\n\t' or
                   (ord(c) >= 32 and not 127 <= ord(c) < 160))


def ours(dump, path):
    """{(sheet, address): (type, value)}, and the merged areas."""
    run = subprocess.run([dump, path], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
    assert run.returncode == 0, (path.name, run.stderr.decode())
    cells, merged = {}, set()
    for line in run.stdout.decode('utf-8').split('\n')[:-1]:
        fields = [re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t'}.get(
            m.group(1), m.group(1)), f) for f in line.split('\t')]
        if fields[2] == 'merged':
            merged.add((fields[0], fields[1]))
        else:
            cells[fields[0], fields[1]] = (fields[2], fields[3])
    return cells, merged


def theirs(path):
    book = openpyxl.load_workbook(path, data_only=True)
    cells, merged = {}, set()
    for sheet in book.worksheets:
        merged |= {(sheet.title, str(area)) for area in sheet.merged_cells.ranges}
        for cell in list(sheet._cells.values()):
            if cell.value is not None and cell.value != '':
                cells[sheet.title, cell.coordinate] = cell
    return cells, merged


def is_same(mine, cell):
    kind, value = mine
    other = cell.value
    if cell.data_type == 'e':
        return kind == 'error' and value == other
    if isinstance(other, bool):
        return kind == 'boolean' and value == str(int(other))
    if isinstance(other, (int, float)):
        return kind == 'number' and float(value) == float(other)
    if isinstance(other, str):
        return kind == 'text' and value == unescape(other)
    serial = to_excel(other)
    if isinstance(other, datetime.timedelta):
        serial = other.total_seconds() / 86400
    return kind == 'date' and abs(float(value) - serial) < 1.5 / 86400


def compare(dump, path):
    mine, my_areas = ours(dump, path)
    other, their_areas = theirs(path)
    # a formula that was never calculated has no value for openpyxl
    mine = {k: v for k, v in mine.items() if v[0] != 'formula'}
    missing = sorted(set(other) - set(mine))
    extra = sorted(set(mine) - set(other))
    wrong = [(k, mine[k], other[k].value) for k in mine
             if k in other and not is_same(mine[k], other[k])]
    for what, found in (('missing', missing), ('extra', extra),
                        ('wrong', wrong)):
        for one in found[:10]:
            print('%s: %s: %s' % (path.name, what, one))
    if my_areas != their_areas:
        print('%s: areas: %s' % (path.name, my_areas ^ their_areas))
    return len(mine), not (missing or extra or wrong or
                           my_areas != their_areas)


def main():
    folder, dump, write = map(pathlib.Path, sys.argv[1:])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([write, folder], check=True)
    write_openpyxl(folder)
    write_by_hand(folder)
    if shutil.which('node') and (HERE.parent / 'node_modules/exceljs').exists():
        subprocess.run(['node', HERE / 'write.mjs', folder], check=True)
    convert(folder)
    good, books, cells = True, 0, 0
    for path in sorted(folder.glob('*.xlsx')):
        count, is_good = compare(dump, path)
        good &= is_good
        books += 1
        cells += count
    print('%d workbooks, %d cells' % (books, cells))
    sys.exit(not good or books < 10 or cells < 5000)


if __name__ == '__main__':
    main()
