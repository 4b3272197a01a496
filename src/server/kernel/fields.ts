import { z } from 'zod'
import { type Day, dayFromText } from '../../base/day.ts'
import { type Fen, fenFromYuan } from '../../base/money.ts'
import { type Period, periodFromText } from '../../base/period.ts'
import { inBoth } from './in-both.ts'

/** Periods as they were read, before the kernel gives them the days of the company's calendar. */
const READ = new WeakSet<object>()

export function isReadPeriod(value: unknown): value is Period {
  return typeof value === 'object' && value !== null && READ.has(value)
}

/** "2026-10" and its like in a path, query or body, not deeper in it; handlers get the Period, by the company's calendar. */
export const periodField = z
  .string()
  .max(10)
  .transform((text, context): Period => {
    const period = periodFromText(text)
    if (period) {
      READ.add(period)
      return period
    }
    context.addIssue({
      code: 'custom',
      message: inBoth('期间应写作 2026-10、2026-Q4、2026-H2 或 2026。', 'Write a period as 2026-10, 2026-Q4, 2026-H2 or 2026.'),
    })
    return z.NEVER
  })
  .meta({ description: 'A period: "2026-10", "2026-Q4", "2026-H2" or "2026".', examples: ['2026-10'] })

/** "2026-10-05"; handlers get the Day, 20261005. */
export const dayField = z
  .string()
  .max(10)
  .transform((text, context): Day => {
    const day = dayFromText(text)
    if (day !== undefined) return day
    context.addIssue({ code: 'custom', message: inBoth('日期应写作 2026-10-05。', 'Write a day as 2026-10-05.') })
    return z.NEVER
  })
  .meta({ description: 'A day: "2026-10-05".', examples: ['2026-10-05'] })

/** "1234.50"; handlers get fen, above 0. */
export const moneyField = z
  .string()
  .max(20)
  .transform((text, context): Fen => {
    const amount = fenFromYuan(text)
    if (amount !== undefined && amount > 0n) return amount
    context.addIssue({
      code: 'custom',
      message: inBoth('金额应大于 0，写作 1234.50，单位元。', 'Write an amount above 0 as 1234.50, in yuan.'),
    })
    return z.NEVER
  })
  .meta({ description: 'An amount in yuan, above 0: "1234.50".', examples: ['1234.50'] })

/** From which day on what a staff or client list, or a record of one, shows holds. */
export const heldFromField = z.union([z.literal('ever'), dayField]).meta({
  description:
    'From which day on a changed position, region or representative of a client holds: a day, or "ever" where it was always so, which corrects the undated column and reaches every month. Unless told the first day of the earliest month that is open.',
})

/** A name or code of the company's data: text on one line. */
export const codeField = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, { error: inBoth('不应包含换行或控制字符。', 'Must not contain line breaks or control characters.') })

/** Why something is done, for those who ask later. */
export const reasonField = z.string().trim().min(1).max(1000).meta({ description: 'Why; kept in the audit trail.' })

/** A number of the database: "17". */
export const idField = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, { error: inBoth('应为编号，例如 17。', 'Must be a number such as 17.') })
  .transform(Number)

/** What answers write money, scores and ratios as: "88.67". */
export const decimalText = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ description: 'A decimal number as text.', examples: ['88.67'] })

/** What answers write times as: UTC. */
export const timeText = z.iso.datetime().meta({ description: 'A time in UTC.', examples: ['2026-11-03T08:15:00.000Z'] })
