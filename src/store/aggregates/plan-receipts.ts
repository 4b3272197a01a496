import type { Reader } from '../database/connection.ts'
import { rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** That somebody signed 签收 the version of a plan that they are paid by; written once. */
export interface PlanReceipt {
  readonly rule: string
  /** The first day of the version. */
  readonly effectiveFrom: string
  /** The hash of the version: what they read. */
  readonly sha256: string
  readonly employee: string
  readonly account: string
  readonly at: string
}

/** When each signed a version of a plan, by employee number. */
export async function receiptsOf(reader: Reader, rule: string, sha256: string): Promise<ReadonlyMap<string, string>> {
  const rows = tables.selectFrom('plan_receipts').select(['employee', 'at']).where('rule', '=', rule).where('sha256', '=', sha256)
  return new Map((await rowsOf(reader, rows)).map(({ employee, at }) => [employee, at]))
}

export async function insertReceipt(transaction: WriteTransaction, receipt: PlanReceipt): Promise<void> {
  const { effectiveFrom, ...row } = receipt
  await transaction.insert('plan_receipts', { ...row, effective_from: effectiveFrom })
}
