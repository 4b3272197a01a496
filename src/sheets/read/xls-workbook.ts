import { type NoList, noList } from './file-kind.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './row-block.ts'
import { decoderOf, recordsFrom, unsound, wholeAt, XlsReader } from './xls-records.ts'
import { type Shown, shownAs } from './xlsx-styles.ts'

const ID = { BOF: 0x809, DATEMODE: 0x22, FILEPASS: 0x2f, CODEPAGE: 0x42, BOUNDSHEET: 0x85, XF: 0xe0, SST: 0xfc, FORMAT: 0x41e } as const
const EXCEL_97 = 0x600
const EXCEL_5 = 0x500
const OLDER: Readonly<Record<number, NoList>> = { 512: 'excel2', 768: 'excel3', 1024: 'excel4' }
const WORKSHEET = 0
const VISIBLE = 0

export interface XlsSheet {
  readonly name: string
  readonly hidden: boolean
  /** Where its records begin in the stream. */
  readonly start: number
}

/** What an old workbook is made of, without its cells. */
export interface XlsWorkbook {
  readonly stream: Buffer
  readonly sheets: readonly XlsSheet[]
  readonly shared: readonly string[]
  /** By the number of a cell's style. */
  readonly styles: readonly Shown[]
  readonly is1904: boolean
  /** How text is read in a workbook before Excel 97; undefined for later ones, whose text says so itself. */
  readonly decode: ((bytes: Buffer) => string) | undefined
}

/** Reads what a workbook of Excel 5 to 2003 (BIFF5, BIFF8) is made of. Throws Unreadable, for one with a password or older too. */
export function openXls(stream: Buffer, limits: Limits): XlsWorkbook {
  const sheets: XlsSheet[] = []
  const shared: string[] = []
  const codes = new Map<number, string>()
  const formats: number[] = []
  let is1904 = false
  let codePage = 1252
  let version = 0
  const named: (() => void)[] = []
  for (const { id, data, blocks } of recordsFrom(stream, 0)) {
    const decode = version === EXCEL_5 ? decoderOf(codePage) : undefined
    if (id === ID.BOF) version = versionOf(data)
    else if (version === 0) throw unsound('no begin')
    else if (id === ID.FILEPASS) throw new Unreadable('workbook_must_not_be_encrypted')
    else if (id === ID.DATEMODE) is1904 = wholeAt(data, 0, 2) === 1
    else if (id === ID.CODEPAGE) codePage = wholeAt(data, 0, 2)
    else if (id === ID.XF) formats.push(wholeAt(data, 2, 2))
    else if (id === ID.FORMAT) codes.set(wholeAt(data, 0, 2), new XlsReader(blocks, 2, decode).text(version === EXCEL_5 ? 1 : 2))
    else if (id === ID.SST) readShared(new XlsReader(blocks, 8, undefined), shared, limits)
    // The code page may stand behind the sheets.
    else if (id === ID.BOUNDSHEET && data[5] === WORKSHEET) {
      named.push(() => {
        const name = new XlsReader(blocks, 6, version === EXCEL_5 ? decoderOf(codePage) : undefined).text(1)
        sheets.push({ name, hidden: ((data[4] ?? 0) & 3) !== VISIBLE, start: wholeAt(data, 0, 4) })
      })
    }
  }
  for (const name of named) name()
  if (sheets.length === 0) throw unsound('no sheets')
  const decode = version === EXCEL_5 ? decoderOf(codePage) : undefined
  return { stream, sheets, shared, styles: formats.map((format) => shownAs(format, codes.get(format))), is1904, decode }
}

function versionOf(data: Buffer): number {
  const version = wholeAt(data, 0, 2)
  const older = OLDER[version]
  if (older) throw noList(older)
  if (version !== EXCEL_97 && version !== EXCEL_5) throw unsound('version')
  return version
}

/** The numbers of texts at the begin of the record are wrong in what some programs write: it is read to its end. */
function readShared(reader: XlsReader, shared: string[], limits: Limits): void {
  let size = 0
  while (!reader.isOver) {
    const text = reader.text(2)
    shared.push(text)
    size += text.length + 8
    if (size > limits.sharedCharacters)
      throw new Unreadable('file_must_not_unpack_beyond_limit', { limit: String(limits.sharedCharacters) })
  }
}
