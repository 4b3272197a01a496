import { mkdirSync } from 'node:fs'
import { COMPANY, type CompanySize, writeCompany } from './company.ts'
import { writeRecordsOfYear } from './records-of-year.ts'
import { writeTransactions } from './transactions.ts'

export interface WrittenDataset {
  readonly folder: string
  /** Orders, collections, receivables and visits. */
  readonly transactions: number
  /** All rows of all tables. */
  readonly rows: number
}

/** The period that the benchmark appraises: the last of the dataset's 26 months. */
export const PERIOD = '2026-10'

/** Writes the dataset of the benchmark into a folder: the same bytes on every machine and in every run. */
export function writeDataset(folder: string, transactions: number, size: CompanySize = COMPANY): WrittenDataset {
  mkdirSync(folder, { recursive: true })
  const written = writeTransactions(folder, transactions, size)
  return { folder, transactions: written, rows: written + writeCompany(folder, size) + writeRecordsOfYear(folder, size) }
}
