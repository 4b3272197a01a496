import { z } from 'zod'
import { codeField, timeText } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { type PlanReader, readReceipts, signPlan } from './plan-receipts.ts'

const params = z.object({ rule: codeField })
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'The hash of the version that was read.' })
const PAGE = 200

const receiptsSchema = z
  .object({
    own: z
      .object({ concerned: z.boolean(), at: timeText.nullable() })
      .meta({ description: 'Whether it covers who asks, and when they signed.' }),
    concerned: z.number().int(),
    signed: z.number().int(),
    items: z.array(z.object({ employee: z.string(), name: z.string(), region: z.string(), at: timeText.nullable() })),
    next: z.string().nullable().meta({ description: 'The number after which the next page begins.' }),
  })
  .meta({ id: 'PlanReceipts' })

/** Who has signed 签收 the plan that they are paid by. */
export const PLAN_RECEIPT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/rules/{rule}/receipts',
    elsewhere: 'reading',
    serves: readReceipts,
    summary: 'Who has signed a version of a pay plan and who has not',
    description: 'HR and auditors see everybody whom it covers, managers those of their regions, staff themselves. By number.',
    params,
    query: z.object({ sha256, state: z.enum(['signed', 'open']).optional(), after: codeField.optional() }),
    success: { status: 200, description: 'The people whom it covers.', body: receiptsSchema },
    problems: ['thing_must_exist', 'plan_version_must_be_the_one_read'],
    handler: async ({ service, actor, params: { rule }, query }) => {
      const found = await readReceipts(service, actor, { rule, sha256: query.sha256 })
      if (!found.ok) return found
      const { own, people } = found
      const wanted = people.filter(
        ({ employee, at }) => isOfState(at, query.state) && (query.after === undefined || employee > query.after),
      )
      const items = wanted.slice(0, PAGE).map(({ at, employee, name, region }: PlanReader) => ({ employee, name, region, at: at ?? null }))
      return {
        ok: true,
        body: {
          own: { concerned: own.isConcerned, at: own.at ?? null },
          ...{ concerned: people.length, signed: people.filter(({ at }) => at !== undefined).length, items },
          next: wanted.length > PAGE ? (items.at(-1)?.employee ?? null) : null,
        },
      }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rules/{rule}/receipts',
    serves: signPlan,
    summary: 'Signs for oneself that one has read a version of a pay plan',
    description: 'Twice is once. Only those whom it covers sign it.',
    params,
    body: z.object({ sha256 }),
    success: { status: 200, description: 'When it was signed.', body: z.object({ at: timeText }) },
    problems: ['thing_must_exist', 'plan_version_must_be_the_one_read', 'plan_must_concern_you'],
    handler: async ({ service, actor, params: { rule }, body }) => {
      const signed = await signPlan(service, actor, { rule, sha256: body.sha256 })
      return signed.ok ? { ok: true, body: signed.value } : signed
    },
  }),
]

function isOfState(at: string | undefined, state: 'signed' | 'open' | undefined): boolean {
  return state === undefined || (state === 'signed') === (at !== undefined)
}
