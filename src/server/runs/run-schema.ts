import { z } from 'zod'
import { type Language, messageOf } from '../../base/problem.ts'
import { decimalText, timeText } from '../kernel/fields.ts'
import { oddMark, oddMarkOf } from '../odd/odd-detail.ts'
import type { RunView } from './read-runs.ts'

const runState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled'])
const hash = z.string().nullable().meta({ description: 'SHA-256; null until the run is done.' })

const foundProblem = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    message: z.string().meta({ description: "In the caller's language." }),
    table: z.string().optional(),
    record: z.string().optional(),
    column: z.string().optional(),
    odd: oddMark.nullable(),
  })
  .meta({ id: 'FoundProblem' })

export const runSchema = z
  .object({
    run: z.string(),
    period: z.string(),
    state: runState,
    purpose: z.enum(['period', 'adjustment']),
    progress: z.number().meta({ description: 'Per cent.' }),
    step: z
      .string()
      .meta({ description: 'What it is doing: waiting, people, service_facts, sales_facts, scores, bonus, hashes, writing, done.' }),
    startedBy: z.string(),
    startedAt: timeText,
    finishedAt: timeText.nullable(),
    engineVersion: z.string(),
    asOfChange: z.number().nullable().meta({ description: 'The last change of the data that it saw; 0 before the first.' }),
    inputsSha256: hash,
    resultSha256: hash,
    rulesSha256: hash,
    settings: z.record(z.string(), z.string()).meta({ description: 'Every setting in force.' }),
    rules: z.array(
      z.object({
        ...{ id: z.string(), effectiveFrom: z.string(), sha256: z.string() },
        months: z
          .array(z.string())
          .exactOptional()
          .meta({ description: 'Of a version that only these months of the period were computed by.' }),
      }),
    ),
    rows: z.record(z.string(), z.number()).meta({ description: 'Records by table, of every table that was in the data.' }),
    problems: z.array(foundProblem).meta({ description: 'What was found in the data; of a failed run what ended it.' }),
    summary: z
      .object({
        engineers: z.number(),
        representatives: z.number(),
        scored: z.number(),
        incomplete: z.number(),
        excluded: z.number(),
        held: z.array(z.string()).meta({ description: 'Regions whose split is held.' }),
        pools: decimalText,
        paid: decimalText,
      })
      .nullable(),
  })
  .meta({ id: 'Run' })

/** A run in JSON, its problems in words. */
export function runJson(run: RunView, language: Language): z.input<typeof runSchema> {
  return {
    run: run.id,
    period: run.period,
    state: run.state,
    purpose: run.purpose,
    progress: run.progress,
    step: run.step,
    startedBy: run.startedBy,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt ?? null,
    engineVersion: run.engineVersion,
    asOfChange: run.asOfChange ?? null,
    inputsSha256: run.inputsSha256 ?? null,
    resultSha256: run.resultSha256 ?? null,
    rulesSha256: run.rulesSha256 ?? null,
    settings: { ...run.settings },
    rules: run.rules.map(({ months, ...rule }) => ({ ...rule, ...(months ? { months: [...months] } : {}) })),
    rows: { ...run.rows },
    problems: run.problems.map((problem) => ({
      code: problem.code,
      severity: problem.severity,
      message: messageOf(problem, language),
      ...(problem.table === undefined ? {} : { table: problem.table }),
      ...(problem.record === undefined ? {} : { record: problem.record }),
      ...(problem.column === undefined ? {} : { column: problem.column }),
      odd: oddMarkOf(problem, run.dismissed),
    })),
    summary: run.summary ? { ...run.summary, held: [...run.summary.held] } : null,
  }
}
