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
}

export type ProblemCatalogue = Readonly<Record<string, ProblemWords>>

/** The problem's sentence in a language; a value the sentence names but the problem lacks stays visible as {name}. */
export function sentence(words: ProblemWords, problem: Pick<Problem, 'values'>, language: Language): string {
  return words[language].replace(/\{(\w+)\}/g, (whole, name: string) => problem.values[name] ?? whole)
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
