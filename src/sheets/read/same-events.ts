import { type Day, dayText } from '../../base/day.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { LeftOut } from '../../domain/dataset/left-out.ts'
import { cell, columnIndex, type RecordValues } from '../../domain/dataset/tables.ts'
import { LeftOutRows } from './left-out-rows.ts'
import type { ProblemList } from './problem-list.ts'
import type { Batch } from './read-table.ts'
import type { TableSource } from './table-source.ts'

interface Told {
  readonly source: TableSource
  readonly record: RecordValues
  readonly row: number
  readonly numbered: number
}

const SLIP = columnIndex('attendance', 'slip')

/**
 * Attendance from several files or sheets: the same event told by two exports is one. What one of them says of a person, day and kind counts
 * as a whole, the one that names a slip first, else the one with more events, else the first by name, so that the order in which files
 * are given changes nothing; what others say of it is left out.
 */
export class SameEvents {
  readonly #groups = new Map<string, Told[]>()

  /** `offset` is what makes rows of the source rows of the table. */
  add(source: TableSource, { records, rows }: Batch, offset: number): void {
    records.forEach((record, index) => {
      const key = JSON.stringify(['date', 'employee', 'kind'].map((column) => cell('attendance', record, column)))
      const row = rows[index] ?? 0
      const told = { source, record, row, numbered: row + offset }
      const group = this.#groups.get(key)
      if (group) group.push(told)
      else this.#groups.set(key, [told])
    })
  }

  /** What is kept, in the order of the files; what is left out is said of each file and sheet. */
  *batches(problems: ProblemList, onLeftOut: (row: LeftOut) => void): Generator<Batch> {
    const kept: Told[] = []
    const leftOut = new Map<TableSource, LeftOutRows>()
    for (const group of this.#groups.values()) {
      const sources = [...new Set(group.map(({ source }) => source))]
      const best = sources.length < 2 ? undefined : sources.reduce((one, other) => (isBefore(group, other, one) ? other : one))
      for (const told of group) {
        if (best === undefined || told.source === best) {
          kept.push(told)
          continue
        }
        const { file, sheet } = told.source
        const rows = leftOut.get(told.source) ?? new LeftOutRows((row) => onLeftOut({ file, sheet, ...row }))
        leftOut.set(told.source, rows)
        const what = eventText(told.record)
        rows.add('same_event', told.row, what, what)
      }
    }
    for (const [{ file, sheet }, rows] of leftOut) rows.report('attendance', { file, sheet }, problems)
    kept.sort((a, b) => a.numbered - b.numbered)
    if (kept.length > 0)
      yield { table: 'attendance', records: kept.map(({ record }) => [...record]), rows: kept.map(({ numbered }) => numbered) }
  }
}

/** "2026-10-14 T001 leave": an event as the list of what was left out names it. */
function eventText(record: RecordValues): string {
  return ['date', 'employee', 'kind', 'slip']
    .flatMap((key) => {
      const value = cell('attendance', record, key)
      return value === null ? [] : [key === 'date' ? dayText(value as Day) : String(value)]
    })
    .join(' ')
}

function isBefore(group: readonly Told[], one: TableSource, other: TableSource): boolean {
  const [a, b] = [rank(group, one), rank(group, other)]
  return a === b ? byCodePoint(nameOf(one), nameOf(other)) < 0 : a > b
}

function nameOf({ file, sheet = '' }: TableSource): string {
  return `${file}\n${sheet}`
}

function rank(group: readonly Told[], source: TableSource): number {
  const own = group.filter((told) => told.source === source)
  const hasSlip = own.some(({ record }) => record[SLIP] !== null && (source.report?.isOfSlips ?? true)) ? 1_000_000 : 0
  return hasSlip + own.reduce((sum, { record }) => sum + Number(cell('attendance', record, 'count') ?? 1), 0)
}
