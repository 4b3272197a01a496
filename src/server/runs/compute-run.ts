import { type AppraisalStage, appraiseBook } from '../../appraisal/appraise-book.ts'
import { type Result, resultHash, resultOf } from '../../appraisal/result-json.ts'
import { rulesUsed } from '../../appraisal/rules-used.ts'
import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { wholeAppraisal } from '../../domain/appraisal.ts'
import { keepRuleTexts, type RuleTexts } from '../../store/aggregates/rule-texts.ts'
import { insertRunPay } from '../../store/aggregates/run-pay.ts'
import { endRun } from '../../store/aggregates/runs.ts'
import { insertSnapshot } from '../../store/aggregates/snapshots.ts'
import { bookHash } from '../../store/book/book-hash.ts'
import { lastChange } from '../../store/company-book/changes.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { openConsistentRecords } from '../../store/database/consistent-records.ts'
import { recordsOf } from '../../store/database/records.ts'
import { openStore } from '../../store/open-store.ts'
import { appendAudit } from '../../store/trail/audit.ts'
import type { RunJob } from '../kernel/run-starter.ts'
import { buildSnapshot, type Snapshot } from './build-snapshot.ts'
import { termsOfRun } from './terms-of-run.ts'

export type RunStep = AppraisalStage | 'waiting' | 'hashes' | 'writing' | 'done'

/** How far a run is when a step begins, in per cent. */
export const STEP_PROGRESS: Readonly<Record<RunStep, number>> = {
  waiting: 0,
  people: 5,
  service_facts: 15,
  sales_facts: 25,
  scores: 50,
  bonus: 65,
  hashes: 70,
  writing: 85,
  done: 100,
}

/** A run that was computed and not written yet. */
export interface ComputedRun {
  readonly snapshot: Snapshot
  readonly result: Result
  readonly asOfChange: number
  readonly texts: RuleTexts
  readonly problems: readonly Problem[]
}

/** Who watches a run. */
export interface RunWatch {
  /** Told when a step begins. */
  readonly onStep: (step: RunStep) => void
  /** Asked before every statement; what it throws ends the run. */
  readonly goOn: () => void
}

/**
 * Computes a period from one consistent state of the company book, its settings and the rules folder; writes nothing. The
 * problems are those that keep an appraisal from being made at all: rules or settings that do not fit, figures no rule takes.
 */
export async function computeRun(
  job: RunJob,
  { onStep, goOn }: RunWatch,
): Promise<Answer<{ readonly ok: true; readonly computed: ComputedRun }>> {
  const consistent = await openConsistentRecords(job.address)
  const records = recordsOf({
    dialect: consistent.dialect,
    async all(sql, parameters) {
      goOn()
      return consistent.all(sql, parameters)
    },
    async rows(sql, parameters) {
      goOn()
      return consistent.rows(sql, parameters)
    },
  })
  try {
    const terms = await termsOfRun(records, job)
    if (!terms.ok) return terms
    const { period, rules, texts, onIncomplete, language } = terms
    const asOfChange = await lastChange(records)
    const book = (await findCompanyBook(records)) ?? { id: 0, rows: {} }
    const appraised = await appraiseBook({ records, book, period, rules, onIncomplete, language, problems: [], onStage: onStep })
    const { facts } = appraised
    const appraisal = wholeAppraisal(appraised.appraisal)
    if (appraisal.problems.some((problem) => problem.severity === 'error')) return { ok: false, problems: appraisal.problems }
    onStep('hashes')
    const sha256 = await bookHash(records, book.id, facts.given)
    const result = resultOf({ appraisal, rules: rulesUsed(rules, period), inputs: { sha256, rows: book.rows }, language })
    const snapshot = buildSnapshot(appraisal, facts, result)
    return { ok: true, computed: { snapshot, result, asOfChange, texts, problems: appraisal.problems } }
  } finally {
    await consistent.close()
  }
}

const LOOK_MS = 200

/**
 * Writes snapshot, head, rule texts and audit entry in one transaction; answers false when the run was cancelled meanwhile.
 * Once it is stopped it does not wait for another's transaction any more; what it has begun to write it finishes.
 */
export async function writeRun(job: RunJob, computed: ComputedRun, at: string, isStopped: () => boolean = () => false): Promise<boolean> {
  const { snapshot, result, asOfChange, texts, problems } = computed
  const store = await openStore(job.address)
  const looking = setInterval(() => isStopped() && store.hurry(0), LOOK_MS)
  try {
    const written = await store.write(async (transaction) => {
      const rules = await keepRuleTexts(transaction, texts)
      const ended = await endRun(transaction, job.run, {
        state: 'done',
        progress: STEP_PROGRESS.done,
        step: 'done',
        finished_at: at,
        as_of_change: asOfChange,
        inputs_sha256: result.inputs.sha256,
        result_sha256: resultHash(result),
        rules_sha256: rules,
        settings: JSON.stringify(result.settings),
        given: JSON.stringify(result.inputs.rows),
        rules: JSON.stringify(result.rules),
        problems: JSON.stringify(problems),
        summary: JSON.stringify(snapshot.summary),
      })
      if (!ended) return { ok: false }
      await insertSnapshot(transaction, job.run, snapshot.people, snapshot.regions)
      await insertRunPay(transaction, job.run, snapshot.pay)
      const content = {
        ...{ at, actor: job.actor.id, actorName: job.actor.name, address: job.actor.address ?? null },
        ...{ action: 'run.finish', subject: `run ${job.run}`, period: job.period, before: null, reason: null },
        after: JSON.stringify({ asOfChange, inputs: result.inputs.sha256, result: resultHash(result), rules, ...snapshot.summary }),
      }
      await appendAudit(transaction, content, job.trail)
      return { ok: true }
    })
    return written.ok
  } finally {
    clearInterval(looking)
    await store.close()
  }
}
