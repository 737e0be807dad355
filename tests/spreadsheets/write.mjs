// Two workbooks of exceljs, for check.py: write.mjs FOLDER
import ExcelJS from 'exceljs'

const folder = process.argv[2]

function fill(sheet) {
  sheet.addRow(['Début', 'Fin', 'Activité', '일정', 'Lieu'])
  for (let i = 0; i < 100; i++) {
    const row = sheet.addRow([
      new Date(Date.UTC(2026, 2, 17, 9, 30 + i)), i / 7, `Visite ${i}`,
      i % 2 ? true : null, '수원시'])
    row.getCell(1).numFmt = 'dd/mm/yyyy hh:mm'
    if (row.commit) row.commit()
  }
}

const plain = new ExcelJS.Workbook()
const sheet = plain.addWorksheet('Programme')
fill(sheet)
sheet.getCell('F1').value = { richText: [{ text: 'gras ', font: { bold: true } }, { text: 'et maigre' }] }
sheet.getCell('F2').value = { formula: 'B2*2', result: 42.5 }
sheet.getCell('F3').value = { text: 'adresse', hyperlink: 'https://example.org/' }
sheet.getCell('F4').value = 'retour\r\nchariot'
sheet.getCell('F5').value = { error: '#N/A' }
sheet.mergeCells('A110:C112')
sheet.getCell('A110').value = 'fusion'
plain.addWorksheet('Cachée', { state: 'hidden' }).getCell('B2').value = 1
await plain.xlsx.writeFile(`${folder}/exceljs.xlsx`)

const dates = new ExcelJS.Workbook()
dates.properties.date1904 = true
const old = dates.addWorksheet('1904')
old.getCell('A1').value = new Date(Date.UTC(2026, 2, 17))
old.getCell('A1').numFmt = 'yyyy-mm-dd'
old.getCell('A2').value = 'texte'
await dates.xlsx.writeFile(`${folder}/exceljs-1904.xlsx`)

const stream = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: `${folder}/exceljs-stream.xlsx`, useStyles: true })
fill(stream.addWorksheet('Flux'))
await stream.commit()
const shared = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: `${folder}/exceljs-shared.xlsx`, useStyles: true, useSharedStrings: true })
fill(shared.addWorksheet('Flux'))
await shared.commit()
