#!/usr/bin/python3
"""Runs the program on workbooks: sheets that people have, our own sheets back,
twice, and what must be refused.

    imports.py FOLDER JUMELAGE
"""
import datetime
import itertools
import json
import pathlib
import shutil
import subprocess
import sys

import openpyxl

FOLDER, JUMELAGE = pathlib.Path(sys.argv[1]), sys.argv[2]
DELEGATIONS = ['dl-suwon-tours-2023', 'dl-guro-2023', 'dl-gumi-2023']
failed, checks = [], 0


def check(good, what):
    global checks
    checks += 1
    if not good:
        failed.append(what)


def run(plan, *words, code=0):
    made = subprocess.run(
        [JUMELAGE, '--plan', FOLDER / plan, '--as-of', '2023-04-01', '--lang',
         'fr', *words], cwd=FOLDER, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)
    said = made.stdout.decode(), made.stderr.decode()
    check(made.returncode == code, (words, made.returncode, said))
    return said


def take(plan, *words, code=0):
    out, _ = run(plan, 'import', *words, '--json', code=code)
    return json.loads(out) if out else {'sheets': [], 'refusals': []}


def sums(told):
    return [tuple(sheet[key] for key in ('noun', 'added', 'updated',
                                         'unchanged', 'refused'))
            for sheet in told['sheets']]


def copy(plan):
    for name in (plan, plan + '-wal', plan + '-shm'):
        (FOLDER / name).unlink(missing_ok=True)
    shutil.copy(FOLDER / 'base.db', FOLDER / plan)


def round_trips():
    """Our own itineraries, in any two languages, change nothing."""
    for first, second in itertools.permutations(('fr', 'en', 'ko'), 2):
        for delegation in DELEGATIONS:
            copy('trip.db')
            name = '%s-%s-%s.xlsx' % (delegation, first, second)
            subprocess.run(
                [JUMELAGE, '--plan', FOLDER / 'trip.db', '--lang', first,
                 'export', 'xlsx', '--kind', 'itinerary', '--langs',
                 '%s,%s' % (first, second), '--for', 'delegation:' + delegation,
                 '-o', FOLDER / name], check=True, stderr=subprocess.DEVNULL)
            told = take('trip.db', name, '--delegation', delegation)
            check(told['change'] is None and not told['refusals'] and
                  {s['noun'] for s in told['sheets']} == {'event', 'member'} and
                  all(s['unchanged'] and not s['added'] and not s['updated']
                      for s in told['sheets']), (name, sums(told)))


def a_changed_itinerary():
    """An hour moved in the sheet is one event moved in the plan."""
    copy('moved.db')
    book = openpyxl.load_workbook(FOLDER / 'dl-suwon-tours-2023-fr-ko.xlsx')
    sheet = book['Programme']
    row = next(r for r in range(1, sheet.max_row)
               if sheet.cell(r, 4).value == 'Dîner de bienvenue')
    sheet.cell(row, 2).value += datetime.timedelta(minutes=30)
    sheet.cell(row, 8).value = 'Table ronde'
    book.save(FOLDER / 'moved.xlsx')
    told = take('moved.db', 'moved.xlsx', '--delegation', DELEGATIONS[0])
    check(sums(told)[0] == ('event', 0, 1, 33, 0), sums(told))
    out, _ = run('moved.db', 'log', '--limit', '1')
    check('2023-05-05T22:00' in out and 'Table ronde' in out, out)
    again = take('moved.db', 'moved.xlsx', '--delegation', DELEGATIONS[0])
    check(again['change'] is None, sums(again))


def a_forgotten_delegation():
    """A list of members has to say whose they are; events without that are
    still the ones of the plan."""
    copy('whose.db')
    name = 'dl-suwon-tours-2023-fr-ko.xlsx'
    _, err = run('whose.db', 'import', name, code=3)
    check('--delegation ID' in err, err)
    told = take('whose.db', name, '--sheet', 'Programme')
    check(sums(told) == [('event', 0, 0, 34, 0)] and told['change'] is None,
          sums(told))


def several_sheets():
    """Hosts, venues, people and a programme in one file, whichever comes first;
    a hidden sheet and a sheet without a table are passed over."""
    copy('many.db')
    book = openpyxl.Workbook()
    events = book.active
    events.title = 'Programme'
    events['A1'] = 'Programme de la visite'
    events.merge_cells('A1:D1')
    events.append(['Date', 'Début', 'Fin', 'Activité', 'Lieu', 'Délégation'])
    events.append([datetime.date(2026, 3, 17), datetime.time(9, 30),
                   datetime.time(10, 45), 'Visite', 'Salle Armoricaine',
                   DELEGATIONS[0]])
    events.append([None, datetime.time(14, 0), '15h30', 'Réunion', 'Ploumanach',
                   DELEGATIONS[0]])
    venues = book.create_sheet('Lieux')
    venues.append(['Lieu', 'Ville', 'Places'])
    venues.append(['Salle Armoricaine', 'Ploumanach', 80])
    hosts = book.create_sheet('Collectivités')
    hosts.append(['Nom', 'Type', 'Pays', 'Latitude', 'Longitude'])
    hosts.append(['Ploumanach', 'commune', 'FR', 48.83, -3.48])
    people = book.create_sheet('Contacts')
    people.append(['NOM', 'Prénom', 'Courriel', 'Collectivité', 'Langues'])
    people.append(['LE GOFF', 'Anne', 'le-goff@example.org', 'Ploumanach',
                   'français'])
    notes = book.create_sheet('Notes')
    notes['A1'] = 'à revoir'
    book.create_sheet('Ancien').sheet_state = 'hidden'
    book['Ancien'].append(['NOM', 'Prénom'])
    book['Ancien'].append(['X', 'Y'])
    book.save(FOLDER / 'many.xlsx')
    told = take('many.db', 'many.xlsx')
    check(sums(told) == [('event', 2, 0, 0, 0), ('venue', 1, 0, 0, 0),
                         ('collectivity', 1, 0, 0, 0),
                         ('person', 1, 0, 0, 0)], sums(told))
    again = take('many.db', 'many.xlsx')
    check(again['change'] is None and all(s['unchanged'] for s in
                                          again['sheets']), sums(again))
    out, _ = run('many.db', 'list', 'events', 'host=fr-ploumanach')
    check('2026-03-17 09:30' in out and '2026-03-17 15:30' in out, out)
    one = take('many.db', 'many.xlsx', '--sheet', 'ancien', '--dry-run')
    check(sums(one) == [('person', 1, 0, 0, 0)], sums(one))
    run('many.db', 'import', 'many.xlsx', '--sheet', 'absente', code=4)


def fill(sheet, values):
    """Writes a row of a template, by the first line of its headers."""
    columns = {(cell.value or '').split('\n')[0]: cell.column
               for cell in sheet[4]}
    for name, value in values.items():
        sheet.cell(5, columns[name]).value = value


def templates():
    """An empty template brings nothing; a filled one brings its rows, once."""
    for first, second in (('fr', 'ko'), ('en', 'fr'), ('ko', 'en')):
        copy('form.db')
        name = 'template-%s-%s.xlsx' % (first, second)
        subprocess.run(
            [JUMELAGE, '--plan', FOLDER / 'form.db', '--lang', first, 'export',
             'xlsx', '--kind', 'template', '--langs', first + ',' + second,
             '-o', FOLDER / name], check=True, stderr=subprocess.DEVNULL)
        told = take('form.db', name)
        check(told['change'] is None and not told['refusals'] and
              len(told['sheets']) == 9, (name, sums(told)))
    book = openpyxl.load_workbook(FOLDER / 'template-fr-ko.xlsx')
    fill(book['Lieu'], {'Collectivité': 'fr-tours', 'Nom': 'Salle Ockeghem',
                        'Places': 120})
    fill(book['Personne'], {'NOM': 'KERBRAT', 'Prénom': 'Anne',
                            'Civilité': 'Mme', 'Fonction': 'Régisseuse',
                            'Collectivité': 'fr-tours'})
    fill(book['Événement'], {
        'Type': 'réunion', 'Statut': 'confirmé', 'Titre': 'Réunion de salle',
        'Début': datetime.datetime(2026, 3, 17, 9, 30),
        'Fin': datetime.datetime(2026, 3, 17, 10, 45),
        'Fuseau horaire': 'Europe/Paris', 'Collectivité hôte': 'fr-tours',
        'Lieu': 'Salle Ockeghem'})
    fill(book['Plage occupée'], {
        'Collectivité': 'fr-tours', 'Début': datetime.datetime(2026, 3, 18),
        'Fin': datetime.datetime(2026, 3, 20)})
    fill(book['Temps de trajet'], {
        'De': 'fr-tours', 'À': 'fr-nantes', 'Mode': 'train',
        'Minutes au mieux': 95, 'Minutes au pire': 130})
    book.save(FOLDER / 'filled.xlsx')
    copy('form.db')
    told = take('form.db', 'filled.xlsx')
    check(sorted(s[0] for s in sums(told) if s[1:] == (1, 0, 0, 0)) ==
          ['busy', 'event', 'person', 'travel', 'venue'], sums(told))
    check(not told['refusals'], told['refusals'])
    again = take('form.db', 'filled.xlsx')
    check(again['change'] is None and not again['refusals'], sums(again))


def refusals():
    """Each cell is told; nothing is written."""
    copy('bad.db')
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = 'Feuille1'
    sheet.append(['Début', 'Fin', 'Activité', 'Effectif'])
    sheet.append(['31/02/2026', '10h', 'Rien', 3])
    sheet.append(['17/03/2026 9h', '=A1', 'Formule', 3])
    sheet.append(['17/03/2026 9h', '10h', 'Nombre', 'beaucoup'])
    sheet.append(['17/03/2026 9h', '8h', '', 3])
    sheet.append(['29/03/2026 2h30', '29/03/2026 4h', 'Heure sautée', 3])
    book.save(FOLDER / 'bad.xlsx')
    told = take('bad.db', 'bad.xlsx', '--host', 'fr-tours', code=3)
    places = [r['place'] for r in told['refusals']]
    check(set(places) == {'Feuille1!A2', 'Feuille1!B3', 'Feuille1!D4',
                          'Feuille1!5', 'Feuille1!6'}, told['refusals'])
    check(told['change'] is None, told)
    _, err = run('bad.db', 'import', 'bad.xlsx', '--host', 'fr-tours', code=3)
    check('Feuille1!A2\u00a0: «\u00a031/02/2026\u00a0» n’existe pas' in err, err)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    run('base.db', 'init', '--sample')
    round_trips()
    a_changed_itinerary()
    a_forgotten_delegation()
    several_sheets()
    templates()
    refusals()
    print('%d checks' % checks)
    for what in failed:
        print(what)
    sys.exit(bool(failed))


if __name__ == '__main__':
    main()
