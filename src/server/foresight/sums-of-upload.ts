import type { Answer } from '../../base/answer.ts'
import type { CompanyCalendar } from '../../base/company-calendar.ts'
import type { Day } from '../../base/day.ts'
import { groupBy } from '../../base/group-by.ts'
import { monthOfDay } from '../../base/period.ts'
import type { Language } from '../../base/problem.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { shownValue } from '../../domain/dataset/shown-value.ts'
import { type TableKey, textCell } from '../../domain/dataset/tables.ts'
import { afterCommitReader } from '../../store/company-book/after-commit.ts'
import { measuredColumns, type StagedSum, stagedSums } from '../../store/company-book/staged-sums.ts'
import { recordsOf } from '../../store/database/records.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { tablesOfUpload } from '../uploads/plan-commit.ts'
import { type ComparedTotal, comparedTotal } from './compare-totals.ts'
import type { sumSchema, tableSumsSchema } from './foresight-schema.ts'
import { waitingUpload } from './waiting-upload.ts'

export type TableSums = ShapeOf<typeof tableSumsSchema>
type Sum = ShapeOf<typeof sumSchema>

/**
 * What a waiting upload comes to: the records of each table with amounts by the month of their own day, by the company's calendar, or the period they are
 * written for, and by region, what counts apart from drafts and void documents; and the totals 合计 that stand in its files beside what was
 * read. Problems: thing_must_exist, upload_must_still_wait.
 */
export const sumsOfUpload = useCase(
  'upload.read',
  async (
    { store },
    _,
    { upload: id, language }: { readonly upload: string; readonly language: Language },
  ): Promise<Answer<{ readonly ok: true; readonly tables: readonly TableSums[]; readonly totals: readonly ComparedTotal[] }>> => {
    const found = await waitingUpload(store, id)
    if (!found.ok) return found
    const { upload, pair } = found
    const given = tablesOfUpload(upload)
    const calendar = await companyCalendar(store)
    const regions = await recordsOf(afterCommitReader(store, pair, new Set(given))).readTable(pair.company, 'regions')
    const names = new Map(regions.map((record) => [textCell('regions', record, 'code'), textCell('regions', record, 'name')]))
    const tables: TableSums[] = []
    for (const table of given) {
      const sums = await stagedSums(store, table, pair, new Set(given))
      if (sums.length > 0) tables.push(sumsOfTable(table, sums, calendar, names))
    }
    return { ok: true, tables, totals: (upload.counts.totals ?? []).map((total) => comparedTotal(total, language)) }
  },
)

function sumsOfTable(
  table: TableKey,
  sums: readonly StagedSum[],
  calendar: CompanyCalendar,
  names: ReadonlyMap<string, string>,
): TableSums {
  const periodOf = ({ time }: StagedSum) => (typeof time === 'number' ? monthOfDay(time as Day, calendar).text : time)
  const groups = [...groupBy(sums, (sum) => JSON.stringify([periodOf(sum), sum.region ?? '']))].sort(([a], [b]) => byCodePoint(a, b))
  return {
    table,
    columns: measuredColumns(table).map(({ key }) => key),
    groups: groups.map(([, own]) => {
      const [{ region } = { region: null }] = own
      return {
        period: own[0] ? periodOf(own[0]) : '',
        region,
        regionName: region === null ? null : (names.get(region) ?? region),
        ...split(table, own),
      }
    }),
    ...split(table, sums),
  }
}

/** What counts, and what does not by why. */
function split(table: TableKey, sums: readonly StagedSum[]): Pick<TableSums, 'counted' | 'others'> {
  const isCounted = ({ status }: StagedSum) => status === null || status === 'audited'
  return {
    counted: added(table, sums.filter(isCounted)),
    others: [
      ...groupBy(
        sums.filter((sum) => !isCounted(sum)),
        ({ status }) => status ?? '',
      ),
    ]
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([status, own]) => ({ status, ...added(table, own) })),
  }
}

function added(table: TableKey, sums: readonly StagedSum[]): Sum {
  const amounts = measuredColumns(table).map(({ key, type }, index) => {
    const amount = sums.reduce((total, each) => total + (each.sums[index] ?? 0n), 0n)
    return [key, shownValue(String(amount), type)]
  })
  return { rows: sums.reduce((total, { rows }) => total + rows, 0), amounts: Object.fromEntries(amounts) }
}
