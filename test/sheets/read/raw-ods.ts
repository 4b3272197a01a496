import { zipOf } from './raw-workbook.ts'

const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet'

/** The parts of an OpenDocument spreadsheet written by hand: the tags of its sheets, and those of the styles before them. */
export function odsParts(sheets: string, styles = '', listed = ''): Record<string, string> {
  const spaces = ['office', 'table', 'text', 'style', 'draw'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  )
  return {
    mimetype: SPREADSHEET,
    'content.xml': `<office:document-content ${spaces.join(' ')}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${sheets}</office:spreadsheet></office:body></office:document-content>`,
    'META-INF/manifest.xml': `<manifest:manifest><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">${listed}</manifest:file-entry></manifest:manifest>`,
  }
}

export const odsFile = (...given: Parameters<typeof odsParts>): Buffer => zipOf(odsParts(...given))

/** A sheet of these rows. */
export const odsSheet = (name: string, rows: string, style = 'shown'): string =>
  `<table:table table:name="${name}" table:style-name="${style}">${rows}</table:table>`

/** A row of texts, each a cell; one that begins with < is taken as XML. */
export const odsRow = (cells: readonly string[], attributes = ''): string =>
  `<table:table-row${attributes}>${cells.map((cell) => (cell.startsWith('<') ? cell : odsText(cell))).join('')}</table:table-row>`

export const odsText = (text: string): string => `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`

/** A cell of these attributes, which shows a text. */
export const odsCell = (attributes: string, shown = '', tag = 'table-cell'): string =>
  `<table:${tag} ${attributes}>${shown === '' ? '' : `<text:p>${shown}</text:p>`}</table:${tag}>`
