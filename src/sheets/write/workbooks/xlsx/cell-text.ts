/** What a cell can hold at most. */
const LONGEST = 32_767
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const NEEDS_CARE = /[_\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * Text as a cell can hold it. Characters that XML cannot carry are left out, and text that happens to look like a
 * spreadsheet's own escape (_x0041_) is escaped so that it stays as it is.
 */
export function cellText(words: string): string {
  const short = words.length > LONGEST ? words.slice(0, LONGEST) : words
  if (!NEEDS_CARE.test(short)) return short
  return short
    .replace(/\r\n?/g, '\n')
    .replace(UNWRITABLE, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/** Text that a spreadsheet would take for a formula if somebody typed it. */
export function looksLikeFormula(words: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/.test(words)
}
