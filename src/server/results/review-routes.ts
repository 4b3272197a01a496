import { z } from 'zod'
import { yuanText } from '../../base/money.ts'
import { type Rational, rationalFromText } from '../../base/rational.ts'
import { decimalText as rounded } from '../../base/rounding.ts'
import { DEFAULT_THRESHOLDS, type Flag } from '../../domain/review/flags.ts'
import { codeField, decimalText } from '../kernel/fields.ts'
import { inBoth } from '../kernel/in-both.ts'
import { cursorText, paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { compareRuns } from './compare-runs.ts'
import { findFlags } from './find-flags.ts'
import { ofRun, resultLineSchema, runNamed, wordsSchema } from './result-schema.ts'

const VIEWED = ['result_must_be_published', 'thing_must_exist', 'run_must_be_done']
const differing = z.object({ key: z.string(), before: z.string().nullable(), after: z.string().nullable() })

const changedPerson = z
  .object({
    kind: z.string(),
    employee: z.string(),
    name: z.string(),
    before: resultLineSchema.nullable(),
    after: resultLineSchema.nullable(),
    scoreChange: decimalText.nullable(),
    bonusChange: decimalText.nullable(),
    kpiPoints: z.array(differing).meta({ description: 'Points by KPI; null is not applicable.' }),
    because: z.object({
      facts: z
        .array(
          z.object({
            fact: z.string(),
            before: z.string().nullable(),
            after: z.string().nullable(),
            changes: z.array(z.number()).meta({ description: 'Changes of the data between the runs that touched it.' }),
          }),
        )
        .meta({ description: 'Facts that differ; of the region pool, netCollections, commission, scoreTotal.' }),
      rules: z.array(z.string()),
      settings: z.array(z.string()),
    }),
  })
  .meta({ id: 'ChangedPerson' })

const comparison = pageOf(changedPerson)
  .extend({
    before: z.string(),
    after: z.string(),
    rules: z.array(differing).meta({ description: 'Rules whose version differs, with its hash.' }),
    settings: z.array(differing),
    titles: z.record(z.string(), wordsSchema).meta({ description: 'What measures and the KPIs of either run are called, by key.' }),
  })
  .meta({ id: 'Comparison' })

const flagSchema = z
  .object({
    kind: z.enum(['pool_above_commission', 'marks_all_alike', 'marks_far_from_others', 'score_moved']),
    region: z.string().optional(),
    manager: z.string().optional(),
    employee: z.string().optional(),
    figures: z
      .record(z.string(), z.string())
      .meta({ description: 'What was compared: pool and commission, marks and means, before and after.' }),
  })
  .meta({ id: 'Flag' })

/** Points as decimal text in a query, with a default. */
function points(usual: Rational) {
  return z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/, { error: inBoth('应为 0 至 999.99 之间的分数。', 'Write points such as 10 or 7.5.') })
    .default(rounded(usual, 0))
}

export const REVIEW_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/comparison',
    elsewhere: 'reading',
    serves: compareRuns,
    summary: 'Who changed against another run of the period, by how much, and because of which input, rule or setting',
    params: ofRun,
    query: z.object({
      ...pageQuery,
      with: codeField.default('published').meta({ description: 'The run to compare with: the one before.' }),
    }),
    success: { status: 200, description: 'People whose result differs, by kind, then number.', body: comparison },
    problems: VIEWED,
    handler: async ({ service, actor, params, query }) => {
      const { cursor, limit } = query
      const from = cursor === undefined ? undefined : { kind: String(cursor[0]), employee: String(cursor[1]) }
      const runs = { before: runNamed(query.with), after: runNamed(params.run) }
      const found = await compareRuns(service, actor, { ...runs, period: params.period, from, limit })
      if (!found.ok) return found
      const { people, rules, settings, titles, before, after } = found.value
      const page = paged(
        people,
        limit,
        (person) => [person.kind, person.employee],
        (person) => ({
          ...person,
          kpiPoints: [...person.kpiPoints],
          because: {
            facts: person.because.facts.map((fact) => ({ ...fact, changes: [...fact.changes] })),
            rules: [...person.because.rules],
            settings: [...person.because.settings],
          },
        }),
      )
      return { ok: true, body: { ...page, before, after, rules: [...rules], settings: [...settings], titles: { ...titles } } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/flags',
    elsewhere: 'reading',
    serves: findFlags,
    summary: 'What to look at before publishing',
    description:
      'Pools above commission; marks of a manager that are all alike or far from others’; scores that moved against the published run of the period before.',
    params: ofRun,
    query: z.object({
      ...pageQuery,
      markDistance: points(DEFAULT_THRESHOLDS.markDistance).meta({
        description: "Points between a manager's mean mark and that of all others.",
      }),
      leastMarks: z.coerce
        .number()
        .int()
        .min(2)
        .max(1000)
        .default(DEFAULT_THRESHOLDS.leastMarks)
        .meta({ description: 'Marks a manager must have given.' }),
      scoreMove: points(DEFAULT_THRESHOLDS.scoreMove).meta({ description: 'Points that a score may move.' }),
    }),
    success: { status: 200, description: 'Flags: pools by region, marks by manager, scores by employee.', body: pageOf(flagSchema) },
    problems: VIEWED,
    handler: async ({ service, actor, params, query }) => {
      const thresholds = {
        markDistance: rationalFromText(query.markDistance) ?? DEFAULT_THRESHOLDS.markDistance,
        scoreMove: rationalFromText(query.scoreMove) ?? DEFAULT_THRESHOLDS.scoreMove,
        leastMarks: query.leastMarks,
      }
      const found = await findFlags(service, actor, { period: params.period, run: runNamed(params.run), thresholds })
      if (!found.ok) return found
      const offset = Math.max(Math.trunc(Number(query.cursor?.[0] ?? 0)) || 0, 0)
      const { flags } = found.value
      const end = offset + query.limit
      return { ok: true, body: { items: flags.slice(offset, end).map(flagJson), next: end < flags.length ? cursorText([end]) : null } }
    },
  }),
]

function flagJson(flag: Flag): z.input<typeof flagSchema> {
  switch (flag.kind) {
    case 'pool_above_commission':
      return { kind: flag.kind, region: flag.region, figures: { pool: yuanText(flag.pool), commission: yuanText(flag.commission) } }
    case 'marks_all_alike':
      return { kind: flag.kind, manager: flag.manager, figures: { marks: String(flag.marks), score: rounded(flag.score, 2) } }
    case 'marks_far_from_others': {
      const figures = { marks: String(flag.marks), mean: rounded(flag.mean, 2), othersMean: rounded(flag.othersMean, 2) }
      return { kind: flag.kind, manager: flag.manager, figures }
    }
    case 'score_moved':
      return { kind: flag.kind, employee: flag.employee, figures: { before: rounded(flag.before, 2), after: rounded(flag.after, 2) } }
  }
}
