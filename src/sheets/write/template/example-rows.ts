import type { TableKey } from '../../../domain/dataset/tables.ts'

/**
 * One example row a table, by column key, in the values of the dataset's own language (choices and flags by their English key).
 * The rows fit together: one person stands in for rep, engineer and evaluator, so that a single row is enough.
 */
export const EXAMPLE_ROWS: Readonly<Record<TableKey, Readonly<Record<string, string | number>>>> = {
  regions: { code: 'EAST', name: '华东' },
  employees: { number: '0001', name: '王芳', position: 'service_engineer', region: 'EAST', hired_on: '2024-03-01' },
  postings: { employee: '0001', region: 'EAST', from: '2024-03-01' },
  spells: { employee: '0001', from: '2024-03-01' },
  pay_bases: { employee: '0001', from: '2026-01-01', amount: 3000 },
  clients: { code: 'C001', name: '示例机械有限公司', region: 'EAST', rep: '0001', class: 'A', internal: 'no' },
  client_aliases: { alias: 'C009', client: 'C001', name: '示例旧客户' },
  client_reps: { client: 'C001', rep: '0001', from: '2026-10-01' },
  orders: { number: 'SO-0001', date: '2026-10-05', rep: '0001', client: 'C001', amount: 12345.67, list_amount: 13000, quantity: 10 },
  collections: {
    number: 'RC-0001',
    date: '2026-10-20',
    client: 'C001',
    amount: 10000,
    rep: '0001',
    region: 'EAST',
    kind: 'payment',
    status: 'audited',
  },
  receivables: { number: 'AR-0001', due_date: '2026-10-31', client: 'C001', rep: '0001', amount: 12345.67 },
  openings: { client: 'C001', rep: '0001', due_date: '2025-12-31', amount: 8000 },
  quotas: { period: '2026-10', rep: '0001', amount: 50000, quantity: 40, new_clients: 1 },
  expenses: { number: 'EX-0001', date: '2026-10-12', rep: '0001', amount: 320.5, kind: '差旅' },
  visits: { number: 'V-0001', date: '2026-10-08', rep: '0001', client: 'C001', successful: 'yes' },
  complaints: { number: 'P-0001', date: '2026-10-09', rep: '0001', client: 'C001', upheld: 'no' },
  opportunities: {
    ...{ number: 'OP-0001', client: 'C001', rep: '0001', stage: '报价', amount: 80000 },
    ...{ created_on: '2026-09-15', expected_on: '2026-11-30', probability: '60%' },
  },
  opportunity_stages: { number: 'OP-0001', stage: '报价', from: '2026-10-10' },
  campaigns: { code: 'M2026-10', name: '秋季展会', from: '2026-10-10', to: '2026-10-14', budget: 20000 },
  credits: { table: 'orders', number: 'SO-0001', rep: '0001', share: '1' },
  attendance: { date: '2026-10-13', employee: '0001', kind: 'late', count: 1 },
  feedback: {
    number: 'F-0001',
    date: '2026-10-14',
    engineer: '0001',
    client: 'C001',
    attitude: 95,
    resolution: 90,
    dedication: 92,
    solved_on_site: 'yes',
  },
  followups: { number: 'U-0001', date: '2026-10-28', engineer: '0001', client: 'C001', score: 88 },
  evaluations: { period: '2026-10', engineer: '0001', item: 'overall', evaluator: '0001', score: 90 },
  decisions: { period: '2026-09', employee: '0001', module: 'manager', decision: 'reweight', reason: '示例：当月无评价' },
  commissions: { period: '2026-10', region: 'EAST', amount: 30000 },
  holidays: { date: '2026-10-01', working: 'no', name: '国庆节' },
}
