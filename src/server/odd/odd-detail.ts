import { z } from 'zod'
import type { OddDetail, OddProblem } from '../../appraisal/odd-problem.ts'
import type { Problem } from '../../base/problem.ts'
import { TABLE_KEYS } from '../../domain/dataset/tables.ts'
import { MODULES } from '../../domain/engineers/service-facts.ts'

const text = z.string().nullable()
const beforeAfter = { before: text, after: text }

/** What an entry comes to, as it is stored and shown: points and yuan as decimal text. */
export const oddEffect = z
  .object({
    people: z
      .array(
        z.object({
          employee: z.string(),
          name: z.string(),
          modules: z.array(z.object({ module: z.enum(MODULES), ...beforeAfter })).readonly(),
          final: z.object(beforeAfter),
          bonus: z.object(beforeAfter),
        }),
      )
      .readonly(),
    regions: z.array(z.object({ region: z.string(), name: z.string(), pool: z.object(beforeAfter) })).readonly(),
  })
  .meta({ id: 'OddEffect', description: 'Who would score and get what otherwise; null where there is no score or share.' })

/** What runs and uploads keep of a warning of something odd. */
const storedOdd = z.object({
  key: z.string(),
  period: text,
  count: z.number(),
  records: z.array(z.object({ table: z.enum(TABLE_KEYS), values: z.array(z.union([z.string(), z.number(), z.null()])) })),
  newest: z.number().nullable(),
  effect: oddEffect.nullable(),
}) satisfies z.ZodType<OddDetail>

/** A stored problem as one of something odd, where it is one; those stored before there was a list are not. */
export function storedOddProblem(problem: Problem): OddProblem | undefined {
  const found = storedOdd.safeParse('odd' in problem ? problem.odd : undefined)
  return found.success ? { ...problem, odd: found.data } : undefined
}

export const oddMark = z
  .object({ key: z.string(), dismissed: z.boolean() })
  .meta({ id: 'OddMark', description: 'An entry of GET /odd-records, and whether it is dismissed now.' })

/** How a stored problem stands in the one list of what looks odd; null where it is none of it. */
export function oddMarkOf(problem: Problem, dismissed: { has(key: string): boolean }): z.infer<typeof oddMark> | null {
  const odd = storedOddProblem(problem)?.odd
  return odd ? { key: odd.key, dismissed: dismissed.has(odd.key) } : null
}
