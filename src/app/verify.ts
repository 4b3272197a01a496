import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { periodFromText } from '../base/period.ts'
import { type Answer, derive } from './appraise.ts'
import { commandProblem } from './command-problems.ts'
import { filesOf } from './publish-workbooks.ts'
import { wholeResult } from './result-json.ts'

/** The first place in which a published result and the derived one differ; undefined when they are equal. */
export interface Verified {
  readonly ok: true
  readonly difference: Difference | undefined
}

export interface Difference {
  /** Such as service[3].modules.customer.score. */
  readonly path: string
  /** As JSON text; "nothing" where one of them has no such place. */
  readonly found: string
  readonly derived: string
}

const onIncomplete = z.enum(['hold', 'reweight', 'zero'])
const language = z.enum(['zh', 'en'])
const noFiles = z.array(z.unknown()).length(0)
const published = z.looseObject({
  format: z.literal(1),
  period: z.string(),
  settings: z.record(z.string(), z.string()).and(z.looseObject({ onIncomplete, language })),
})

/** Derives a published result again from the dataset, with the period and settings recorded in it (CONTRACT section 3). */
export async function verify(path: string, dataset: string, rules?: string): Promise<Answer<Verified>> {
  const read = await readPublished(path)
  if ('cause' in read) return { ok: false, problems: [commandProblem('result_must_be_readable', { path, cause: read.cause }, path)] }
  const { onIncomplete: treatment, language: words, ...settings } = read.settings
  const derived = await derive({
    dataset,
    period: read.period,
    rules,
    settings,
    onIncomplete: onIncomplete.parse(treatment),
    language: language.parse(words),
  })
  if (!derived.ok) return derived
  // A result that was published without workbooks (--formats json) lists none.
  const files = noFiles.safeParse(read.result.files).success
    ? []
    : filesOf(derived.result, derived.appraisal, derived.rules, language.parse(words))
  return { ok: true, difference: firstDifference(read.result, { ...wholeResult(derived.result), files }, '') }
}

async function readPublished(path: string) {
  try {
    const result = published.parse(JSON.parse(await readFile(path, 'utf8')))
    const period = periodFromText(result.period)
    if (!period) return { cause: `period ${result.period}` }
    return { result, period, settings: result.settings }
  } catch (failure) {
    if (failure instanceof z.ZodError)
      return { cause: failure.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') }
    return { cause: failure instanceof Error ? failure.message : String(failure) }
  }
}

/** Walks two JSON values side by side, in the order of the derived one. */
export function firstDifference(found: unknown, derived: unknown, path: string): Difference | undefined {
  if (isContainer(found) && isContainer(derived) && Array.isArray(found) === Array.isArray(derived)) {
    const keys = [...new Set([...Object.keys(derived), ...Object.keys(found)])]
    for (const key of keys) {
      const at = Array.isArray(derived) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
      const difference = firstDifference(found[key], derived[key], at)
      if (difference) return difference
    }
    return undefined
  }
  return Object.is(found, derived) ? undefined : { path, found: shown(found), derived: shown(derived) }
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
