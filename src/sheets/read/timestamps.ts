import { type Day, dayOf } from '../../base/day.ts'
import { dayInZone } from '../../base/time-zone.ts'

const DATE =
  /^(\d{4})(?: ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})| ?年 ?(\d{1,2}) ?月 ?(\d{1,2})(?: ?日)?|(\d{2})(\d{2}))(?: ?\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?/
const MORNING = /^(?:上午|凌晨|早上|am|a\.m\.)$/i
const NOON = '中午'
const HALF = '上午|下午|凌晨|早上|中午|傍晚|晚上|[ap]m|[ap]\\.m\\.'
const TIME = new RegExp(
  `^([ T]?)(${HALF})? ?(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?|时(?:(\\d{1,2})分(?:(\\d{1,2})秒)?)?)(?: ?(${HALF}))?(?: ?(Z|UTC|GMT|(?:UTC|GMT)?([+-])(\\d{1,2})(?::?(\\d{2}))?))?$`,
  'i',
)

/** A time of day or an offset that no clock shows, such as 25:99 or 24:00. */
export const NO_TIME = 'no time'

/**
 * Reads 2026-10-05, 2026/10/5, 2026.10.5, 2026年10月5日 and 20261005, each with or without a day of the week and a time of day, half-width.
 * A time with a zone (Z, +08:00) is a moment and becomes the day on which it falls in the company's zone; without one the day
 * stands as it is written. Undefined when it is no date.
 */
export function readTimestamp(text: string, timeZone: string): Day | typeof NO_TIME | undefined {
  const date = DATE.exec(text)
  if (!date) return undefined
  const [head, year, , month, day, hanMonth, hanDay, tightMonth, tightDay] = date
  const written = dayOf(Number(year), Number(month ?? hanMonth ?? tightMonth), Number(day ?? hanDay ?? tightDay))
  const rest = text.slice(head.length)
  if (written === undefined || rest === '') return written
  const time = TIME.exec(rest)
  if (!time) return undefined
  const [, gap = '', before, hourText = '', minute, second, hanMinute, hanSecond, after, zone, sign, zoneHours, zoneMinutes] = time
  // Without a space nobody can tell 2026/6/1 12:30 from 2026/6/11 2:30.
  if (gap === '' && before === undefined && /\d$/.test(head)) return undefined
  // 08:30-09:30 is a span of time rather than an hour west of Greenwich, unless it is written as programs write one.
  if (sign === '-' && gap.toUpperCase() !== 'T' && second === undefined && !/[a-z]/i.test(zone ?? '')) return undefined
  const minutes = Number(minute ?? hanMinute ?? 0)
  const hour = hourOf(Number(hourText), before ?? after)
  const offset = Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)
  if (hour === undefined || minutes > 59 || Number(second ?? hanSecond ?? 0) > 59) return NO_TIME
  if (Number(zoneMinutes ?? 0) > 59 || offset > MOST_OFFSET) return NO_TIME
  if (zone === undefined) return written
  const west = sign === '-' ? -1 : 1
  return dayInZone(Date.UTC(Number(year), (Math.floor(written / 100) % 100) - 1, written % 100, hour, minutes - west * offset), timeZone)
}

/** Minutes that a zone lies east or west of Greenwich at most. */
const MOST_OFFSET = 14 * 60

/** The hour from 0 to 23; undefined when there is none such in that half of the day. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (hour > 23) return undefined
  if (half === undefined) return hour
  if (MORNING.test(half)) return hour > 12 ? undefined : hour % 12
  if (half === NOON) return hour >= 11 && hour <= 14 ? hour : hour >= 1 && hour <= 2 ? hour + 12 : undefined
  // Twelve in the evening may be midnight or the hour before it was noon.
  if (hour === 12 && /晚|傍/.test(half)) return undefined
  return hour < 12 ? hour + 12 : hour
}
