import type { SheetDraft } from './mapping-draft.ts'

/** Words of a report that nobody has explained in this draft yet. */
export function unanswered({ inspected, meanings }: SheetDraft): number {
  return inspected.words.filter(({ column, word }) => meanings[column]?.[word] === undefined).length
}

/** A draft of a report as the server takes it: its columns are known, only its words are said. */
export function reportToSend({ file, sheet, table, meanings, forms, keep, inspected: { report } }: SheetDraft) {
  const late = forms?.late
  const hasAnswers = late !== undefined || Object.values(meanings).some((texts) => Object.keys(texts).length > 0)
  const saveAs = keep && table !== null && report && hasAnswers ? { saveAs: report.title.zh } : {}
  return { file, sheet, table, columns: null, meanings: table === null ? {} : meanings, ...(late ? { forms: { late } } : {}), ...saveAs }
}
