import { readFileSync } from 'node:fs'
import { unknownRegions } from '../../src/appraisal/rules-in-force.ts'
import { present } from '../../src/base/assert.ts'
import { dayFromText } from '../../src/base/day.ts'
import { fen, fenFromYuan } from '../../src/base/money.ts'
import type { Problem } from '../../src/base/problem.ts'
import { decimal, ZERO } from '../../src/base/rational.ts'
import { regionBonus } from '../../src/domain/bonus/region-bonus.ts'
import type { ServiceResult } from '../../src/domain/engineers/service-result.ts'
import type { Book } from '../../src/rulebook/book.ts'
import { checkRulebook } from '../../src/rulebook/check-rulebook.ts'
import type { RuleNeeds } from '../../src/rulebook/find-needs.ts'
import { readRuleTexts } from '../../src/rulebook/read-rules.ts'
import { type Rulebook, rulebookFrom } from '../../src/rulebook/rulebook.ts'
import { bookOn } from './books.ts'

/** The good book with one thing made wrong, and the sentences that must come of it. */
export interface BadRule {
  /** A value put at a path of a file of fixtures/rules/good; null takes it away. */
  readonly changes?: readonly { readonly file: string; readonly path: string; readonly value: unknown }[]
  /** Whole files as text; null takes one away. */
  readonly texts?: Readonly<Record<string, string | null>>
  /** Asked of the book after loading: a compilation, an evaluation, or rules it should have. */
  readonly compile?: { readonly day: string; readonly settings: Readonly<Record<string, string>> }
  readonly evaluate?: { readonly rule: string; readonly inputs: readonly string[] }
  readonly lacking?: RuleNeeds
  /** The regions of the company that the book is asked about. */
  readonly regions?: readonly string[]
  /** A region's bonus by the rules "pool" and "split", for people numbered from 1. */
  readonly bonus?: { readonly netCollections: string; readonly scores: readonly string[] }
  readonly zh: string
  readonly en: string
  /** Codes of problems that necessarily come with it. */
  readonly also?: readonly string[]
}

export function badRule(code: string): BadRule {
  return JSON.parse(readFileSync(`fixtures/rules/bad/${code}.json`, 'utf8'))
}

/** All that loading, checking and using the spoiled book reports. */
export async function problemsOf(bad: BadRule): Promise<readonly Problem[]> {
  const texts = new Map(await readRuleTexts('fixtures/rules/good'))
  for (const { file, path, value } of bad.changes ?? []) {
    const json: unknown = JSON.parse(texts.get(file)!)
    put(json, path.split('.'), value)
    texts.set(file, JSON.stringify(json))
  }
  for (const [file, text] of Object.entries(bad.texts ?? {})) {
    if (text === null) texts.delete(file)
    else texts.set(file, text)
  }
  const loaded = rulebookFrom(texts, 'rules')
  return loaded.ok ? used(loaded.rulebook, bad) : loaded.problems
}

function used(rulebook: Rulebook, { compile, evaluate, lacking, regions, bonus }: BadRule): readonly Problem[] {
  if (compile) {
    const answer = rulebook.compile(dayFromText(compile.day)!, compile.settings)
    return answer.ok ? [] : answer.problems
  }
  if (lacking) return rulebook.lacking(lacking)
  if (evaluate) {
    const { problem } = bookOn(rulebook, '2026-10-31', {}).rule(evaluate.rule).evaluate(evaluate.inputs.map(decimal))
    return problem ? [problem] : []
  }
  if (regions) return unknownRegions(bookOn(rulebook, '2026-10-31', {}), regions)
  if (bonus) return bonusProblems(bookOn(rulebook, '2026-10-31', {}), bonus)
  return checkRulebook(rulebook)
}

function bonusProblems(book: Book, { netCollections, scores }: NonNullable<BadRule['bonus']>): readonly Problem[] {
  const rules = { pool: book.rule('pool'), poolRate: decimal('0.1'), split: book.allocation('split') }
  const collected = { receipts: present(fenFromYuan(netCollections), ''), refunds: fen(0n) }
  const participants = scores.map((score, index) => ({ result: { ...NOBODY, employee: String(index + 1), final: decimal(score) } }))
  const region = { code: 'EAST', name: '', collections: collected, commission: undefined, participants }
  const { problem } = regionBonus(region, rules)
  return problem ? [problem] : []
}

const NO_MODULE = { score: undefined, weight: ZERO, counted: false, remarks: [] }
const NOBODY: ServiceResult = {
  employee: '',
  name: '',
  region: 'EAST',
  status: 'scored',
  modules: { attendance: NO_MODULE, customer: NO_MODULE, manager: NO_MODULE, problemSolving: NO_MODULE },
  missing: [],
  final: undefined,
  remarks: [],
}

function put(json: unknown, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path
  if (Array.isArray(json)) {
    const index = Number(key)
    if (rest.length > 0) put(json[index], rest, value)
    else json.splice(index, 1, ...(value === null ? [] : [value]))
  } else if (typeof json === 'object' && json !== null) {
    const inner: unknown = Reflect.get(json, key)
    if (rest.length > 0) put(inner, rest, value)
    else Reflect.set(json, key, value)
  }
}
