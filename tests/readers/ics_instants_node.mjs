// Prints what node-ical reads in a feed: a line per event,
//
//     uid start end all-day status
//
// with instants in UTC, days as dates and "-" for an end that is not there.
// node-ical finds zones by their names, not by the feed's VTIMEZONE, and puts an
// end that is not there at the start. Exits with 77 when it is not installed
// ("npm ci" in tests/).

import {readFileSync} from 'node:fs';

const ical = await import('node-ical').then(
    (module) => module.default,
    () => {
      console.error('node-ical is not installed: run "npm ci" in tests/');
      process.exit(77);
    });

// Days are read as midnight of the clocks here.
function day(date) {
  const two = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function instant(date, isDay) {
  return isDay ? day(date) : date.toISOString().replace('.000', '');
}

const calendar = ical.sync.parseICS(readFileSync(process.argv[2], 'utf8'));
for (const event of Object.values(calendar)) {
  if (event.type !== 'VEVENT') continue;
  const isDay = event.datetype === 'date';
  const hasEnd = event.end && event.end.getTime() !== event.start.getTime();
  console.log(
      event.uid, instant(event.start, isDay), hasEnd ? instant(event.end, isDay) : '-',
      isDay ? 'yes' : 'no', event.status);
}
