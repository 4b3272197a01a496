import { type Day, dayOf, dayText } from '../../base/day.ts'
import { unitsText } from '../../base/rounding.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { trimmed } from './cell-values.ts'
import type { ValueForms } from './header-map.ts'
import { plainUnits } from './plain-values.ts'

/** A value in the form in which we write it: `dollar` where the sign of another country was taken for yuan, `fault` where it cannot be one. */
export interface OwnForm {
  readonly text: string
  readonly dollar?: boolean
  readonly fault?: 'answer_must_be_on_the_scale'
}

/**
 * A value of a foreign sheet in our own form by what the user says of its forms; undefined where it stands in ours already, or in none
 * that was told: whoever reads it then says what is wrong.
 */
export function ownForm({ type }: Column, text: string, forms: ValueForms): OwnForm | undefined {
  if (type === 'money') return ownMoney(text, forms.decimal)
  if (type === 'quantity') return textForm(ownNumber(text, forms.decimal))
  if (type === 'score') return ownScore(text, forms)
  if (type === 'day' && forms.dates) return textForm(ownDay(text, forms.dates))
  return undefined
}

function textForm(text: string | undefined): OwnForm | undefined {
  return text === undefined ? undefined : { text }
}

function folded(text: string): string {
  return trimmed(text)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .replace(/[−–]/g, '-')
}

const MARK = '(?:CNY|RMB|人民币|CN¥|¥|元|\\$)?'
const BRACKETED = new RegExp(`^(${MARK} ?)\\((.+)\\)( ?${MARK})$`, 'i')
const SIGNED = new RegExp(`^(-?) ?(${MARK}) ?(-?) ?(\\d[\\d.,' ]*) ?(${MARK}) ?(-?)$`, 'i')

/** An amount without its signs of currency; in brackets, or with its minus behind, it is below zero. */
function ownMoney(text: string, decimal: ValueForms['decimal']): OwnForm | undefined {
  const plain = folded(text)
  const bracketed = BRACKETED.exec(plain)
  const match = SIGNED.exec(bracketed ? `${bracketed[1]}${bracketed[2]}${bracketed[3]}` : plain)
  if (!match) return undefined
  const [, before = '', mark = '', within = '', digits = '', after = '', behind = ''] = match
  const number = ownNumber(digits.trim(), decimal) ?? digits.trim()
  const signs = [before, within, behind, bracketed ? '-' : ''].filter((sign) => sign === '-').length
  if (signs > 1 || (mark !== '' && after !== '')) return undefined
  return { text: `${signs === 1 ? '-' : ''}${number}`, dollar: mark === '$' || after === '$' }
}

/** A number with a decimal comma, its thousands apart by points, spaces or apostrophes; undefined where the point is the decimal sign. */
function ownNumber(text: string, decimal: ValueForms['decimal']): string | undefined {
  if (decimal !== ',') return undefined
  const match = /^(-?)(\d+|\d{1,3}(?:[.' ]\d{3})+)(?:,(\d+))?$/.exec(folded(text))
  return match ? `${match[1]}${match[2]?.replace(/[.' ]/g, '')}${match[3] === undefined ? '' : `.${match[3]}`}` : undefined
}

/** The answer to a question as points of a hundred, rounded half up to two decimals: 2 of 3 are 66.67. */
function ownScore(text: string, { decimal, scale }: ValueForms): OwnForm | undefined {
  const own = ownNumber(text, decimal)
  if (scale === undefined) return textForm(own)
  const units = plainUnits((own ?? folded(text)).replace(/ ?分$/, ''), 2)
  if (Number.isNaN(units) || units < 0 || units > scale * 100) return { text, fault: 'answer_must_be_on_the_scale' }
  const most = BigInt(scale)
  return { text: unitsText((BigInt(units) * 200n + most) / (2n * most), 2) }
}

const NUMERIC = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /i
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ /.-]*${NAME},?[ /-]*(\\d{4}|\\d{2})(?!\\d)`, 'i')
const MONTH_FIRST = new RegExp(`^${NAME} ?(\\d{1,2})(?:st|nd|rd|th)?,? ?(\\d{4})(?!\\d)`, 'i')
const SERIAL = /^(\d{5})(?:\.\d+)?$/
/** 2000-01-01 and 2099-12-31 as a spreadsheet counts its days. */
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 73_050]

/** A date as 2026-10-05 with whatever time stands behind it; undefined where it is written so already, or is none in this order. */
function ownDay(text: string, order: NonNullable<ValueForms['dates']>): string | undefined {
  const plain = folded(text).replace(WEEKDAY, '')
  const serial = SERIAL.exec(plain)
  if (serial) return dayOfSerial(Number(serial[1]))
  const numeric = NUMERIC.exec(plain)
  const [first = '', third = ''] = [numeric?.[1], numeric?.[4]]
  if (numeric && first.length < 3) {
    const [day, month, year] =
      order === 'dmy' ? [first, numeric[3], third] : order === 'mdy' ? [numeric[3], first, third] : [third, numeric[3], first]
    return written(year, month, day, plain.slice(numeric[0].length))
  }
  const dayFirst = DAY_FIRST.exec(plain)
  if (dayFirst) return written(dayFirst[3], monthNamed(dayFirst[2]), dayFirst[1], plain.slice(dayFirst[0].length))
  const monthFirst = MONTH_FIRST.exec(plain)
  return monthFirst ? written(monthFirst[3], monthNamed(monthFirst[1]), monthFirst[2], plain.slice(monthFirst[0].length)) : undefined
}

function monthNamed(name = ''): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1)
}

function written(year = '', month = '', day = '', rest: string): string | undefined {
  if (year.length !== 4 && year.length !== 2) return undefined
  const found = dayOf(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day))
  return found === undefined ? undefined : `${dayText(found)}${rest.replace(/^,/, '')}`
}

function dayOfSerial(serial: number): string | undefined {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined
  const date = new Date(Date.UTC(1899, 11, 30 + serial))
  return dayText((date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()) as Day)
}
