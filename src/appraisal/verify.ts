import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Answer } from '../base/answer.ts'
import { periodFromText } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import { readRuleTexts } from '../rulebook/read-rules.ts'
import { type Derived, derive } from './appraise.ts'
import { type CheckedWorkbook, checkWorkbooks } from './check-workbooks.ts'
import { commandProblem } from './command-problems.ts'
import { publishedFiles } from './publish-result.ts'
import { publishWorkbooks } from './publish-workbooks.ts'
import { type Result, wholeResult } from './result-json.ts'
import { type DeviatingSetting, settingsThatDeviate } from './settings-that-deviate.ts'
import { SHIPPED_RULES } from './shipped.ts'

export interface Verified {
  readonly ok: true
  /** The first place in which the published result and the derived one differ; undefined when they are equal. */
  readonly difference: Difference | undefined
  /** Every workbook that the published result lists, compared with the file that lies beside it. */
  readonly workbooks: readonly CheckedWorkbook[]
  /** The settings of the published result that are not what the rules say unless told otherwise. */
  readonly deviating: readonly DeviatingSetting[]
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
const listed = z.array(z.looseObject({ path: z.string(), sha256: z.string() }))
const published = z.looseObject({
  format: z.literal(1),
  period: z.string(),
  settings: z.record(z.string(), z.string()).and(z.looseObject({ onIncomplete, language })),
  company: z.string().optional(),
  files: z.array(z.unknown()).default([]),
})

/**
 * Derives a published result again from the dataset, with the period and settings recorded in it (CONTRACT section 3), its workbooks
 * too: their hashes must be those of the workbooks that these figures make, and the files beside the result must have them. `profiles` are the files of kept mappings that it was made with.
 */
export async function verify(path: string, dataset: string, rules?: string, profiles: readonly string[] = []): Promise<Answer<Verified>> {
  const read = await readPublished(path)
  if ('cause' in read) return { ok: false, problems: [commandProblem('result_must_be_readable', { path, cause: read.cause }, path)] }
  const { onIncomplete: treatment, language: words, ...settings } = read.settings
  const derived = await derive({
    dataset,
    period: read.period,
    rules,
    profiles,
    settings,
    onIncomplete: onIncomplete.parse(treatment),
    language: language.parse(words),
    company: read.result.company,
  })
  if (!derived.ok) return derived
  // A result that was published without workbooks (--formats json) lists none.
  const files = read.result.files.length === 0 ? [] : await filesAgain(derived, language.parse(words), read.result.company)
  const difference = firstDifference(read.result, { ...wholeResult(derived.result), files }, '')
  const workbooks = await checkWorkbooks(path, listed.safeParse(read.result.files).data ?? [])
  const texts = (await readRuleTexts(rules ?? SHIPPED_RULES)) ?? new Map<string, string>()
  return { ok: true, difference, workbooks, deviating: settingsThatDeviate(read.settings, texts, derived.appraisal.period) }
}

/** What the result's `files` list once its workbooks are made again, in a folder that goes afterwards. */
async function filesAgain({ appraisal, rules, result }: Derived, words: Language, company: string | undefined): Promise<Result['files']> {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-verify-'))
  try {
    return publishedFiles(result, await publishWorkbooks(appraisal, rules, words, company)(folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
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
function firstDifference(found: unknown, derived: unknown, path: string): Difference | undefined {
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
