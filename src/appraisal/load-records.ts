import type { Problem } from '../base/problem.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { recordName } from '../domain/dataset/record-name.ts'
import { columnIndex, type PartialValues, TABLE_KEYS, TABLES, type TableKey, type Value } from '../domain/dataset/tables.ts'
import type { DatasetReading } from '../sheets/read/read-dataset.ts'
import type { BookWriter } from '../store/book/book.ts'
import { isOverallMark, judgeRepeated, type RepeatedMember, secondMarkProblems } from './repeated-records.ts'

/**
 * Loads what a reading finds into a book that is being written, and settles records that stand in it more than once. Good
 * rows are loaded even after a mistake was found, and rejected rows take part with what could be read of them, so that repeated
 * records are reported in the same round. Answers every problem of the whole reading; with an error among them the book must
 * not be used.
 */
export async function loadRecords(reading: DatasetReading, writer: BookWriter): Promise<Problem[]> {
  for await (const batch of reading.batches()) await writer.insert(batch.table, batch.records, batch.rows)
  for (const table of reading.tables.keys()) writer.declare(table)
  return [...reading.problems, ...(await settleRepeated(reading, writer))]
}

async function settleRepeated(reading: DatasetReading, writer: BookWriter): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const table of TABLE_KEYS.filter((key) => reading.tables.has(key))) {
    if (table === 'evaluations') problems.push(...(await secondMarks(reading, writer)))
    const extra: number[] = []
    for (const members of await repeatedIn(table, TABLES[table].identity, reading, writer)) {
      const judged = judgeRepeated(table, members, (row) => reading.place(table, row))
      problems.push(...judged.problems)
      extra.push(...judged.extra)
    }
    if (extra.length > 0) await writer.remove(table, extra)
    for (const { row, values } of await writer.withoutLine(table)) {
      const record = recordName(table, values) ?? ''
      problems.push(
        appraisalProblem('lines_must_all_be_numbered', { record }, { table, record, column: 'line', place: reading.place(table, row) }),
      )
    }
  }
  return problems
}

/** A person has one overall mark a period, whoever gave it, and the same mark twice is two (POLICY A9). */
async function secondMarks(reading: DatasetReading, writer: BookWriter): Promise<Problem[]> {
  const groups = await repeatedIn('evaluations', ['period', 'engineer', 'item'], reading, writer)
  const overall = groups.filter((members) => members.every((each) => isOverallMark(each.values)))
  return secondMarkProblems(overall, (row) => reading.place('evaluations', row))
}

/** Records and rejected rows of one identity where there is more than one, each group by row. */
async function repeatedIn(
  table: TableKey,
  identity: readonly string[],
  reading: DatasetReading,
  writer: BookWriter,
): Promise<(readonly RepeatedMember[])[]> {
  const places = identity.map((key) => columnIndex(table, key))
  const keyOf = (values: PartialValues): string => JSON.stringify(places.map((place) => values[place] ?? null))
  const withRejected = new Map<string, { readonly identity: Value[]; readonly members: RepeatedMember[] }>()
  for (const { row, values } of reading.rejected.filter((each) => each.table === table)) {
    const known = places.map((place) => values[place])
    if (!known.every((value) => value !== undefined)) continue
    const group = withRejected.get(keyOf(values))
    if (group) group.members.push({ row, values })
    else withRejected.set(keyOf(values), { identity: known, members: [{ row, values }] })
  }
  const stored = (await writer.repeated(table, identity)).map(({ records }): readonly RepeatedMember[] => records)
  if (withRejected.size === 0) return stored
  const beside = await writer.withIdentities(
    table,
    identity,
    [...withRejected.values()].map((group) => group.identity),
  )
  for (const record of beside) withRejected.get(keyOf(record.values))?.members.push(record)
  return [
    ...stored.filter(([first]) => first && !withRejected.has(keyOf(first.values))),
    ...[...withRejected.values()].flatMap(({ members }) => (members.length < 2 ? [] : [members.sort((a, b) => a.row - b.row)])),
  ]
}
