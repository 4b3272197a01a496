import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { trimmed } from './cell-values.ts'
import type { Header } from './header.ts'

const WORD =
  /^(?:本页|本月|本年|本期|本日|累计|部门|区域|全部)?(?:合计|总计|小计|共计|累计|总和)$|^(?:(?:sub|grand|page)[- ]?)?totals?$|^sum$/i
/** Around the word what is added up, or how many: "华东区 小计", "合计 12 笔", "合计（含税）", "Total for EAST". */
const OPENING = /(?:合计|总计|小计)[：:]?$|^(?:本页|本月|本年)?(?:合计|总计|小计|共计)(?:[：:(（\d\s]|$)|^(?:sub|grand )?totals?\b/i

/** Finds rows that only add up others, as stand at the foot of most lists and below groups. */
export class TotalRows {
  readonly #required: readonly number[]

  constructor(table: TableKey, { positions }: Header) {
    const { columns, identity } = TABLES[table]
    this.#required = columns.flatMap(({ key, required }, index) => {
      const position = positions[index] ?? -1
      return position >= 0 && (required || identity.includes(key)) ? [position] : []
    })
  }

  /**
   * The word by which a row is a total, undefined when it is none: a cell that must be given is nothing but the word, or the row
   * begins with it and lacks what a record must have. A client called 总计量仪器 is no total.
   */
  wordIn(cells: readonly string[]): string | undefined {
    for (const position of this.#required) {
      const text = cells[position]
      if (text !== undefined && mayBeTotal(text) && WORD.test(plain(text))) return trimmed(text)
    }
    const first = cells.find((cell) => cell !== '' && trimmed(cell) !== '')
    if (first === undefined || !mayBeTotal(first)) return undefined
    const isWhole = this.#required.every((position) => trimmed(cells[position] ?? '') !== '')
    const text = plain(first)
    return WORD.test(text) || (!isWhole && OPENING.test(text)) ? trimmed(first) : undefined
  }
}

/** Without the spaces that make two characters as wide as four: 合  计. */
function plain(text: string): string {
  return trimmed(text).replace(/(?<=\p{sc=Han})\s+(?=\p{sc=Han})/gu, '')
}

const LONGEST = 60
const SPACE = 32
const A = 65
/** 计, with which nearly every Chinese word for it ends. */
const LAST = 0x8ba1

/** With what two characters the English words for it begin, so that "SO-1" is not put to an expression. */
const OPENINGS: ReadonlySet<string> = new Set(['to', 'su', 'gr', 'pa'])

/** A look at a few characters, so that the rows of a large file are not put to an expression each. */
function mayBeTotal(text: string): boolean {
  if (text.length > LONGEST || text.length < 2) return false
  const first = text.charCodeAt(0)
  if (first <= SPACE || first > 127) return text.includes('计') || text.includes('总和')
  if (text.charCodeAt(text.length - 1) === LAST) return true
  return first >= A && text.charCodeAt(1) >= A && OPENINGS.has(text.slice(0, 2).toLowerCase())
}
