import { dayFromText } from '../../src/base/day.ts'
import { type Language, type Problem, type ProblemCatalogue, sentence } from '../../src/base/problem.ts'
import { RULE_PROBLEMS } from '../../src/engine/rule/rule-problem.ts'
import type { Book } from '../../src/rulebook/book.ts'
import type { Rulebook } from '../../src/rulebook/rulebook.ts'

/** The book on a day such as "2026-10-31", or an error that says what is wrong with it. */
export function bookOn(rulebook: Rulebook, day: string, overrides: Readonly<Record<string, string>>): Book {
  const answer = rulebook.compile(dayFromText(day)!, overrides)
  if (!answer.ok) throw new Error(answer.problems.map((problem) => inWords(problem)).join('\n'))
  return answer.book
}

export function inWords(problem: Problem, language: Language = 'en'): string {
  const catalogue: ProblemCatalogue = RULE_PROBLEMS
  return sentence(catalogue[problem.code]!, problem, language)
}
