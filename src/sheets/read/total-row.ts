import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { trimmed } from './cell-values.ts'
import type { Header } from './header.ts'

const WORD =
  /^(?:本页|本月|本年|本期|本日|累计|部门|区域|全部)?(?:合计|总计|小计|共计|累计|总和)$|^(?:(?:sub|grand|page)[- ]?)?totals?$|^sum$/i
/** Around the word what is added up, or how many: "华东区 小计", "合计 12 笔", "合计（含税）", "Total for EAST". */
const OPENING = /(?:合计|总计|小计)[：:]?$|^(?:本页|本月|本年)?(?:合计|总计|小计|共计)(?:[：:(（\d\s]|$)|^(?:sub|grand )?totals?\b/i

/** What stands below lists that are printed: 打印人：李会计, 第 1 页 共 3 页, Page 1 of 3; of how many columns at most. */
const FOOTER =
  /^(?:打印|制表|制单|导出|填表|审核|复核|主管|编制|批准|会计|出纳|经办|核算单位|操作员|记录数|记录总数|总记录数|备注|说明|注)[^：:]{0,6}[：:]|^第\s*\d+\s*页|^共\s*\d+\s*[条行页笔张]|^page \d+(?: of \d+)?$|^(?:printed|exported|generated|report (?:run|generated)|as of)\b|^confidential\b/i
const BASIS = /\b(?:cash|accrual) basis\b/i
const MOST_OF_FOOTER = 8

/** Finds rows that are no records: those that only add up others, as stand at the foot of most lists and below groups, and what is printed below. */
export class TotalRows {
  readonly #required: readonly number[]

  constructor(table: TableKey, { positions }: Header) {
    const { columns, identity } = TABLES[table]
    this.#required = columns.flatMap(({ key, required }, index) => {
      const position = positions[index] ?? -1
      return position >= 0 && (required || identity.includes(key)) ? [position] : []
    })
  }

  /** Whether a row only adds up others, or says something below the table such as who printed it, and the words by which it does. */
  kindOf(cells: readonly string[]): { readonly kind: 'total' | 'footer'; readonly word: string } | undefined {
    const total = this.wordIn(cells)
    if (total !== undefined) return { kind: 'total', word: total }
    const footer = this.#footerIn(cells)
    return footer === undefined ? undefined : { kind: 'footer', word: footer }
  }

  /** The text of a row that lacks what a record must have and begins as what stands below a printed list. */
  #footerIn(cells: readonly string[]): string | undefined {
    if (this.#required.every((position) => holdsText(cells[position]))) return undefined
    const texts = cells.map(trimmed).filter((text) => text !== '')
    const [first = ''] = texts
    return texts.length <= MOST_OF_FOOTER && (FOOTER.test(plain(first)) || BASIS.test(texts.join(', '))) ? texts.join(' ') : undefined
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

/** A look at the first character, since every row of a large file is asked. */
function holdsText(text: string | undefined): boolean {
  return text !== undefined && text !== '' && (text.charCodeAt(0) > SPACE || trimmed(text) !== '')
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
