import { daysInMonth } from '../../base/day.ts'

/**
 * The plain forms of values, read character by character: nearly every cell of a large file has one, and this loop takes a tenth
 * of the time of a regular expression. Anything else is NaN or undefined here and goes to cell-values.ts, which knows all forms.
 */

const ZERO = 48
const NINE = 57
const MINUS = 45
const POINT = 46
const HASH = 35
const PLUS = 43
const EQUALS = 61

/** "-1234.5" in units of 10^-places: -123450 with 2 places. Whole parts of up to 9 digits; zeros beyond the places change nothing. */
export function plainUnits(text: string, places: number): number {
  const length = text.length
  if (length === 0 || length > 32) return Number.NaN
  let at = text.charCodeAt(0) === MINUS ? 1 : 0
  const first = at
  let value = 0
  while (at < length) {
    const code = text.charCodeAt(at)
    if (code < ZERO || code > NINE) break
    value = value * 10 + (code - ZERO)
    at++
  }
  if (at === first || at - first > 9) return Number.NaN
  let left = places
  if (at < length) {
    if (text.charCodeAt(at) !== POINT || at + 1 === length) return Number.NaN
    for (at++; at < length; at++) {
      const code = text.charCodeAt(at)
      if (code < ZERO || code > (left === 0 ? ZERO : NINE)) return Number.NaN
      if (left === 0) continue
      value = value * 10 + (code - ZERO)
      left--
    }
  }
  for (; left > 0; left--) value *= 10
  if (value > Number.MAX_SAFE_INTEGER) return Number.NaN
  return first === 1 && value !== 0 ? -value : value
}

/** "2026-10-05" or "2026/10/05" as 20261005. */
export function plainDay(text: string): number {
  if (text.length !== 10) return Number.NaN
  const mark = text.charCodeAt(4)
  if ((mark !== MINUS && mark !== 47) || text.charCodeAt(7) !== mark) return Number.NaN
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  if (!(year >= 1900 && year <= 2999 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN
  if (day > 28 && !(day <= daysInMonth(year, month))) return Number.NaN
  return year * 10000 + month * 100 + day
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** Whether the text can stand as it is: visible ASCII or common Han characters, with single bytes of space only inside. */
export function isPlainText(text: string): boolean {
  const last = text.length - 1
  if (last < 0 || last > 1000) return false
  const first = text.charCodeAt(0)
  if (first === 32 || first === HASH || first === EQUALS || text.charCodeAt(last) === 32) return false
  for (let at = 0; at <= last; at++) {
    const code = text.charCodeAt(at)
    if (code < 32 || code === PLUS || (code > 126 && (code < 0x4e00 || code > 0x9fff))) return false
  }
  return true
}
