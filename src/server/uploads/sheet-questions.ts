import type { Problem } from '../../base/problem.ts'
import { mappingOf, type SheetMapping } from '../../sheets/read/header-map.ts'
import { sheetParts, topOf } from '../../sheets/read/sheet-parts.ts'
import type { Recognisable } from '../../sheets/read/suggest-columns.ts'
import { suggestMapping } from '../../sheets/read/suggest-mapping.ts'
import { isImplied } from '../../sheets/read/suggest-questions.ts'
import { recognisedReport } from '../../sheets/reports/recognised-report.ts'

/** Rows that the values of a column are gathered from; those beyond are held against the mapping as they are read. */
export const VALUE_ROWS = 2_000

/** What the sheets of an upload do not say and nobody has answered; each is an error, since two readings of it are possible. */
export async function questionsOf(path: string, mappings: readonly SheetMapping[], known: Recognisable): Promise<Problem[]> {
  const questions: Problem[] = []
  if (!mappings.some(({ table }) => table)) return questions
  for (const part of await sheetParts(path)) {
    const said = mappingOf(mappings, part.file, part.sheet)
    if (!said?.table) continue
    const rows = await topOf(part, VALUE_ROWS)
    // A report asks by itself, word by word, as it is read.
    if (!said.columns && recognisedReport(rows)) continue
    const found = suggestMapping({ ...part, rows, merged: await part.mergedCells() }, known, said)
    // Which columns are missing the reader says by itself.
    questions.push(...found.questions.filter(({ code }) => code !== 'required_columns_must_be_given'))
  }
  return questions
}

/** The problems of an upload with its questions first; what only follows from one of them is not said a second time, cell by cell. */
export function withQuestions(problems: readonly Problem[], questions: readonly Problem[]): Problem[] {
  return [...questions, ...problems.filter((problem) => !questions.some((question) => isImplied(question, problem)))]
}
