// Opens the demo's workbooks with exceljs and says what is wrong with them.
//
//     check.mjs FOLDER
//
// Exit 77 when exceljs is not installed (npm ci in tests/).
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const Excel = await import("exceljs").then(
  (module) => module.default,
  () => process.exit(77),
);

function expectations(path) {
  const found = {};
  for (const line of readFileSync(path, "utf8").trimEnd().split("\n")) {
    const [key, ...value] = line.split("\t");
    (found[key] ??= []).push(value.join("\t"));
  }
  return found;
}

// Plain or in several fonts, a text is a text.
function textOf(cell) {
  const value = cell.value;
  return value?.richText?.map((run) => run.text).join("") ?? value ?? "";
}

function valueOf(cell) {
  return cell.value?.hyperlink ? cell.value.text : cell.value;
}

function checkSheet(sheet, sums) {
  const setup = sheet.pageSetup;
  assert.equal(setup.paperSize, 9);
  assert.equal(setup.orientation, "landscape");
  assert.equal(setup.fitToPage ?? false, false);
  assert.match(setup.printTitlesRow, /^\$?\d+:\$?\d+$/);
  assert.match(sheet.headerFooter.oddFooter, /&P.*&N/);
  assert.ok(sheet.headerFooter.oddHeader.length <= 255);
  assert.ok(sheet.headerFooter.oddFooter.length <= 255);
  assert.equal(sheet.views[0].showGridLines, false);
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (!sums) assert.notEqual(cell.type, Excel.ValueType.Formula, cell.address);
      assert.notEqual(cell.type, Excel.ValueType.Error, cell.address);
    }),
  );
}

async function check(folder, name) {
  const expected = expectations(join(folder, name + ".txt"));
  const book = new Excel.Workbook();
  await book.xlsx.readFile(join(folder, name + ".xlsx"));
  const [programme, delegation] = book.worksheets;
  const kind = expected.kind[0];
  book.worksheets.forEach((sheet) => checkSheet(sheet, kind === "year"));
  assert.ok(!book.creator, book.creator);
  assert.equal(book.created.toISOString(), "2023-04-20T10:00:00.000Z");
  if (kind !== "itinerary" && kind !== "internal") return;
  assert.deepEqual(
    [programme.name, delegation.name],
    [expected.programme[0], expected.delegation[0]],
  );
  let hours = 0;
  programme.getColumn(1).eachCell((cell) => {
    // an hour may lead to its place
    hours += cell.numFmt === "hh:mm" && valueOf(cell) instanceof Date;
  });
  assert.equal(hours, Number(expected.hours[0]));
  const titles = [];
  programme.getColumn(4).eachCell((cell) => titles.push(String(textOf(cell))));
  for (const title of expected.title ?? [])
    assert.ok(titles.some((text) => text.includes(title)), title);
  const people = [];
  delegation.getColumn(1).eachCell((cell) => {
    if (typeof cell.value === "number") people.push(cell.value);
  });
  assert.equal(people.length, Number(expected.members[0]));
}

const folder = process.argv[2];
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".xlsx"))
  .map((name) => name.slice(0, -5));
assert.ok(names.length > 0);
for (const name of names) {
  console.log(name);
  await check(folder, name);
}
