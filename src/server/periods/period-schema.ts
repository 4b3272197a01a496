import { z } from 'zod'
import { PERIOD_STATES } from '../../domain/states.ts'
import { timeText } from '../kernel/fields.ts'
import { balancesSaidSchema } from '../payments/payment-schema.ts'

export const stateField = z.enum(PERIOD_STATES).meta({
  description: '收集数据, 评分, 复核, 已公布, 已关闭: the states of a period, in their order.',
})

export const deadlines = z
  .strictObject({ collecting: timeText, evaluating: timeText, review: timeText, published: timeText })
  .partial()
  .meta({ description: 'The time by which each step is to be done.' })

export const periodSchema = z
  .object({
    period: z.string(),
    first: z.string(),
    last: z.string(),
    state: stateField,
    openedAt: timeText,
    openedBy: z.string(),
    deadlines,
    publishedRun: z.string().nullable(),
    version: z.number().int(),
    balances: balancesSaidSchema
      .optional()
      .meta({ description: 'Of a step to published or closed only: what of the month goes back 待扣.' }),
  })
  .meta({ id: 'Period', description: 'A performance period 考核期间.' })

export const stepSchema = z.object({
  from: stateField.nullable(),
  to: stateField,
  at: timeText,
  by: z.string(),
  reason: z.string().nullable(),
})
