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

function checkSheet(sheet) {
  const setup = sheet.pageSetup;
  assert.equal(setup.paperSize, 9);
  assert.equal(setup.orientation, "landscape");
  assert.equal(setup.fitToPage ?? false, false);
  assert.match(setup.printTitlesRow, /^\$?(\d+):\$?\1$/);
  assert.match(sheet.headerFooter.oddFooter, /&P.*&N/);
  assert.ok(sheet.headerFooter.oddHeader.length <= 255);
  assert.ok(sheet.headerFooter.oddFooter.length <= 255);
  assert.equal(sheet.views[0].showGridLines, false);
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      assert.notEqual(cell.type, Excel.ValueType.Formula, cell.address);
      assert.notEqual(cell.type, Excel.ValueType.Hyperlink, cell.address);
      assert.notEqual(cell.type, Excel.ValueType.Error, cell.address);
    }),
  );
}

async function check(folder, name) {
  const expected = expectations(join(folder, name + ".txt"));
  const book = new Excel.Workbook();
  await book.xlsx.readFile(join(folder, name + ".xlsx"));
  const [programme, delegation] = book.worksheets;
  assert.deepEqual(
    book.worksheets.map((sheet) => sheet.name),
    [expected.programme[0], expected.delegation[0]],
  );
  book.worksheets.forEach(checkSheet);
  assert.equal(book.creator, "Jumelage");
  assert.equal(book.created.toISOString(), "2023-04-20T10:00:00.000Z");
  let hours = 0;
  programme.getColumn(1).eachCell((cell) => {
    hours += cell.value instanceof Date && cell.numFmt === "hh:mm";
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
