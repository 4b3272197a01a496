import type { RandomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import type { TableRows, Tables } from './random-world.ts'

const WITH_STATUS = ['orders', 'receivables', 'expenses', 'visits', 'complaints', 'feedback', 'followups'] as const

const STATUSES = ['', '', '', '', 'audited', '已审核', 'draft', '未审核', 'void', '作废'] as const

/** What accounts know of documents: drafts and void ones, in about half of the worlds. */
export function randomDocuments(draw: RandomStream, tables: Tables): Tables {
  const changed = WITH_STATUS.map((table): [string, TableRows | undefined] => {
    const rows = tables[table]
    if (!rows || !draw.chance(500)) return [table, rows]
    // By number, since some records stand there twice.
    const of = new Map(rows.map(({ number = '' }) => [number, draw.pick(STATUSES)]))
    return [table, rows.map((row) => ({ ...row, status: of.get(row.number ?? '') ?? '' }))]
  })
  return { ...tables, ...Object.fromEntries(changed.filter(([, rows]) => rows !== undefined)) }
}
