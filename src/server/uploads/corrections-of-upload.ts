import type { Problem } from '../../base/problem.ts'
import { type KeptCorrections, NO_CORRECTIONS } from '../../domain/dataset/corrections.ts'
import type { CorrectedCell, Corrections, LeftOutByHand } from '../../sheets/read/corrections.ts'
import { shown } from '../../sheets/read/shown.ts'
import type { Upload } from '../../store/aggregates/uploads.ts'
import { partName } from './sheet-headers.ts'
import { uploadProblem } from './upload-problems.ts'

/** What an upload is to be read with. */
export interface ToCorrect {
  /** As they stood when somebody decided on this: whoever has corrected it since is not overwritten. */
  readonly seen: Pick<Upload, 'corrections' | 'stored'>
  readonly kept: KeptCorrections
  /** The numbers of those that are new: one that does not fit refuses all. */
  readonly fresh: ReadonlySet<number>
}

export const NONE_SAID: ToCorrect = { seen: { corrections: NO_CORRECTIONS, stored: undefined }, kept: NO_CORRECTIONS, fresh: new Set() }

/** The corrections of an upload as they are. */
export function asBefore(upload: Upload): ToCorrect {
  return { seen: upload, kept: upload.corrections, fresh: new Set() }
}

export interface CameOf {
  readonly kept: KeptCorrections
  /** For each new one that does not fit the files. */
  readonly refused: readonly Problem[]
  /** For each earlier one that does not fit them any more: a warning, since it is not applied. */
  readonly stale: readonly Problem[]
}

/** What came of corrections once the files were read to their end. */
export function whatCameOf(corrections: Corrections, { kept, fresh }: ToCorrect): CameOf {
  const refused: Problem[] = []
  const stale: Problem[] = []
  const cells = kept.cells.map((entry, index) => {
    const { applied = 0, holds } = corrections.cells[index] ?? {}
    if (applied === 0 && fresh.has(entry.n)) refused.push(refusedCell(entry, holds))
    else if (applied === 0) stale.push(staleCell(entry))
    return { ...entry, applied }
  })
  const rows = kept.rows.map((entry, index) => {
    const { applied = 0, text } = corrections.rows[index] ?? {}
    if (applied === 0 && fresh.has(entry.n)) {
      refused.push(uploadProblem('row_to_leave_out_must_be_read', { sheet: partName(entry), row: String(entry.row) }))
    } else if (applied === 0) stale.push(staleRow(entry))
    return { ...entry, text: entry.text ?? text, applied }
  })
  return { kept: { cells, rows }, refused, stale }
}

function refusedCell(entry: CorrectedCell['entry'], holds: string | undefined): Problem {
  const values = { sheet: partName(entry), row: rowName(entry), column: entry.column, found: shown(entry.found) }
  return holds === undefined
    ? uploadProblem('correction_must_find_its_cell', values)
    : uploadProblem('correction_must_name_what_stands_there', { ...values, holds })
}

function staleCell(entry: CorrectedCell['entry']): Problem {
  const values = { row: rowName(entry), column: entry.column, found: shown(entry.found), value: shown(entry.value) }
  return { ...uploadProblem('correction_should_still_fit', values), place: placeOf(entry) }
}

function staleRow(entry: LeftOutByHand['entry']): Problem {
  const values = { row: String(entry.row), text: shown(entry.text ?? '') }
  return { ...uploadProblem('row_left_out_should_still_be_there', values), place: placeOf(entry) }
}

function placeOf({ file, sheet, row }: { readonly file: string; readonly sheet: string | null; readonly row: number | null }) {
  return { file, ...(sheet === null ? {} : { sheet }), ...(row === null ? {} : { row }) }
}

/** "*" for a value wherever it stands. */
function rowName({ row }: CorrectedCell['entry']): string {
  return row === null ? '*' : String(row)
}
