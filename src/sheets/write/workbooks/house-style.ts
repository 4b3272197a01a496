import { type Day, dayOfMonth, dayText, monthOf, yearOf } from '../../../base/day.ts'
import type { Fen } from '../../../base/money.ts'
import { attendanceDays, type Days, isPlain, type Period, periodLabel } from '../../../base/period.ts'
import type { Rational } from '../../../base/rational.ts'
import { decimalText, unitsText } from '../../../base/rounding.ts'
import type { Module } from '../../../domain/engineers/service-facts.ts'
import { numberText } from './exact-number.ts'
import type { Say } from './words.ts'
import type { WorkbookOptions } from './workbook-options.ts'
import { blank, type Cell, number, type Row, text } from './xlsx/cell.ts'
import type { Style } from './xlsx/style.ts'

const GREY = 'E7E6E6'
const MONEY = '#,##0.00'
const body = { size: 10, border: 'all' } as const
const total = { ...body, bold: true } as const

/** The styles of the house: the same thing looks the same on every sheet. */
export const STYLE = {
  title: { size: 16, bold: true, horizontal: 'center' },
  metaLeft: { size: 10, horizontal: 'left' },
  metaRight: { size: 10, horizontal: 'right' },
  note: { size: 9, horizontal: 'left', wrap: true, colour: '595959' },
  alert: { size: 9, bold: true, horizontal: 'left', wrap: true, colour: 'C00000' },
  header: { size: 10, bold: true, fill: GREY, border: 'all', horizontal: 'center', wrap: true },
  id: { ...body, horizontal: 'center', format: '@' },
  centre: { ...body, horizontal: 'center', wrap: true },
  left: { ...body, horizontal: 'left', wrap: true, indent: 1 },
  right: { ...body, horizontal: 'right' },
  integer: { ...body, horizontal: 'right', format: '0' },
  score: { ...body, horizontal: 'right', format: '0.00' },
  money: { ...body, horizontal: 'right', format: MONEY },
  unrounded: { ...body, horizontal: 'right', format: '#,##0.0000' },
  ratio: { ...body, horizontal: 'right', format: '0.00%', wrap: true },
  permille: { ...body, horizontal: 'center', format: '0.00%' },
  totalLabel: { ...total, horizontal: 'center', wrap: true },
  totalLeft: { ...total, horizontal: 'left', wrap: true, indent: 1 },
  totalScore: { ...total, horizontal: 'right', format: '0.00' },
  totalMoney: { ...total, horizontal: 'right', format: MONEY },
  totalRatio: { ...total, horizontal: 'right', format: '0.00%' },
  totalInteger: { ...total, horizontal: 'right', format: '0' },
  sign: { size: 11, horizontal: 'left' },
  gap: {},
  working: { size: 9, colour: '7F7F7F', horizontal: 'right', format: '0' },
  workingHeader: { size: 9, colour: '7F7F7F', horizontal: 'center', wrap: true },
} as const satisfies Record<string, Style>

export const HEADER_HEIGHT = 32
export const ROW_HEIGHT = 20

/** A cell with text, centred in its style's manner, and cells after it that a merge covers. */
export function spread(cell: Cell, columns: number): (Cell | undefined)[] {
  return [cell, ...Array.from({ length: columns - 1 }, () => blank(cell.style))]
}

/** Row 1 of a sheet: company, period and the sheet's name across all columns. */
export function titleRow(name: string, period: Period, columns: number, options: WorkbookOptions): Row {
  const words = [options.company, periodTitle(period, options), name].filter((part) => part !== undefined && part !== '').join(' ')
  return { cells: spread(text(words, STYLE.title), columns), height: 34, merges: [{ column: 0, columns }] }
}

/** Row 2: the region and the days of the period on the left, the unit on the right. */
export function metaRow(region: string | undefined, unit: string, period: Period, columns: number, split: number, say: Say): Row {
  const days = daysOfPeriod(period, say)
  const left = region === undefined ? days : `${say('serviceRegion')}${say('colon')}${region}    ${days}`
  return {
    cells: [...spread(text(left, STYLE.metaLeft), split), ...spread(text(unit, STYLE.metaRight), columns - split)],
    height: ROW_HEIGHT,
    merges: [{ column: 0, columns: split }, ...(columns - split > 1 ? [{ column: split, columns: columns - split }] : [])],
  }
}

/**
 * "2026年10月", "2026年第4季度", "2026年下半年", "2026年度"; in English as it is written in files. Where its days are not those of the
 * calendar on the wall they follow: "2026年10月（9月26日至10月25日）", "2026-10 (09-26 - 10-25)".
 */
function periodTitle(period: Period, { language }: Pick<WorkbookOptions, 'language'>): string {
  if (language === 'en') return periodLabel(period)
  const [year = '', part = ''] = period.text.split('-')
  const days = isPlain(period) ? '' : `（${dayWords(period.first, period)}至${dayWords(period.last, period)}）`
  switch (period.kind) {
    case 'month':
      return `${year}年${Number(part)}月${days}`
    case 'quarter':
      return `${year}年第${part.slice(1)}季度${days}`
    case 'half':
      return `${year}年${part === 'H1' ? '上' : '下'}半年${days}`
    case 'year':
      return `${year}年度${days}`
  }
}

/** "9月26日", with its year where the period has days of two. */
function dayWords(day: Day, { first, last }: Period): string {
  return `${yearOf(first) === yearOf(last) ? '' : `${yearOf(day)}年`}${monthOf(day)}月${dayOfMonth(day)}日`
}

/** "期间：2026-10-01 至 2026-10-31", with the days of attendance where it is kept by other months. */
export function daysOfPeriod(period: Period, say: Say): string {
  const words = ({ first, last }: Days) => `${dayText(first)} ${say('to')} ${dayText(last)}`
  const attendance = attendanceDays(period)
  const own = attendance.first === period.first && attendance.last === period.last
  return `${say('period')}${say('colon')}${words(period)}${own ? '' : `    ${say('attendance')}${say('colon')}${words(attendance)}`}`
}

export function headerCell(words: string): Cell {
  return text(words, STYLE.header)
}

export function moneyCell(amount: Fen, style: Style = STYLE.money): Cell {
  return number(unitsText(amount, 2), style)
}

export function scoreCell(score: Rational, style: Style = STYLE.score): Cell {
  return number(decimalText(score, 2), style)
}

export function plainCell(value: Rational, style: Style): Cell {
  return number(numberText(value), style)
}

/** "出勤(10%)", "Attendance (10%)" */
export function moduleHeading(module: Module, options: WorkbookOptions, say: Say): string {
  return `${say(module)}${options.language === 'en' ? ' ' : ''}(${percentText(options.moduleWeights[module])})`
}

/** A weight or rate for a heading: "10%", "12.5%", "1‰". */
function percentText({ numerator, denominator }: Rational): string {
  return `${numberText({ numerator: numerator * 100n, denominator })}%`
}

export function perMilleText({ numerator, denominator }: Rational): string {
  return `${numberText({ numerator: numerator * 1000n, denominator })}‰`
}
