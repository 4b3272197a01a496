import type { Shown } from './xlsx-styles.ts'

/**
 * The text of a number cell as a spreadsheet shows it: 15 significant digits without the noise of binary fractions, a date as
 * 2026-10-05, a percentage with its sign, leading zeros where the format writes them. From 10^15 on digits are lost; the form
 * with an exponent then says so.
 */
export function numberText(raw: string, shown: Shown, is1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (shown === 'date') return dateText(value, is1904) ?? plainText(value)
  if (shown === 'percent') return `${plainText(value * 100)}%`
  const text = plainText(value)
  return typeof shown === 'object' && /^\d+$/.test(text) ? text.padStart(shown.digits, '0') : text
}

function plainText(value: number): string {
  if (Number.isSafeInteger(value) && Math.abs(value) < 1e15) return String(value === 0 ? 0 : value)
  if (Math.abs(value) >= 1e15) return value.toExponential().toUpperCase()
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

const DAY = 86_400_000
/** 9999-12-31 in the 1900 system. */
const LAST_SERIAL = 2_958_465

/** The day of a serial number. The 1900 system counts a 29 February 1900 that never was; that serial is no day. */
function dateText(serial: number, is1904: boolean): string | undefined {
  const whole = Math.floor(serial) + (is1904 ? 1462 : 0)
  if (whole < 1 || whole > LAST_SERIAL || whole === 60) return undefined
  return new Date(Date.UTC(1899, 11, whole < 60 ? 31 : 30) + whole * DAY).toISOString().slice(0, 10)
}
