// Prints what ical.js (Thunderbird's and Nextcloud's reader) reads in a feed: a
// line per event,
//
//     uid start end all-day status
//
// with instants in UTC, days as dates and "-" for an end that is not there.
// Times in a zone are read with the feed's own VTIMEZONE. Exits with 77 when
// ical.js is not installed ("npm ci" in tests/).

import {readFileSync} from 'node:fs';

const ICAL = await import('ical.js').then(
    (module) => module.default,
    () => {
      console.error('ical.js is not installed: run "npm ci" in tests/');
      process.exit(77);
    });

function instant(time) {
  if (!time) return '-';
  if (time.isDate) return time.toString();
  return new Date(time.toUnixTime() * 1000).toISOString().replace('.000', '');
}

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone'))
  ICAL.TimezoneService.register(zone);
for (const event of calendar.getAllSubcomponents('vevent')) {
  const start = event.getFirstPropertyValue('dtstart');
  console.log(
      event.getFirstPropertyValue('uid'), instant(start),
      instant(event.getFirstPropertyValue('dtend')), start.isDate ? 'yes' : 'no',
      event.getFirstPropertyValue('status'));
}
