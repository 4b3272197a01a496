import { assert } from './assert.ts'
import { byCodePoint } from './text-order.ts'

/** Languages of screens, sheets and messages. */
export type Language = 'zh' | 'en'

/** Where in the user's files a problem stands. Rows count from 1 as a spreadsheet shows them; `column` is the header as found. */
export interface Place {
  readonly file: string
  readonly sheet?: string | undefined
  readonly row?: number | undefined
  readonly column?: string | undefined
}

/**
 * Something the user should know about the data or the rules, as data: the code states the requirement,
 * `values` fill its words. An error stops the run before anything is stored; a warning does not.
 */
export interface Problem {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly values: Readonly<Record<string, string>>
  /** Table, record and column in the language of the dataset (English keys); these go into result.json. */
  readonly table?: string | undefined
  readonly record?: string | undefined
  readonly column?: string | undefined
  /** The cell in the user's file; only for standard error and marked-up files, never for result.json. */
  readonly place?: Place | undefined
}

/**
 * The words of one code in both languages. `{name}` is replaced by that value of the problem; each text
 * says what was found and what to do. `cause` is the smallest input that gives the problem, for the catalogue.
 */
export interface ProblemWords {
  readonly severity: 'error' | 'warning'
  readonly zh: string
  readonly en: string
  /** The HTTP status that answers it; what is wrong with data or rules is 422. */
  readonly status?: ProblemStatus
}
export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 422 | 423 | 428 | 429 | 500 | 503 | 507

export type ProblemCatalogue = Readonly<Record<string, ProblemWords>>

/** Every code of the catalogues that have been loaded. */
const KNOWN = new Map<string, ProblemWords>()

/** Makes the problems of one catalogue, and makes its words known: each layer and each feature has a catalogue of its own, and a code means one thing. */
export function problemsOf<Code extends string>(catalogue: Readonly<Record<Code, ProblemWords>>) {
  for (const [code, words] of Object.entries<ProblemWords>(catalogue)) {
    assert(!KNOWN.has(code), `The code ${code} stands in one catalogue.`)
    KNOWN.set(code, words)
  }
  return (
    code: Code,
    values: Readonly<Record<string, string>> = {},
    at: Pick<Problem, 'table' | 'record' | 'column' | 'place'> = {},
  ): Problem => ({ code, severity: catalogue[code].severity, values, ...at })
}

/** The codes that are known, with their words. */
export function knownProblems(): ReadonlyMap<string, ProblemWords> {
  return KNOWN
}

/** The sentence for a problem: what was found and what to do. */
export function messageOf(problem: Pick<Problem, 'code' | 'values'>, language: Language): string {
  const words = KNOWN.get(problem.code)
  return words ? sentence(words, problem, language) : problem.code
}

/**
 * The problem's sentence in a language; a value the sentence names but the problem lacks stays visible as {name}. What is said of a problem
 * beyond its sentence stands in its values furtherZh and furtherEn.
 */
export function sentence(words: ProblemWords, problem: Pick<Problem, 'values'>, language: Language): string {
  const said = words[language].replace(/\{(\w+)\}/g, (whole, name: string) => problem.values[name] ?? whole)
  return said + (problem.values[language === 'zh' ? 'furtherZh' : 'furtherEn'] ?? '')
}

/** By code, table, record, column, then values: an order that does not depend on where rows stood in their files. */
export function byContent(a: Problem, b: Problem): number {
  return (
    byCodePoint(a.code, b.code) ||
    byCodePoint(a.table ?? '', b.table ?? '') ||
    byCodePoint(a.record ?? '', b.record ?? '') ||
    byCodePoint(a.column ?? '', b.column ?? '') ||
    byCodePoint(JSON.stringify(a.values), JSON.stringify(b.values))
  )
}
