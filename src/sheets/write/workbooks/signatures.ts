import { STYLE, spread } from './house-style.ts'
import type { Say } from './words.ts'
import { type Row, text } from './xlsx/cell.ts'

/** 编制 / 审核 / 批准, each with its date. */
export function signatures(columns: number, say: Say): Row {
  const third = Math.floor(columns / 3)
  const widths = [third, third, columns - third * 2]
  const cells = (['preparedBy', 'reviewedBy', 'approvedBy'] as const).flatMap((word, index) =>
    spread(
      text(`${say(word)}${say('colon')}________________  ${say('date')}${say('colon')}____________`, STYLE.sign),
      widths[index] ?? third,
    ),
  )
  return { cells, merges: widths.map((width, index) => ({ column: index * third, columns: width })), height: 30 }
}
