import { monthsOf, type Period } from '../../base/period.ts'
import { cell, type RecordValues, textCell } from '../../domain/dataset/tables.ts'
import { countedQuotas, type Quota, type QuotaFigure, type QuotaRow, quotasFor } from '../../domain/sales/quota.ts'
import type { Reader } from '../database/connection.ts'
import { readTable } from '../database/read-table.ts'
import { type Measured, measuresOf } from './measure.ts'
import type { SourceQuery } from './source-query.ts'

/** The quotas 计划 of the period per rep; a rep without a row is not in it. */
async function quotasByRep(reader: Reader, book: number, period: Period): Promise<Map<string, Quota>> {
  const rows = await quotaRowsOf(reader, book, period)
  const quotaOf = quotasFor(rows, period)
  return new Map(rows.map(({ rep }) => [rep, quotaOf(rep)]))
}

/** The rows of the quotas of a period and of its months. */
export async function quotaRowsOf(reader: Reader, book: number, period: Period): Promise<QuotaRow[]> {
  return (await readTable(reader, book, 'quotas', periodsOf(period))).map(quotaFrom)
}

/** The rows of the quotas that a figure was counted from: the period's own, or those of all its months. */
function quotaRecords(figure: QuotaFigure) {
  return ({ period }: Measured, rep: string): readonly SourceQuery[] => [
    {
      kind: 'period',
      table: 'quotas',
      periods: periodsOf(period),
      only: (record) => textCell('quotas', record, 'rep') === rep,
      counted(records) {
        const rows = records.map((record) => ({ ...quotaFrom(record), record }))
        const own = rows.find((row) => row.period === period.text)
        const ofMonths = rows.filter((row) => row.period !== period.text)
        return countedQuotas(own, ofMonths, monthsOf(period).length, figure).map((row) => row.record)
      },
    },
  ]
}

function periodsOf(period: Period): readonly string[] {
  return [...new Set([period.text, ...monthsOf(period).map((month) => month.text)])]
}

function quotaFrom(record: RecordValues): QuotaRow {
  const figure = (key: string) => {
    const value = cell('quotas', record, key)
    return value === null ? undefined : Number(value)
  }
  return {
    period: textCell('quotas', record, 'period'),
    rep: textCell('quotas', record, 'rep'),
    amount: figure('amount'),
    quantity: figure('quantity'),
    newClients: figure('new_clients'),
    collections: figure('collections'),
  }
}

export const QUOTA_MEASURES = measuresOf(
  { byRep: ({ reader, book, period }) => quotasByRep(reader, book, period), unstated: true },
  {
    quotaAmount: {
      title: { zh: '计划金额', en: 'Quota amount' },
      unit: 'yuan',
      tables: ['quotas'],
      of: ({ amount }) => amount,
      records: quotaRecords('amount'),
    },
    quotaQuantity: {
      title: { zh: '计划数量', en: 'Quota quantity' },
      unit: 'quantity',
      tables: ['quotas'],
      of: ({ quantity }) => quantity,
      records: quotaRecords('quantity'),
    },
    quotaNewClients: {
      title: { zh: '计划新顾客数', en: 'Planned new clients' },
      unit: 'count',
      tables: ['quotas'],
      of: ({ newClients }) => newClients,
      records: quotaRecords('newClients'),
    },
    plannedCollections: {
      title: { zh: '回款计划', en: 'Planned collections' },
      unit: 'yuan',
      tables: ['quotas'],
      of: ({ collections }) => collections,
      records: quotaRecords('collections'),
    },
  },
)
