import { groupBy } from '../base/group-by.ts'
import { fen, yuanText } from '../base/money.ts'
import { monthsOf, type Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import { appraisalProblem } from '../domain/appraisal-problems.ts'
import { cell, TABLES, textCell } from '../domain/dataset/tables.ts'
import { type QuotaFigure, unstatedMonths } from '../domain/sales/quota.ts'
import type { Records } from '../store/database/records.ts'
import { quotaRowsOf } from '../store/measures/quotas-by-rep.ts'
import type { PeopleOfPeriod } from './people-of-period.ts'

/** The months of a period longer than one whose overall marks are there, by engineer: they are none of the period's own. */
export async function markedMonths(records: Records, book: number, period: Period): Promise<ReadonlyMap<string, readonly string[]>> {
  if (period.kind === 'month') return new Map()
  const months = monthsOf(period).map(({ text }) => text)
  const marks = (await records.readPeriods(book, 'evaluations', months)).filter(
    (record) => textCell('evaluations', record, 'item') === 'overall',
  )
  const byEngineer = groupBy(marks, (record) => textCell('evaluations', record, 'engineer'))
  return new Map([...byEngineer].map(([engineer, own]) => [engineer, own.map((record) => textCell('evaluations', record, 'period'))]))
}

/**
 * What does not count for a longer period: of one that is computed over its days commissions of its months, of one that is made of its months
 * (`bonus.pool.longerPeriods`) marks and decisions of the period itself; and quotas that lack a month.
 */
export async function monthsIgnored(
  records: Records,
  book: number,
  { period, people, isFromMonths }: { readonly period: Period; readonly people: PeopleOfPeriod; readonly isFromMonths: boolean },
): Promise<Problem[]> {
  if (period.kind === 'month') return []
  const ignored = isFromMonths ? await recordsOfWhole(records, book, period) : await commissionsOfMonths(records, book, period)
  return [...ignored, ...(await quotasLackingMonths(records, book, period, people))]
}

const OF_MONTHS = { evaluations: 'engineer', decisions: 'employee' } as const

/** Marks and decisions written for a period that is made of its months. */
async function recordsOfWhole(records: Records, book: number, period: Period): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const table of ['evaluations', 'decisions'] as const) {
    const found = await records.readPeriods(book, table, [period.text])
    if (found.length === 0) continue
    const people = [...new Set(found.map((record) => textCell(table, record, OF_MONTHS[table])))].join(', ')
    const values = { table, title: TABLES[table].title, count: String(found.length), period: period.text, people }
    problems.push(appraisalProblem('record_should_be_of_a_month', values, { table, record: period.text, column: 'period' }))
  }
  return problems
}

async function commissionsOfMonths(records: Records, book: number, period: Period): Promise<Problem[]> {
  const found = await records.readPeriods(book, 'commissions', [period.text, ...monthsOf(period).map(({ text }) => text)])
  return [...groupBy(found, (record) => textCell('commissions', record, 'region'))].flatMap(([region, own]) => {
    const months = own.map((record) => textCell('commissions', record, 'period'))
    if (months.includes(period.text)) return []
    const total = own.reduce((sum, record) => sum + BigInt(cell('commissions', record, 'amount') ?? 0), 0n)
    const values = { region, period: period.text, months: months.join(', '), amount: yuanText(fen(total)) }
    const record = `${period.text} ${region}`
    return [appraisalProblem('commission_should_be_of_the_period', values, { table: 'commissions', record, column: 'period' })]
  })
}

const FIGURES: Readonly<Record<QuotaFigure, { readonly zh: string; readonly en: string }>> = {
  amount: { zh: '金额', en: 'amount' },
  quantity: { zh: '数量', en: 'quantity' },
  newClients: { zh: '新客户数', en: 'new_clients' },
  collections: { zh: '回款计划', en: 'collections' },
}

async function quotasLackingMonths(records: Records, book: number, period: Period, people: PeopleOfPeriod): Promise<Problem[]> {
  const rowsOf = groupBy(await quotaRowsOf(records, book, period), ({ rep }) => rep)
  return people.representatives.flatMap(({ number, name }) => {
    const rows = rowsOf.get(number) ?? []
    const lacking = (Object.keys(FIGURES) as QuotaFigure[]).map((figure) => ({ figure, months: unstatedMonths(rows, period, figure) }))
    return [
      ...groupBy(
        lacking.filter(({ months }) => months.length > 0),
        ({ months }) => months.join(', '),
      ),
    ].map(([months, of]) => {
      const figuresZh = of.map(({ figure }) => FIGURES[figure].zh).join('、')
      const figuresEn = of.map(({ figure }) => FIGURES[figure].en).join(', ')
      const values = { employee: number, name, period: period.text, months, figuresZh, figuresEn }
      const record = `${period.text} ${number}`
      return appraisalProblem('quota_should_have_every_month', values, { table: 'quotas', record, column: 'period' })
    })
  })
}
