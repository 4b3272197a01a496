import { expect, test } from 'vitest'
import { type Lines, problemsOf } from './derived-problems.ts'

const FILES: Lines = {
  regions: ['code,name', 'EAST,华东区'],
  employees: ['number,name,position,region', 'S1,孙丽,sales_rep,EAST'],
  clients: ['code,name,rep', 'C1,东方机电,S1'],
}
const ORDERS = 'number,date,rep,client,amount,status'
const RECEIVABLES = 'number,due_date,client,rep,amount,status'
const COLLECTIONS = 'number,date,client,amount,status'

/** The KPIs that are said to be told from a short history, each with the day on which the data begin. */
async function short(tables: Lines, settings: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const problems = await problemsOf({ ...FILES, ...tables }, '2026-10', settings)
  return problems.filter(({ code }) => code === 'history_is_short').map(({ table, record, values }) => `${table} ${record} ${values.day}`)
}

const NEW = ['newClientPlanCompletion', 'newClientRate']
const ofOrders = (kpis: readonly string[], day: string) => kpis.map((kpi) => `orders ${kpi} ${day}`)

test.each<[first: string, settings: Record<string, string>, kpis: string[], why: string]>([
  ['2024-11-01', {}, [], 'retention looks back to November 2024, and no KPI further'],
  ['2024-11-02', {}, [...NEW, 'retentionRate'], 'who is new is told from as long a history as who stayed'],
  ['2025-10-31', {}, [...NEW, 'retentionRate', 'salesGrowth'], 'the month a year ago is there for one day'],
  ['2025-11-01', {}, NEW, 'growth and retention are not applicable, which their reason says'],
  ['2026-10-01', {}, [], 'nor can anybody be new'],
  ['2026-09-02', { 'sales.sales-growth.base': 'previousPeriod' }, [...NEW, 'salesGrowth'], 'growth over the month before'],
  ['2026-08-01', { 'sales.new-client-rate.lookBackMonths': '2' }, [], 'new is who had no order for two months'],
  ['2026-08-02', { 'sales.new-client-rate.lookBackMonths': '2' }, NEW, 'and one day of them lacks'],
])('orders from %s on with %j: %j, %s', async (first, settings, kpis) => {
  const orders = [ORDERS, `X0,2020-01-01,S1,C1,5.00,draft`, `X1,${first},S1,C1,10.00,`, 'X2,2026-10-20,S1,C1,10.00,']
  expect(await short({ orders, quotas: ['period,rep,new_clients', '2026-10,S1,1'] }, settings)).toEqual(ofOrders(kpis, first))
})

test.each<[tables: Lines, said: string | undefined, why: string]>([
  [
    { receivables: ['Y1,2026-10-03,C1,S1,100,'], collections: ['R1,2026-10-02,C1,50,'] },
    '2026-10-02',
    'nothing is known of the time before',
  ],
  [{ receivables: ['Y1,2026-09-30,C1,S1,100,'], collections: ['R1,2026-10-02,C1,50,'] }, undefined, 'something was due'],
  [{ receivables: ['Y1,2026-09-30,C1,S1,100,draft'], collections: ['R1,2026-10-02,C1,50,'] }, '2026-10-02', 'a draft is nothing'],
  [{ receivables: ['Y1,2026-10-03,C1,S1,100,'], collections: ['R1,2026-09-30,C1,50,'] }, undefined, 'something was paid'],
  [
    {
      receivables: ['Y1,2026-10-03,C1,S1,100,'],
      collections: ['R1,2026-10-02,C1,50,'],
      openings: ['client,rep,due_date,amount', 'C1,S1,2026-09-01,7'],
    },
    undefined,
    'what was owed is stated',
  ],
  [{ receivables: [], collections: [] }, undefined, 'without any record nothing is told'],
  [{ receivables: ['Y1,2026-10-03,C1,S1,100,'] }, undefined, 'a table lacks, which its reason says'],
])('arrears of %j: %j, %s', async ({ receivables, collections, openings }, day) => {
  const tables = {
    ...(receivables && { receivables: [RECEIVABLES, ...receivables] }),
    ...(collections && { collections: [COLLECTIONS, ...collections] }),
    ...(openings && { openings }),
  }
  const kpis = day === undefined ? [] : ['arrearsRecovery', 'collectionRate']
  expect(await short(tables)).toEqual(kpis.map((kpi) => `receivables ${kpi} ${day}`))
})

test('where nobody sells, nothing is said of KPIs', async () => {
  const employees = ['number,name,position,region', 'S1,孙丽,service_engineer,EAST']
  expect(await short({ employees, orders: [ORDERS, 'X1,2026-09-01,S1,C1,10.00,'] })).toEqual([])
})
