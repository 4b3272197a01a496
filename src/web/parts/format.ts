import { dayText, yearOf } from '../../base/day.ts'
import { isPlain, periodFromText } from '../../base/period.ts'
import { companyCalendar } from '../api/company.ts'
import { language } from '../words/language.ts'

const MINUS = '−'

/** Money and scores as the server writes them ("-1234567.80"), with groups: "−1,234,567.80". Never through a binary number. */
export function decimal(text: string | null | undefined): string {
  if (text === null || text === undefined || text === '') return '—'
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? []
  if (whole === '') return text
  return `${sign === '-' ? MINUS : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`
}

/** An amount of yuan: "¥1,234.50". */
export function yuan(text: string | null | undefined): string {
  const written = decimal(text)
  if (written === '—') return written
  return written.startsWith(MINUS) ? `${MINUS}¥${written.slice(1)}` : `¥${written}`
}

/** A ratio as the server writes it ("0.9250") in per cent, exactly: "92.50%". */
export function percent(text: string | null | undefined): string {
  if (text === null || text === undefined || text === '') return '—'
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '') return text
  const digits = `${whole}${rest.padEnd(2, '0')}`
  const point = digits.length - Math.max(rest.length - 2, 0)
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '')
  const after = digits.slice(point)
  return `${sign === '-' ? MINUS : ''}${before.replace(/\B(?=(\d{3})+$)/g, ',')}${after === '' ? '' : `.${after}`}%`
}

export function count(number: number): string {
  return new Intl.NumberFormat(locale()).format(number)
}

/** A day ("2026-10-05") as people of the language write it. */
export function day(text: string | null | undefined): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text ?? '') ?? []
  if (year === undefined) return text ?? '—'
  return new Intl.DateTimeFormat(locale(), { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${year}-${month}-${date}T00:00:00Z`),
  )
}

/** A time of the server (UTC) in the time zone of the browser. */
export function time(text: string | null | undefined): string {
  if (!text) return '—'
  return new Intl.DateTimeFormat(locale(), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(text))
}

/**
 * A period: "2026年10月", "2026年第4季度", "October 2026"; where its days are not those of the calendar on the wall they follow:
 * "2026年10月（9月26日至10月25日）", "October 2026 (26 Sep to 25 Oct)".
 */
export function periodName(text: string): string {
  const period = periodFromText(text, companyCalendar())
  if (!period || isPlain(period)) return bareName(text)
  const year = yearOf(period.first) === yearOf(period.last) ? undefined : 'numeric'
  const format = new Intl.DateTimeFormat(locale(), { year, month: 'short', day: 'numeric', timeZone: 'UTC' })
  const [first, last] = [period.first, period.last].map((each) => format.format(new Date(`${dayText(each)}T00:00:00Z`)))
  return language() === 'zh' ? `${bareName(text)}（${first}至${last}）` : `${bareName(text)} (${first} to ${last})`
}

function bareName(text: string): string {
  const zh = language() === 'zh'
  const [, year = '', part = ''] = /^(\d{4})(?:-(.+))?$/.exec(text) ?? []
  if (year === '') return text
  if (part === '') return zh ? `${year}年` : year
  if (part.startsWith('Q')) return zh ? `${year}年第${part.slice(1)}季度` : `Q${part.slice(1)} ${year}`
  if (part.startsWith('H')) return zh ? `${year}年${part === 'H1' ? '上' : '下'}半年` : `${part} ${year}`
  if (zh) return `${year}年${Number(part)}月`
  return new Intl.DateTimeFormat('en', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${year}-${part}-01T00:00:00Z`))
}

function locale(): string {
  return language() === 'zh' ? 'zh-CN' : 'en-GB'
}
