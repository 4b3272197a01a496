import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'

/** Only audited documents 已审核单据 count, in every measure and in every look back (CONTRACT 5): the condition on their table. */
export const AUDITED = `status = 'audited'`

/** Whether the records of a table are documents that are audited. */
export function isAudited(table: TableKey): boolean {
  return TABLES[table].columns.some(({ key }) => key === 'status')
}
