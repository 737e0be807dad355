// The Korean holidays of a new plan against @hyunbinseo/holidays-kr, which is
// made of the official almanac. Exits with 77 when "npm ci" has not been run.
//   node holidays_kr.mjs JUMELAGE
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const almanac = await import('@hyunbinseo/holidays-kr/all').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.log('skipped: npm ci in tests/');
  process.exit(77);
});

const folder = mkdtempSync(join(tmpdir(), 'jumelage-days-'));
const plan = join(folder, 'plan.db');
const jumelage = (...words) =>
  execFileSync(process.argv[2], ['--plan', plan, ...words], {encoding: 'utf8'});
let rows;
try {
  jumelage('init');
  rows = JSON.parse(
    jumelage('list', 'days', 'kind=public', 'country=KR', '--json'));
} finally {
  rmSync(folder, {recursive: true});
}

const years = ['2022', '2023', '2024', '2025', '2026', '2027'];
const ours = rows.filter((row) => years.includes(row.starts.slice(0, 4)))
  .map((row) => row.starts);
const theirs = years.flatMap((year) =>
  Object.entries(almanac[`y${year}`])
    .flatMap(([date, names]) => names.map(() => date))).sort();
const missing = theirs.filter((date) => !ours.includes(date));
const wrong = ours.filter((date) => !theirs.includes(date));
console.log(`${ours.length} days, ${theirs.length} in the almanac`);
if (missing.length || wrong.length || ours.length !== theirs.length) {
  console.log('missing', missing, 'wrong', wrong);
  process.exit(1);
}
