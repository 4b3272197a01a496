import { dayOf } from '../../base/day.ts'
import type { ValueForms } from './header-map.ts'

/** What a column of values says of its forms: told by them, or to be asked with an example. */
export interface Told<Form> {
  readonly form?: Form
  /** A value that two forms would read differently. */
  readonly asks?: string
}

type DateOrder = NonNullable<ValueForms['dates']>
const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd']
const NUMERIC = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/
const NAMED =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?(?:\d{1,2}[ /.-]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d)/i
const SERIAL = /^[3-7]\d{4}(?:\.\d+)?$/

/** Whether a text may be a date of another country, or one that a spreadsheet left without its format. */
export function isForeignDay(text: string): boolean {
  return NUMERIC.test(text) || NAMED.test(text) || SERIAL.test(text)
}

/**
 * The order of day and month in numeric dates: the only one in which every value of the column is a day. Where several are, and they
 * would be other days, it is asked. Undefined where all values are read without being told.
 */
export function toldDates(texts: readonly string[]): Told<DateOrder> {
  const numeric = texts.filter((text) => NUMERIC.test(text))
  if (numeric.length === 0) return texts.some((text) => NAMED.test(text) || SERIAL.test(text)) ? { form: 'ymd' } : {}
  const fitting = ORDERS.filter((order) => numeric.every((text) => dayIn(text, order) !== undefined))
  const [only, ...others] = fitting
  if (only && others.length === 0) return { form: only }
  const differing = numeric.find((text) => new Set(fitting.map((order) => dayIn(text, order))).size > 1)
  // Where all fit the same days, as 10/10/2026 does, the next file will not.
  return only ? { asks: differing ?? (numeric[0] as string) } : {}
}

/** The day that a numeric date is in an order; undefined where it is none. */
export function dayIn(text: string, order: DateOrder): number | undefined {
  const [, first = '', , second = '', third = ''] = NUMERIC.exec(text) ?? []
  if (order === 'ymd') return third.length > 2 ? undefined : dayOf(2000 + Number(first), Number(second), Number(third))
  const year = third.length === 2 ? 2000 + Number(third) : Number(third)
  return order === 'dmy' ? dayOf(year, Number(second), Number(first)) : dayOf(year, Number(first), Number(second))
}

/** The decimal sign of amounts: a comma where any could not be read with a point; asked where only 1.234 stands there. */
export function toldDecimal(texts: readonly string[]): Told<','> {
  const bare = texts.map((text) => text.replace(/[^\d.,]/g, ''))
  const isComma = (text: string) => /^\d+,\d{1,2}$|^\d{1,3}(?:\.\d{3})+,\d+$/.test(text)
  const isPoint = (text: string) => /^\d+\.\d{1,2}$|^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)
  const commas = bare.filter(isComma)
  if (commas.length > 0 && !bare.some(isPoint)) return { form: ',' }
  const open = texts.findIndex((_, index) => /^\d{1,3}\.\d{3}$/.test(bare[index] ?? ''))
  return open >= 0 && !bare.some(isPoint) ? { asks: texts[open] as string } : {}
}

/** Whether amounts carry signs that only somebody who says so can have taken for yuan. */
export function carrySigns(texts: readonly string[]): boolean {
  return texts.some((text) => /[$]|cny|rmb|人民币|元$|-\s*$/i.test(text) && /\d/.test(text))
}

/** The best answer of a questionnaire: from its header (1-5分, 5分制, 满分10分), else asked where all answers are from 1 to 5, or to 10. */
export function toldScale(headers: readonly string[], texts: readonly string[]): Told<number> & { readonly most?: number } {
  for (const header of headers) {
    const plain = header.normalize('NFKC')
    const match = /1 ?[-~—–至到] ?(\d{1,3}) ?分?|满分 ?(?:为|是)? ?(\d{1,3})|(\d{1,3}) ?分制|out of (\d{1,3})/i.exec(plain)
    const scale = Number(match?.slice(1).find(Boolean) ?? Number.NaN)
    if (scale === 100) return {}
    if (scale >= 2 && scale <= 100) return { form: scale }
  }
  const numbers = texts.map((text) => Number(text.replace(/分$/, '')))
  if (numbers.length === 0 || numbers.some((number) => !(number >= 0 && number <= 10))) return {}
  return { asks: texts[0] as string, most: numbers.every((number) => number <= 5) ? 5 : 10 }
}
