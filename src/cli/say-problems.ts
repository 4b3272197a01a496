import { type Language, messageOf, type Place, type Problem } from '../base/problem.ts'

/** Writes problems to standard error, one line each: where, then what and what to do. */
export function sayProblems(problems: readonly Problem[], language: Language, quiet = false): void {
  for (const problem of problems) {
    if (quiet && problem.severity === 'warning') continue
    process.stderr.write(`${problemLine(problem, language)}\n`)
  }
}

function problemLine(problem: Problem, language: Language): string {
  const label = problem.severity === 'error' ? { zh: '错误', en: 'error' } : { zh: '提示', en: 'warning' }
  const sentence = messageOf(problem, language)
  const where = problem.place ? placeText(problem.place, language) : (problem.table ?? '')
  return `${label[language]} ${where === '' || sentence.startsWith(where) ? '' : `${where}: `}${sentence} [${problem.code}]`
}

/** "orders.csv 第 12 行「金额」列" */
export function placeText(place: Place, language: Language): string {
  const sheet = place.sheet ? ` [${place.sheet}]` : ''
  const row = place.row === undefined ? '' : language === 'zh' ? ` 第 ${place.row} 行` : ` row ${place.row}`
  const column = place.column === undefined ? '' : language === 'zh' ? `「${place.column}」列` : ` column "${place.column}"`
  return `${place.file}${sheet}${row}${column}`
}
