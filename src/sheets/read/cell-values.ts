import { present } from '../../base/assert.ts'
import { dayOfMonth, dayText } from '../../base/day.ts'
import { periodFromText } from '../../base/period.ts'
import { compare, decimal, divide, ONE, rational } from '../../base/rational.ts'
import { exactText } from '../../base/rounding.ts'
import { DEFAULT_TIME_ZONE } from '../../domain/company/company-settings.ts'
import type { DatasetProblemCode } from '../../domain/dataset/dataset-problems.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { isCodeOrName, LONGEST_CODE, QUANTITY_PLACES } from '../../domain/dataset/tables.ts'
import { NO_TIME, readTimestamp } from './timestamps.ts'

/** What is wrong with a cell: the code, and what its words need beside the value found. */
export interface CellFault {
  readonly code: DatasetProblemCode
  readonly values?: Readonly<Record<string, string>>
}

export type CellValue = string | number | CellFault

/** A formula without a cached value, as the workbook reader hands it on; no cell can hold this character. */
export const FORMULA_WITHOUT_VALUE = '\u0000formula'

/** Stands for a cell of so many characters that was not kept, as the CSV reader hands it on. */
export function cellTooLong(length: number): string {
  return `${TOO_LONG}${length}`
}
const TOO_LONG = '\u0000characters:'

const ERROR_VALUES = /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA|N\/A!)$/i
const CONTROL =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
const INVISIBLE = /[\s\p{Cf}]/u
/** Yuan of 14 digits and more are refused: fen must stay safe whole numbers. */
const MONEY_MOST = 10 ** 15
const FLAGS: ReadonlyMap<string, number> = new Map([
  ...['yes', 'y', 'true', '1', '是'].map((word) => [word, 1] as const),
  ...['no', 'n', 'false', '0', '否'].map((word) => [word, 0] as const),
])

/**
 * Spaces at both ends taken off, among them the full-width one and those without width. A loop and not an expression: on a cell
 * of thousands of spaces the expression takes their square.
 */
export function trimmed(text: string): string {
  const bare = text.trim()
  let first = 0
  let last = bare.length
  while (first < last && INVISIBLE.test(bare.charAt(first))) first++
  while (last > first && INVISIBLE.test(bare.charAt(last - 1))) last--
  return first === 0 && last === bare.length ? bare : bare.slice(first, last)
}

/** The same without the ="0012" that programs write around what a spreadsheet would take for a number. */
export function bareText(text: string): string {
  const bare = trimmed(text)
  return bare.startsWith('="') && bare.endsWith('"') && bare.length > 2 ? trimmed(bare.slice(2, -1).replaceAll('""', '"')) : bare
}

/** Full-width digits, letters and hyphens of a code made half-width: Ｓ００１ is S001. Brackets and Han characters stay. */
export function foldedCode(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ－＿]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
}

/** Full-width forms made half-width, white space as single spaces, for values that are numbers, dates or words of a list. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[−–]/g, '-')
    .trim()
}

/** The same without any space: words of a list, periods. */
function foldedTight(text: string): string {
  return folded(text).replaceAll(' ', '')
}

/**
 * Reads any form of a value that CONTRACT 1 allows, of a cell that is not blank. References are read as their text only; a moment
 * with a zone is the day on which it fell in the company's time zone.
 * What it refuses comes back as a fault, never as a guess.
 */
export function readCell(column: Column, cell: string, cellLength: number, timeZone: string = DEFAULT_TIME_ZONE): CellValue {
  const text = bareText(cell)
  if (text === FORMULA_WITHOUT_VALUE) return { code: 'formula_must_have_a_value' }
  if (text.length > cellLength)
    return { code: 'cell_must_not_be_too_long', values: { length: String(text.length), limit: String(cellLength) } }
  if (text.startsWith(TOO_LONG))
    return { code: 'cell_must_not_be_too_long', values: { length: text.slice(TOO_LONG.length), limit: String(cellLength) } }
  if (isCodeOrName(column) && text.length > LONGEST_CODE && [...text].length > LONGEST_CODE)
    return { code: 'cell_must_not_be_too_long', values: { length: String([...text].length), limit: String(LONGEST_CODE) } }
  if (ERROR_VALUES.test(text)) return { code: 'cell_must_not_be_an_error_value' }
  switch (column.type) {
    case 'text':
      return readText(text, column.key === 'number' || column.key === 'code')
    case 'employee':
    case 'client':
    case 'region':
      return readText(text, true)
    case 'money':
      return readMoney(text)
    case 'quantity':
      return readQuantity(text)
    case 'score':
      return readScore(text)
    case 'count':
      return readCount(text, column.least ?? 1)
    case 'day':
      return readDay(text, timeZone)
    case 'period':
      return readPeriod(text, timeZone)
    case 'flag':
      return FLAGS.get(foldedTight(text).toLowerCase()) ?? { code: 'flag_must_be_yes_or_no' }
    case 'share':
      return readShare(text)
    case 'choice':
      return readChoice(column, text)
  }
}

/** A part of a whole: a fraction 1/3, per cent with its sign, or a decimal up to 1. A bare 60 may be 60% or a mistake: it is not guessed. */
function readShare(text: string): CellValue {
  const plain = folded(text).replaceAll(' ', '')
  const found = /^(\d{1,6}(?:\.\d{1,12})?)(?:(%)|\/(\d{1,6}))?$/.exec(plain)
  const divisor = found?.[2] === undefined ? BigInt(found?.[3] ?? 1) : 100n
  if (!found || divisor === 0n) return { code: 'share_must_be_a_part' }
  const part = present(divide(decimal(found[1] ?? ''), rational(divisor)), 'The divisor is not zero.')
  return compare(part, ONE) > 0 ? { code: 'share_must_be_a_part' } : exactText(part)
}

function readText(text: string, isCode: boolean): CellValue {
  const plain = trimmed(text).normalize('NFC')
  if (CONTROL.test(plain)) return { code: 'text_must_not_hold_control_characters' }
  if (!isCode) return plain
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(plain)) return { code: 'code_must_not_be_shortened' }
  return foldedCode(plain)
}

/** A number with or without thousands separators, as whole units of 10^-places. Zeros beyond the places change nothing: programs write 1000.0000000000. */
function unitsOf(text: string, places: number): number | 'malformed' | 'separators' | 'decimals' | 'large' {
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text)
  if (!match) return /^-?[\d,]+(?:\.\d*)?$/.test(text) && text.includes(',') ? 'separators' : 'malformed'
  const [, sign, whole = '', fraction = ''] = match
  if (/[1-9]/.test(fraction.slice(places))) return 'decimals'
  const units = Number(whole.replaceAll(',', '') + fraction.slice(0, places).padEnd(places, '0'))
  if (!Number.isSafeInteger(units)) return 'large'
  return sign === '-' && units !== 0 ? -units : units
}

/** (345.60) is what accountants write for -345.60. */
const IN_BRACKETS = /^([¥￥]?) ?\( ?([¥￥]?[\d,.]+) ?\)$/

/** An amount with the sign of another currency, before or behind it: USD 1,000.00. */
const FOREIGN_MONEY = /^(?!CNY|RMB)[(-]?(?:[A-Z]{3}|HK\$|NT\$|US\$|[€£]) ?[\d(-]|\d\)? ?(?!CNY|RMB)(?:[A-Z]{3}|[€£])\)?$/

function readMoney(text: string): CellValue {
  const plain = folded(text)
  const signed = plain.replace(IN_BRACKETS, '-$1$2')
  const units = unitsOf(
    signed.replace(/^(-?)[¥￥] ?(-?)/, (whole, before: string, after: string) => (before && after ? whole : before + after)),
    2,
  )
  if (units === 'separators') return { code: 'amount_must_have_its_separators_in_place' }
  if (units === 'decimals') return { code: 'amount_must_have_at_most_two_decimals' }
  if (units === 'large') return { code: 'amount_must_be_below_ten_trillion' }
  if (units === 'malformed' && FOREIGN_MONEY.test(plain)) return { code: 'currency_must_be_cny' }
  if (units === 'malformed') return { code: /[万千亿元]$/.test(plain) ? 'amount_must_be_in_plain_yuan' : 'amount_must_be_a_number' }
  return Math.abs(units) < MONEY_MOST ? units : { code: 'amount_must_be_below_ten_trillion' }
}

function readQuantity(text: string): CellValue {
  const units = unitsOf(folded(text), QUANTITY_PLACES)
  return typeof units === 'number' ? units : { code: 'quantity_must_be_a_number' }
}

function readScore(text: string): CellValue {
  const units = unitsOf(folded(text), 2)
  return typeof units === 'number' && units >= 0 && units <= 10_000 ? units : { code: 'score_must_be_from_0_to_100' }
}

function readCount(text: string, least: number): CellValue {
  const units = unitsOf(folded(text), 0)
  const isCount = typeof units === 'number' && units >= least && units <= 1_000_000_000
  return isCount ? units : { code: 'count_must_be_a_whole_number', values: { least: String(least) } }
}

function readDay(text: string, timeZone: string): CellValue {
  const day = readTimestamp(folded(text), timeZone)
  return day === NO_TIME ? { code: 'time_must_be_a_time' } : (day ?? { code: 'date_must_be_a_date' })
}

const PERIOD = /^(\d{4})(?:年度?|[-/.年]?(?:Q([1-4])|第?([1-4一二三四])季度?|H([12])|([上下])半年|[-/.年]?(\d{1,2})月?))?$/i

function readPeriod(text: string, timeZone: string): CellValue {
  const plain = foldedTight(text)
  const fault: CellFault = { code: 'period_must_be_a_period' }
  const match = PERIOD.exec(plain)
  if (!match) {
    const day = readTimestamp(folded(text), timeZone)
    return day !== undefined && day !== NO_TIME && dayOfMonth(day) === 1 ? dayText(day).slice(0, 7) : fault
  }
  const [, year = '', quarter, namedQuarter, half, namedHalf, month] = match
  const quarterDigit = quarter ?? (namedQuarter && ('一二三四'.indexOf(namedQuarter) + 1 || namedQuarter))
  const halfDigit = half ?? (namedHalf && (namedHalf === '上' ? 1 : 2))
  const tail = quarterDigit ? `-Q${quarterDigit}` : halfDigit ? `-H${halfDigit}` : month ? `-${month.padStart(2, '0')}` : ''
  return periodFromText(year + tail)?.text ?? fault
}

function readChoice(column: Column, text: string): CellValue {
  const word = foldedTight(text).toLowerCase()
  const choices = column.choices ?? []
  for (const { key, title, synonyms = [] } of choices) {
    if (word === key.toLowerCase() || word === title || synonyms.some((synonym) => synonym.toLowerCase() === word)) return key
  }
  return {
    code: 'choice_must_be_one_of_the_list',
    values: { choices: choices.map(({ key }) => key).join(', '), titles: choices.map(({ title }) => title).join('、') },
  }
}
