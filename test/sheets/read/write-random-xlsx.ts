import { type RandomCell, type RandomSheet, type RandomWorkbook, STYLES } from './random-workbook.ts'
import { rawParts, zipOf } from './raw-workbook.ts'

/** Text of XML; what it cannot carry, and what looks like that, as spreadsheets write it. */
export function markedUp(text: string): string {
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (found) => `_x${found.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
    .replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`)
}

/** "AA" for 26. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

/** The workbook as .xlsx, written by hand. */
export function randomXlsx(workbook: RandomWorkbook): Buffer {
  const shared: string[] = []
  const sheetData = (sheet: RandomSheet): string =>
    [...sheet.rows]
      .map(([row, cells]) => {
        const tags = [...cells].map(([column, cell]) => cellTag(`${columnName(column)}${row + 1}`, cell, shared))
        return `<row r="${row + 1}">${tags.join('')}</row>`
      })
      .join('')
  const parts = rawParts(Object.fromEntries(workbook.sheets.map((sheet, at) => [String(at), sheetData(sheet)])))
  const states = ['', ' state="hidden"', ' state="veryHidden"']
  const sheets = workbook.sheets.map(
    ({ name, hidden }, at) => `<sheet name="${markedUp(name)}" sheetId="${at + 1}"${states[hidden]} r:id="s${at}"/>`,
  )
  parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace(
    /<sheets>.*<\/sheets>/,
    `<workbookPr date1904="${workbook.is1904 ? 1 : 0}"/><sheets>${sheets.join('')}</sheets>`,
  )
  for (const [at, { merged }] of workbook.sheets.entries()) {
    const tags = merged.map(([r, s, c, d]) => `<mergeCell ref="${columnName(c)}${r + 1}:${columnName(d)}${s + 1}"/>`)
    const name = `xl/worksheets/sheet${at + 1}.xml`
    parts[name] = (parts[name] ?? '').replace('</sheetData>', `</sheetData><mergeCells>${tags.join('')}</mergeCells>`)
  }
  const codes = STYLES.flatMap(([id, code]) => (code === undefined ? [] : `<numFmt numFmtId="${id}" formatCode="${markedUp(code)}"/>`))
  const relations = 'xl/_rels/workbook.xml.rels'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipOf({
    ...parts,
    'xl/styles.xml': `<styleSheet><numFmts>${codes.join('')}</numFmts><cellXfs>${STYLES.map(([id]) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst>${shared.map((each) => `<si>${each}</si>`).join('')}</sst>`,
    [relations]: (parts[relations] ?? '').replace(
      '</Relationships>',
      `<Relationship Id="a" Type="${office}/styles" Target="styles.xml"/><Relationship Id="b" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
  })
}

function cellTag(place: string, { value, isFormula, style, way }: RandomCell, shared: string[]): string {
  const tag = (type: string, inside: string): string => `<c r="${place}" s="${style}" t="${type}">${inside}</c>`
  const formula = isFormula ? '<f>A1</f>' : ''
  if (!value) return `<c r="${place}" s="${style}"/>`
  switch (value.kind) {
    case 'number':
      return tag('n', `${formula}<v>${value.number}</v>`)
    case 'truth':
      return tag('b', `${formula}<v>${value.truth ? 1 : 0}</v>`)
    case 'error':
      return tag('e', `${formula}<v>${value.error}</v>`)
    case 'text': {
      if (isFormula) return tag('str', `${formula}<v>${markedUp(value.text)}</v>`)
      const plain = `<t xml:space="preserve">${markedUp(value.text)}</t>`
      const inside = value.fonts > 0 ? `<r>${plain}</r><rPh><t>x</t></rPh>` : plain
      if (way < 2) return tag('inlineStr', `<is>${inside}</is>`)
      return tag('s', `<v>${shared.push(inside) - 1}</v>`)
    }
  }
}
