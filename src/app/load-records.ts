import type { Problem } from '../base/problem.ts'
import { TABLE_KEYS } from '../domain/dataset/tables.ts'
import type { DatasetReading } from '../sheets/read/read-dataset.ts'
import type { BookWriter } from '../store/book.ts'
import { isOverallMark, judgeRepeated, secondMarkProblems } from './repeated-records.ts'

/**
 * Loads what a reading finds into a book that is being written, and settles records that stand in it more than once. Good
 * rows are loaded even after a mistake was found, so that repeated records are reported in the same round. Answers every
 * problem of the whole reading; with an error among them the book must not be used.
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
    for (const group of await writer.repeated(table)) {
      const judged = judgeRepeated(table, group.records, (row) => reading.place(table, row))
      problems.push(...judged.problems)
      extra.push(...judged.extra)
    }
    if (extra.length > 0) await writer.remove(table, extra)
  }
  return problems
}

/** A person has one overall mark a period, whoever gave it, and the same mark twice is two (POLICY A9). */
async function secondMarks(reading: DatasetReading, writer: BookWriter): Promise<Problem[]> {
  const groups = await writer.repeated('evaluations', ['period', 'engineer', 'item'])
  const overall = groups.map((group) => group.records).filter((records) => records.every((record) => isOverallMark(record.values)))
  return secondMarkProblems(overall, (row) => reading.place('evaluations', row))
}
