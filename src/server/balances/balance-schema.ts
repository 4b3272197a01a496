import { z } from 'zod'
import { BALANCE_DECISIONS, BALANCE_STATES } from '../../domain/states.ts'
import { decimalText, timeText } from '../kernel/fields.ts'

export const balanceState = z.enum(BALANCE_STATES)
export const balanceDecision = z.enum(BALANCE_DECISIONS)

export const balanceSchema = z
  .object({
    id: z.number().int(),
    period: z.string().meta({ description: 'The period whose bonus and adjustments were below zero.' }),
    employee: z.string(),
    name: z.string(),
    region: z.string(),
    amount: decimalText.meta({ description: 'What the period was below zero by.' }),
    open: decimalText.meta({ description: 'amount, less all entries.' }),
    state: balanceState,
    monthly: decimalText.nullable().meta({ description: 'Of carrying: at most so much is deducted a month.' }),
    suggestion: balanceDecision
      .nullable()
      .meta({ description: 'carry for whoever is employed today, reclaim for others; null once decided.' }),
    at: timeText,
    entries: z
      .array(
        z.object({
          id: z.number().int(),
          kind: z.enum([...BALANCE_DECISIONS, 'deducted', 'received']),
          amount: decimalText.meta({ description: 'What it takes off the balance; 0.00 of decisions to carry or to reclaim.' }),
          monthly: decimalText.nullable(),
          period: z.string().nullable().meta({ description: 'The period that it was deducted from.' }),
          day: z.iso.date().nullable().meta({ description: 'The day on which it was received.' }),
          reason: z.string().nullable(),
          by: z.string(),
          at: timeText,
        }),
      )
      .meta({ description: 'Decisions, deductions and what was received, in their order.' }),
  })
  .meta({ id: 'Balance', description: 'What a person owes of a month below zero 待扣余额, with its ledger.' })
