import { Unreadable } from './row-block.ts'

/** 2 for "C4". */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length && at < 4; at++) {
    const letter = reference.charCodeAt(at) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + (letter - 64)
  }
  if (column === 0) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'cell reference' })
  return column - 1
}
