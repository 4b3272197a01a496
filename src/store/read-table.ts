import { type RecordValues, TABLES } from '../domain/dataset/tables.ts'
import type { PrismaClient } from './generated/sqlite/client.ts'

/** Tables that a company holds in memory without a thought: people, places, and what is written down per period. */
export type SmallTable = 'regions' | 'employees' | 'postings' | 'clients' | 'quotas' | 'evaluations' | 'decisions' | 'commissions'

/** Tables whose records carry a period; only these can be read for some periods. */
export type PeriodTable = 'quotas' | 'evaluations' | 'decisions' | 'commissions'

type Found = Readonly<Record<string, string | number | bigint | null>>

/**
 * The records of a small table in the order of its identity, by code point, as arrays in the order of its columns; of a
 * table with periods only those of `periods`, where told.
 */
export async function readTable(
  prisma: PrismaClient,
  book: number,
  table: SmallTable,
  periods?: readonly string[],
): Promise<RecordValues[]> {
  const found: readonly Found[] = await find(prisma, book, table, periods)
  return found.map((record) =>
    TABLES[table].columns.map(({ key }) => {
      const value = record[key] ?? null
      return typeof value === 'bigint' ? Number(value) : value
    }),
  )
}

function find(prisma: PrismaClient, book: number, table: SmallTable, periods?: readonly string[]): Promise<readonly Found[]> {
  const where = { book }
  const inPeriods = periods ? { book, period: { in: [...periods] } } : { book }
  const period = { period: 'asc' } as const
  switch (table) {
    case 'regions':
      return prisma.region.findMany({ where, orderBy: { code: 'asc' } })
    case 'employees':
      return prisma.employee.findMany({ where, orderBy: { number: 'asc' } })
    case 'postings':
      return prisma.posting.findMany({ where, orderBy: [{ employee: 'asc' }, { from: 'asc' }] })
    case 'clients':
      return prisma.client.findMany({ where, orderBy: { code: 'asc' } })
    case 'quotas':
      return prisma.quota.findMany({ where: inPeriods, orderBy: [period, { rep: 'asc' }] })
    case 'evaluations':
      return prisma.evaluation.findMany({ where: inPeriods, orderBy: [period, { engineer: 'asc' }, { item: 'asc' }, { evaluator: 'asc' }] })
    case 'decisions': {
      // A decision without a module is about the whole person; databases disagree on where that sorts unless told.
      const module = { module: { sort: 'asc', nulls: 'first' } } as const
      return prisma.decision.findMany({ where: inPeriods, orderBy: [period, { employee: 'asc' }, module] })
    }
    case 'commissions':
      return prisma.commission.findMany({ where: inPeriods, orderBy: [period, { region: 'asc' }] })
  }
}
