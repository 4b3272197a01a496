/** How a cell looks. Cells that share a style share the object, so that a large sheet costs one look-up a cell. */
export interface Style {
  readonly size?: number
  readonly bold?: boolean
  readonly colour?: string
  readonly fill?: string
  /** Thin lines all round. */
  readonly border?: 'all'
  readonly horizontal?: 'left' | 'center' | 'right'
  readonly vertical?: 'top' | 'center' | 'bottom'
  readonly wrap?: boolean
  /** Characters of space at the side the text begins on. */
  readonly indent?: number
  /** A spreadsheet's number format, for example "#,##0.00"; "@" is text. */
  readonly format?: string
}

export const FONT = '宋体'
export const FONT_SIZE = 11

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const FIRST_OWN_FORMAT = 164

/** The styles of one workbook, numbered as cells first use them. */
export class StyleTable {
  readonly #known = new Map<Style, number>()
  readonly #knownQuoted = new Map<Style, number>()
  readonly #byContent = new Map<string, number>()
  readonly #cells: string[] = []
  readonly #fonts = new Interned()
  readonly #fills = new Interned()
  readonly #borders = new Interned()
  readonly #formats = new Interned()

  constructor() {
    this.#fonts.idOf(fontXml({}))
    this.#fills.idOf('<fill><patternFill patternType="none"/></fill>')
    this.#fills.idOf('<fill><patternFill patternType="gray125"/></fill>')
    this.#borders.idOf(borderXml(undefined))
    this.idOf({}, false)
  }

  /** The number of the style; `quoted` marks text that must stay text when somebody edits the cell. */
  idOf(style: Style, quoted: boolean): number {
    const known = quoted ? this.#knownQuoted : this.#known
    let id = known.get(style)
    if (id === undefined) {
      id = this.#add(style, quoted)
      known.set(style, id)
    }
    return id
  }

  #add(style: Style, quoted: boolean): number {
    const xml = this.#cellXml(style, quoted)
    const same = this.#byContent.get(xml)
    if (same !== undefined) return same
    this.#byContent.set(xml, this.#cells.length)
    return this.#cells.push(xml) - 1
  }

  #cellXml(style: Style, quoted: boolean): string {
    const format = style.format === undefined ? 0 : style.format === '@' ? 49 : FIRST_OWN_FORMAT + this.#formats.idOf(style.format)
    const font = this.#fonts.idOf(fontXml(style))
    const fill = style.fill ? this.#fills.idOf(fillXml(style.fill)) : 0
    const border = this.#borders.idOf(borderXml(style.border))
    const alignment =
      `<alignment${style.horizontal ? ` horizontal="${style.horizontal}"` : ''} vertical="${style.vertical ?? 'center'}"` +
      `${style.wrap ? ' wrapText="1"' : ''}${style.indent ? ` indent="${style.indent}"` : ''}/>`
    return (
      `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" ` +
      `applyFill="1" applyBorder="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ''}>${alignment}</xf>`
    )
  }

  xml(): string {
    const formats = this.#formats.list.map(
      (code, index) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + index}" formatCode="${attribute(code)}"/>`,
    )
    return (
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${MAIN}">` +
      (formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : '') +
      counted('fonts', this.#fonts.list) +
      counted('fills', this.#fills.list) +
      counted('borders', this.#borders.list) +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      counted('cellXfs', this.#cells) +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
  }
}

class Interned {
  readonly list: string[] = []
  readonly #ids = new Map<string, number>()

  idOf(content: string): number {
    const known = this.#ids.get(content)
    if (known !== undefined) return known
    this.#ids.set(content, this.list.length)
    return this.list.push(content) - 1
  }
}

function counted(tag: string, list: readonly string[]): string {
  return `<${tag} count="${list.length}">${list.join('')}</${tag}>`
}

function fontXml(style: Style): string {
  const colour = style.colour ? `<color rgb="FF${style.colour}"/>` : ''
  return `<font>${style.bold ? '<b/>' : ''}<sz val="${style.size ?? FONT_SIZE}"/>${colour}<name val="${FONT}"/><family val="3"/><charset val="134"/></font>`
}

function fillXml(colour: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`
}

function borderXml(border: Style['border']): string {
  const line = (side: string) => (border ? `<${side} style="thin"><color indexed="64"/></${side}>` : `<${side}/>`)
  return `<border>${['left', 'right', 'top', 'bottom'].map(line).join('')}<diagonal/></border>`
}

function attribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
