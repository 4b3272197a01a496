import type { SheetDraft } from './mapping-draft.ts'

/** Words of a report that nobody has explained in this draft yet. */
export function unanswered({ inspected, meanings }: SheetDraft): number {
  return inspected.words.filter(({ column, word }) => meanings[column]?.[word] === undefined).length
}

/** A draft of a report as the server takes it: its columns are known, only its words are said. */
export function reportToSend({ file, sheet, table, meanings, keep, inspected: { report } }: SheetDraft) {
  const hasWords = Object.values(meanings).some((texts) => Object.keys(texts).length > 0)
  const saveAs = keep && table !== null && report && hasWords ? { saveAs: report.title.zh } : {}
  return { file, sheet, table, columns: null, meanings: table === null ? {} : meanings, ...saveAs }
}
