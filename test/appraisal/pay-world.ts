import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { derive } from '../../src/appraisal/appraise.ts'
import { resultText } from '../../src/appraisal/result-json.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import type { Lines } from './derived-problems.ts'

type Part = Readonly<Record<string, unknown>>

/** The template of a plan put in force, with parts of its version written otherwise; an undefined part is left out. */
export async function planFrom(template: string, changed: Part = {}): Promise<Part> {
  const { template: _, ...file } = JSON.parse(await readFile(join('rules', 'pay', `${template}.json`), 'utf8'))
  return { ...file, versions: file.versions.map((version: Part) => ({ ...version, ...changed })) }
}

/** What an appraisal of these tables by these plans gives, read back from the text of result.json; the codes of the problems where it refuses. */
export async function paid(tables: Lines, plans: readonly Part[], periods: readonly string[], settings = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-pay-'))
  try {
    const dataset = await datasetOf(tables, join(folder, 'dataset'))
    const rules = await rulesWithPlans(plans, join(folder, 'rules'))
    const found = new Map<string, Paid>()
    for (const text of periods) {
      const period = present(periodFromText(text), 'The test names a period.')
      const answer = await derive({ dataset, rules, period, settings, onIncomplete: 'hold', language: 'en' })
      const refused = answer.ok ? [] : answer.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)
      const read = answer.ok ? JSON.parse(resultText(answer.result)) : {}
      found.set(text, { commissions: [], grades: [], performancePay: [], bonus: [], problems: [], ...read, refused })
    }
    return (period: string) => present(found.get(period), 'It was asked for.')
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** These tables as a folder of files; answers the folder. */
export async function datasetOf(tables: Lines, folder: string): Promise<string> {
  await mkdir(folder)
  for (const [table, lines] of Object.entries(tables)) await writeFile(join(folder, `${table}.csv`), [...lines, ''].join('\n'))
  return folder
}

/** The shipped rules with these plans as a folder; answers the folder. */
export async function rulesWithPlans(plans: readonly Part[], folder: string): Promise<string> {
  await cp('rules', folder, { recursive: true })
  for (const plan of plans) await writeFile(join(folder, 'pay', `${String(plan.id).slice('pay.'.length)}.json`), JSON.stringify(plan))
  return folder
}

export interface Commission {
  readonly employee: string
  readonly plan: string
  readonly base: string
  readonly amount: string
  readonly paid: string
  readonly reserve?: string
  readonly released?: string
  readonly advance?: string
  readonly recovered?: string
  readonly balance?: string
  readonly serviceBonus?: string
  readonly tiers?: readonly { readonly amount: string }[]
  readonly documents?: readonly { readonly document: string; readonly base: string; readonly amount: string }[]
  readonly adjustments?: readonly Readonly<Record<string, string>>[]
}

export interface Paid {
  readonly commissions: readonly Commission[]
  readonly grades: readonly Readonly<Record<string, unknown>>[]
  readonly performancePay: readonly Readonly<Record<string, string>>[]
  readonly bonus: readonly { readonly region: string; readonly pool: string; readonly commission: string | null }[]
  readonly problems: readonly { readonly code: string; readonly record?: string }[]
  readonly refused: readonly string[]
}

/** One person's commission by one plan. */
export function commissionOf({ commissions }: Paid, employee: string, plan?: string): Commission {
  const found = commissions.filter((each) => each.employee === employee && (plan === undefined || each.plan === plan))
  return present(found.length === 1 ? found[0] : undefined, `${employee} is paid by one plan, not by ${found.length}.`)
}
