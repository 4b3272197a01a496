import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { Language, Problem } from '../../base/problem.ts'
import { wholeAppraisal } from '../../domain/appraisal.ts'
import type { OnIncomplete } from '../../domain/engineers/score-engineer.ts'
import type { ComparedPeriod } from '../../domain/what-if/compared.ts'
import type { Book } from '../../store/book/book.ts'
import type { Records } from '../../store/database/records.ts'
import { appraiseBook } from '../appraise-book.ts'
import { hasErrors } from '../import-dataset.ts'
import { listedResult, resultHash } from '../result-json.ts'
import type { RulesInForce } from '../rules-in-force.ts'
import { rulesUsed } from '../rules-used.ts'
import { changedRules } from './changed-rules.ts'
import { type Appraised, compareResults } from './compare-results.ts'

/** One side of a what-if: how a period is appraised, and from which records. */
export interface Side {
  readonly period: Period
  /** Those in force on the period's last day. */
  readonly rules: RulesInForce
  readonly book: Book
  /** Found while its records were read. */
  readonly problems: readonly Problem[]
}

export interface WhatIf {
  readonly before: Side
  readonly after: Side
  /** They see the records of both sides. */
  readonly records: Records
  readonly onIncomplete: OnIncomplete
  readonly language: Language
}

/** Appraises a period as it is and as it would be, and compares everybody's results. Nothing is written. */
export async function appraiseTwice(asked: WhatIf): Promise<Answer<{ readonly ok: true; readonly compared: ComparedPeriod }>> {
  const before = await appraised(asked.before, asked)
  if (!before.ok) return before
  const after = await appraised(asked.after, asked)
  if (!after.ok) return after
  const changed = changedRules(before.rules, after.rules)
  const { people, regions } = compareResults(before, after, changed, asked.before.book.sha256 !== asked.after.book.sha256)
  const said = (side: Appraised) =>
    new Map(side.appraisal.problems.map((problem) => [JSON.stringify({ ...problem, place: null }), problem]))
  const [saidBefore, saidAfter] = [said(before), said(after)]
  return {
    ok: true,
    compared: {
      period: asked.before.period.text,
      sha256: { before: before.sha256, after: after.sha256 },
      ...{ changed, people, regions },
      problems: { before: only(saidBefore, saidAfter), after: only(saidAfter, saidBefore) },
    },
  }
}

function only(own: ReadonlyMap<string, Problem>, other: ReadonlyMap<string, Problem>): Problem[] {
  return [...own].flatMap(([key, problem]) => (other.has(key) ? [] : [problem]))
}

async function appraised(
  { period, rules, book, problems }: Side,
  { records, onIncomplete, language }: WhatIf,
): Promise<Answer<Appraised & { readonly ok: true; readonly sha256: string }>> {
  const { appraisal: listed } = await appraiseBook({ records, book, period, rules, onIncomplete, language, problems })
  if (hasErrors(listed.problems)) return { ok: false, problems: listed.problems }
  const appraisal = wholeAppraisal(listed)
  const sha256 = resultHash(listedResult({ appraisal, rules: rulesUsed(rules, period), inputs: book, language }))
  return { ok: true, appraisal, rules, sha256 }
}
