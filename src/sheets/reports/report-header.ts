import { normalisedName } from '../../domain/dataset/dataset-names.ts'
import { trimmed } from '../read/cell-values.ts'
import type { RawRow } from '../read/sheet-parts.ts'

/** One column of a report: its own header, and the one above it that several columns share. */
export interface ReportHeading {
  readonly position: number
  /** As it stands in the file. */
  readonly header: string
  /** Both without spaces, brackets and units, the shared one before its own: 迟到 over 次数(次) is 迟到次数. */
  readonly name: string
  /** Its own alone. */
  readonly leaf: string
  /** Everything that stands above it in its own column, as in the file: 12 over 一. */
  readonly stack: string
}

export interface ReportHeader {
  /** The first and the last of its rows. */
  readonly first: number
  readonly last: number
  readonly headings: readonly ReportHeading[]
  /** The texts above it: titles, the time of the report. */
  readonly titles: readonly string[]
}

/** Titles and notes stand above; no report begins further down. */
const MOST_ABOVE = 20
const MOST_HEADER_ROWS = 4

const NAME =
  /^(?:姓名|员工姓名|人员姓名|成员姓名|发起人姓名|申请人姓名|申请人|发起人|提交人|请假人|人员|员工|成员|name|employeename|fullname)$/
const NUMBER =
  /^(?:工号|员工工号|员工编号|人员编号|人员编码|职员编号|职员编码|员工号|发起人工号|申请人工号|jobnumber|employeeid|employeeno|employeenumber|staffno)$/
const ACCOUNT = /^(?:账号|帐号|用户账号|成员账号|userid|发起人userid|用户id|考勤号码|登记号码|考勤号|account)$/

/** Where a report says of whom a row is. */
export interface PersonColumns {
  readonly number: ReportHeading | undefined
  readonly name: ReportHeading | undefined
  readonly account: ReportHeading | undefined
}

/**
 * The header of a report: the first row with a column for people, and the rows below it that only go on with it, as the kinds of
 * leave under 请假 or the days under 考勤结果 do; a row of groups right above it belongs to it too. Undefined when no row has one.
 */
export function reportHeader(top: readonly RawRow[]): ReportHeader | undefined {
  const at = top.slice(0, MOST_ABOVE).findIndex(({ cells }) => cells.filter((cell) => filled(cell)).length > 1 && cells.some(isOfPeople))
  const head = top[at]
  if (!head) return undefined
  const person = head.cells.findIndex(isOfPeople)
  const rows = [head]
  for (const row of top.slice(at + 1, at + MOST_HEADER_ROWS)) {
    const isBelow = head.cells.every((cell, position) => !isOfPeople(cell) || !filled(row.cells[position] ?? ''))
    if (!isBelow || filled(row.cells[person] ?? '') || !row.cells.some(filled)) break
    rows.push(row)
  }
  const above = top[at - 1]
  const isGroups = above !== undefined && above.row === head.row - 1 && above.cells.filter(filled).length > 1 && groupsOver(above, head)
  if (isGroups) rows.unshift(above)
  return {
    first: rows[0]?.row ?? head.row,
    last: rows.at(-1)?.row ?? head.row,
    headings: headingsOf(rows),
    titles: top.slice(0, isGroups ? at - 1 : at).flatMap(({ cells }) => cells.filter(filled)),
  }
}

/** Titles stand over the first column alone; groups stand over others too. */
function groupsOver(above: RawRow, head: RawRow): boolean {
  return above.cells.every((cell, position) => !filled(cell) || filled(head.cells[position] ?? '')) && above.cells.slice(1).some(filled)
}

function headingsOf(rows: readonly RawRow[]): ReportHeading[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  const groups: string[] = rows.map(() => '')
  const headings: ReportHeading[] = []
  for (let position = 0; position < width; position++) {
    const texts = rows.map(({ cells }) => trimmed(cells[position] ?? ''))
    const own = texts.findLastIndex((text) => text !== '')
    if (own < 0) continue
    // A group goes on over the columns that have a text below it and none beside it.
    texts.forEach((text, index) => {
      if (text !== '') groups.fill('', index).splice(index, 1, text)
    })
    const leaf = texts[own] ?? ''
    const over = rows.length > 1 ? groups.slice(0, own).filter((text) => text !== '') : []
    const name = [...over, leaf].map(normalisedName).filter((part, index, all) => part !== all[index - 1])
    headings.push({
      position,
      header: leaf,
      name: name.join(''),
      leaf: normalisedName(leaf),
      stack: texts.filter((text) => text !== '').join(' '),
    })
  }
  return headings
}

export function personColumns(headings: readonly ReportHeading[]): PersonColumns {
  const first = (pattern: RegExp) => headings.find(({ leaf }) => pattern.test(leaf))
  return { number: first(NUMBER), name: first(NAME), account: first(ACCOUNT) }
}

/** The first heading that a pattern knows, by its own name or with the group's before it. */
export function headingNamed(headings: readonly ReportHeading[], pattern: RegExp): ReportHeading | undefined {
  return headings.find(({ leaf, name }) => pattern.test(leaf) || pattern.test(name))
}

/** Of whom a row is, as text to be looked up: the number, else the account where it is somebody's number, else the name; '' when it says nothing. */
export function personOf(cells: readonly string[], { number, name, account }: PersonColumns, isNumber: (text: string) => boolean): string {
  const of = (heading: ReportHeading | undefined) => (heading ? said(cells[heading.position] ?? '') : '')
  const [own, called, login] = [of(number), of(name), of(account)]
  if (own !== '') return own
  if (login !== '' && isNumber(login)) return login
  return called === '' ? login : called
}

/** The header that the text of personOf stands below. */
export function personHeader({ number, name, account }: PersonColumns): string {
  return (number ?? name ?? account)?.header ?? ''
}

/** What a cell says; programs write dashes for nothing. */
export function said(cell: string): string {
  const text = trimmed(cell)
  return /^(?:-+|—+|\/|无|n\/a|null)$/i.test(text) ? '' : text
}

function isOfPeople(cell: string): boolean {
  const name = normalisedName(cell)
  return NAME.test(name) || NUMBER.test(name)
}

function filled(cell: string): boolean {
  return trimmed(cell) !== ''
}
