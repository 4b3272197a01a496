import type { Reader } from '../database/connection.ts'
import { rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** What a plan 薪酬方案 gives: commission 提成, or a grade 等级 with performance pay 绩效工资. */
export type PayKind = 'commission' | 'grade'

/** What one plan pays one person in a snapshot. `result` is the entry of result.json, `facts` all that sheets are made of; both JSON text. */
export interface RunPay {
  readonly kind: PayKind
  readonly employee: string
  readonly plan: string
  readonly name: string
  readonly region: string
  /** In fen; undefined where nothing could be computed. */
  readonly amount: bigint | undefined
  readonly result: string
  readonly facts: string
}

const columns = ['kind', 'employee', 'plan', 'name', 'region', 'amount', 'result', 'facts'] as const
const pay = tables.selectFrom('run_pay').select(columns)

/** Writes what plans pay in a run, inside the transaction that makes the run done. */
export async function insertRunPay(transaction: WriteTransaction, run: string, rows: readonly RunPay[]): Promise<void> {
  await transaction.insertAll(
    'run_pay',
    rows.map(({ amount, ...row }) => ({ run, ...row, amount: amount ?? null })),
  )
}

/** What plans pay everybody in a run, by kind, number and plan. */
export async function runPay(reader: Reader, run: string): Promise<RunPay[]> {
  return rowsOf(reader, pay.where('run', '=', run).orderBy('kind').orderBy('employee').orderBy('plan'))
}

/** What plans pay one person in a run. */
export async function runPayOf(reader: Reader, run: string, employee: string): Promise<RunPay[]> {
  return rowsOf(reader, pay.where('run', '=', run).where('employee', '=', employee).orderBy('kind').orderBy('plan'))
}
