#!/usr/bin/python3
"""Files that are no workbooks, or bad ones: each is refused with a message that
says what to do, within 64 MB and a second of CPU (an address-space and CPU
limit, so that none can pass by being slow).

    hostile.py FOLDER DUMP SANITIZED
"""
import io
import pathlib
import resource
import shutil
import struct
import subprocess
import sys
import zipfile

from check import NS, REL, pack, parts

SHEET = '<worksheet xmlns="%s"><sheetData>%%s</sheetData></worksheet>' % NS
ONE = SHEET % '<row r="1"><c r="A1"><v>1</v></c></row>'
DAMAGED = 'abîmé, incomplet ou anormal'


def with_sheet(rows, **more):
    files = parts(SHEET % rows)
    files.update(more)
    return files


def zipped(files, **how):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED, **how) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def spaces(files, name, before, count, after):
    """A part that unpacks to `count` MiB of spaces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as z:
        for other, text in files.items():
            if other != name:
                z.writestr(other, text)
        with z.open(name, 'w', force_zip64=True) as part:
            part.write(before.encode())
            block = b' ' * (1 << 20)
            for _ in range(count):
                part.write(block)
            part.write(after.encode())
    return out.getvalue()


def twice():
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as archive:
        for name, text in parts(ONE).items():
            archive.writestr(name, text)
        archive.writestr('XL/WORKBOOK.xml', 'x')
    return out.getvalue()


def patched(what, by):
    """A whole archive, some bytes of whose directory lie."""
    data = bytearray(zipped(parts(ONE)))
    at = data.rindex(b'PK\1\2')
    data[at + what:at + what + 4] = by
    return bytes(data)


def flipped():
    """A byte of packed data that the checksum tells."""
    files = parts(ONE)
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    data = bytearray(out.getvalue())
    at = data.index(b'<v>1</v>')
    data[at + 3] = ord('2')
    return bytes(data)


def ole(name):
    """The beginning of an OLE container with a stream of that name."""
    return (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(1016) +
            name.encode('utf-16-le') + bytes(512))


def bomb():
    entities = ''.join('<!ENTITY a%d "%s">' % (i, '&a%d;' % (i - 1) * 10)
                       for i in range(1, 12))
    return '<!DOCTYPE x [<!ENTITY a0 "lol">%s]>' % entities


def cases():
    ok = parts(ONE)
    sheet = 'xl/worksheets/sheet1.xml'
    book = 'xl/workbook.xml'
    yield 'entities', zipped({**ok, sheet: bomb() + ONE}), 'holds a DOCTYPE'
    yield 'doctype of strings', zipped(
        {**ok, 'xl/sharedStrings.xml': '<!DOCTYPE sst><sst/>'}), DAMAGED
    yield 'external entity', zipped(
        {**ok, book: '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + ok[book]}), DAMAGED
    yield 'spaces between rows', spaces(
        ok, sheet, ONE[:-24], 2048, ONE[-24:]), 'unpacks to too much'
    yield 'spaces in a tag', spaces(
        ok, sheet, ONE[:-24] + '<row ', 64, '/>' + ONE[-24:]), 'an endless tag'
    yield 'spaces in a value', spaces(
        ok, sheet, (SHEET % '|').split('|')[0] + '<row><c t="str"><v>', 64,
        '</v></c></row>' + (SHEET % '|').split('|')[1]), '32 767'
    yield 'spaces in strings', spaces(
        ok, 'xl/sharedStrings.xml', '<sst xmlns="%s"><si><t>' % NS, 64,
        '</t></si></sst>'), DAMAGED
    yield 'spaces in the workbook', spaces(
        ok, book, ok[book].split('<sheet ')[0], 2048,
        '<sheet ' + ok[book].split('<sheet ')[1]), 'unpacks to too much'
    yield 'names twice', twice(), 'is there twice'
    yield 'truncated', zipped(ok)[:-200], DAMAGED
    yield 'cut in half', zipped(ok)[:700], DAMAGED
    yield 'a lying size', patched(24, struct.pack('<I', 7)), DAMAGED
    yield 'a lying checksum', patched(16, b'abcd'), DAMAGED
    yield 'a changed byte', flipped(), 'CRC error'
    yield 'climbing names', zipped({**ok, '../../etc/passwd': 'x'}), DAMAGED
    yield 'an absolute name', zipped({**ok, '/etc/passwd': 'x'}), DAMAGED
    rels = 'xl/_rels/workbook.xml.rels'
    yield 'an external sheet', zipped({**ok, rels: ok[rels].replace(
        'Target="worksheets/sheet1.xml"',
        'Target="file:///etc/passwd" TargetMode="External"')}), DAMAGED
    yield 'a climbing sheet', zipped({**ok, rels: ok[rels].replace(
        'worksheets/sheet1.xml', '../../../etc/passwd')}), DAMAGED
    yield 'a sheet that is not there', zipped(
        {k: v for k, v in ok.items() if k != sheet}), DAMAGED
    yield 'deep', zipped(with_sheet('<a>' * 100000 + '</a>' * 100000)), 'nests too deep'
    yield 'no XML', zipped({**ok, sheet: '<worksheet><sheetData><row></c>'}), DAMAGED
    yield 'not UTF-8', zipped({**ok, sheet: ONE.encode() + b'\xff\xfe'}), DAMAGED
    yield 'a long text', zipped(with_sheet(
        '<row><c t="inlineStr"><is><t>%s</t></is></c></row>' % ('é' * 32768))), '32 767'
    yield 'many columns', zipped(with_sheet(
        '<row r="1"><c r="XFE1"><v>1</v></c></row>')), '16 384'
    yield 'many rows', zipped(with_sheet(
        '<row r="1048577"><c><v>1</v></c></row>')), '1 048 576'
    yield 'a huge address', zipped(with_sheet(
        '<row r="1"><c r="ZZZZZZZZZZZZZZ99999999999999"><v>1</v></c></row>')), '16 384'
    yield 'backwards', zipped(with_sheet(
        '<row r="2"><c><v>1</v></c></row><row r="1"/>')), DAMAGED
    yield 'a cell twice', zipped(with_sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')), DAMAGED
    yield 'a string that is not there', zipped(with_sheet(
        '<row><c t="s"><v>99</v></c></row>')), DAMAGED
    yield 'no number', zipped(with_sheet('<row><c><v>0x10</v></c></row>')), DAMAGED
    yield 'not a number', zipped(with_sheet('<row><c><v>nan</v></c></row>')), DAMAGED
    many = ''.join('<sheet name="s%d" sheetId="%d" r:id="s1"/>' % (i, i)
                   for i in range(1, 2000))
    yield 'many sheets', zipped({**ok, book: ok[book].replace(
        '<sheets>', '<sheets>' + many)}), DAMAGED
    yield 'many parts', zipped({**ok, **{'x%d' % i: '' for i in range(5000)}}), DAMAGED
    yield 'encrypted', ole('EncryptedPackage'), 'mot de passe'
    yield 'an old .xls', ole('Workbook'), '97-2003'
    yield 'an older .xls', b'\x09\x08\x10\x00' + bytes(512), '97-2003'
    yield 'an .ods', zipped({'mimetype': 'application/vnd.oasis.opendocument.spreadsheet',
                             'META-INF/manifest.xml': '<m/>', 'content.xml': '<c/>'}), '.ods'
    pack_rels = ok['_rels/.rels']
    yield 'an .xlsb', zipped({**ok, '_rels/.rels': pack_rels.replace(
        'workbook.xml', 'workbook.bin')}), '.xlsb'
    yield 'a letter', zipped({**ok, '_rels/.rels': pack_rels.replace(
        '/xl/workbook.xml', '/word/document.xml')}), 'n’est pas un classeur'
    yield 'another archive', zipped({'a.txt': 'x'}), 'n’est pas un classeur'
    yield 'an empty archive', zipped({}), DAMAGED
    yield 'a PDF', b'%PDF-1.7\n', 'n’est pas un classeur'
    yield 'a text', b'Nom;Prenom\n', 'n’est pas un classeur'
    yield 'nothing', b'', 'n’est pas un classeur'


def limit(sanitized):
    def apply():
        if not sanitized:
            resource.setrlimit(resource.RLIMIT_AS, (64 << 20, 64 << 20))
            resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return apply


def main():
    folder, dump = pathlib.Path(sys.argv[1]), sys.argv[2]
    sanitized = sys.argv[3] in ('1', 'ON')
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pack(folder / 'fine.xlsx', parts(ONE))
    failed = [] if subprocess.run(
        [dump, folder / 'fine.xlsx'], stdout=subprocess.DEVNULL,
        preexec_fn=limit(sanitized)).returncode == 0 else ['fine']
    count = 0
    for name, data, wanted in cases():
        path = folder / (name.replace(' ', '-') + '.xlsx')
        path.write_bytes(data)
        run = subprocess.run([dump, path], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE,
                             preexec_fn=limit(sanitized))
        said = run.stderr.decode('utf-8', 'replace')
        count += 1
        if run.returncode != 3 or wanted not in said.replace('\u00a0', ' '):
            failed.append('%s: %d %s' % (name, run.returncode, said.strip()))
        path.unlink()
    print('%d hostile files' % count)
    print('\n'.join(failed))
    sys.exit(bool(failed))


if __name__ == '__main__':
    main()
