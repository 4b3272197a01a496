import { posix } from 'node:path'
import type { Limits } from './limits.ts'
import { Unreadable } from './row-block.ts'
import { XlsxParts } from './xlsx-parts.ts'
import { readXml } from './xlsx-xml.ts'

export interface Worksheet {
  readonly name: string
  readonly hidden: boolean
  /** The part that holds its cells. */
  readonly part: string
}

/** What a workbook is made of, without its cells. */
export interface Workbook {
  /** Its path, or its bytes when they were unpacked from a .gz. */
  readonly source: string | Buffer
  readonly sheets: readonly Worksheet[]
  readonly is1904: boolean
  readonly sharedStrings: string | undefined
  readonly styles: string | undefined
}

/** Reads what a workbook is made of: its worksheets in their order and the parts they share. Throws Unreadable. */
export async function openWorkbook(source: string | Buffer, limits: Limits): Promise<Workbook> {
  const parts = await XlsxParts.open(source, limits)
  try {
    const main = await mainPart(parts)
    const related = await relations(parts, main)
    const sheets: { name: string; hidden: boolean; id: string }[] = []
    let is1904 = false
    await readXml(parts.text(main), {
      open(tag, attributes) {
        if (tag === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
        if (tag !== 'sheet') return
        const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
        sheets.push({ name: attributes.name ?? '', hidden: attributes.state !== undefined && attributes.state !== 'visible', id })
      },
    })
    if (sheets.length === 0) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'no sheets' })
    const partOfType = (wanted: string): string | undefined =>
      related.find(({ type, target }) => type === wanted && parts.has(target))?.target
    return {
      source,
      sheets: sheets.flatMap(({ name, hidden, id }) => {
        const part = related.find((relation) => relation.id === id && relation.type === 'worksheet')?.target
        return part === undefined ? [] : [{ name, hidden, part }]
      }),
      is1904,
      sharedStrings: partOfType('sharedstrings'),
      styles: partOfType('styles'),
    }
  } finally {
    parts.close()
  }
}

/** The part of an Office document that says what else it is made of. */
export async function mainPart(parts: XlsxParts): Promise<string> {
  return (await relations(parts, '')).find(({ type }) => type === 'officedocument')?.target ?? 'xl/workbook.xml'
}

export interface Relation {
  readonly id: string
  /** The last word of the relationship's type, in lower case, the same in both flavours of the standard. */
  readonly type: string
  readonly target: string
}

/** What a part says of the others that it is made of; the archive as a whole has no name. */
export async function relations(parts: XlsxParts, of: string): Promise<Relation[]> {
  const folder = posix.dirname(of)
  const name = posix.join(folder, '_rels', `${posix.basename(of)}.rels`)
  const found: Relation[] = []
  if (!parts.has(name)) return found
  await readXml(parts.text(name), {
    open(tag, { Id = '', Type = '', Target = '', TargetMode }) {
      if (tag !== 'Relationship' || TargetMode === 'External') return
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1).toLowerCase(), target })
    },
  })
  return found
}

/** The shared strings of a workbook, by index; phonetic readings are left out. */
export async function readSharedStrings(parts: XlsxParts, name: string, limits: Limits): Promise<string[]> {
  const strings: string[] = []
  let current = ''
  let inText = false
  let phonetic = 0
  let size = 0
  await readXml(parts.text(name), {
    open(tag) {
      if (tag === 'si') current = ''
      else if (tag === 't') inText = phonetic === 0
      else if (tag === 'rPh') phonetic++
    },
    text(text) {
      if (inText) current += text
    },
    close(tag) {
      if (tag === 't') inText = false
      else if (tag === 'rPh') phonetic--
      else if (tag === 'si') {
        strings.push(unescaped(current))
        size += current.length + 8
        if (size > limits.sharedCharacters) {
          throw new Unreadable('file_must_not_unpack_beyond_limit', { limit: String(limits.sharedCharacters) })
        }
      }
    },
  })
  return strings
}

/** Spreadsheets write characters that XML cannot carry as _x000D_, and a literal _x000D_ as _x005F_x000D_. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}
