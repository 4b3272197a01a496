import type { Cell, Parameter } from '../../store/database/connection.ts'
import { type Records, recordsOf } from '../../store/database/records.ts'

/**
 * Records that are asked for the same only once: two appraisals of one period differ in a rule or a setting and ask mostly the same. What they are
 * handed is theirs together, so nobody may change it. For as long as two appraisals take; nothing may be written meanwhile.
 */
export function rememberingRecords(records: Records): Records {
  const all = new Map<string, Promise<Cell[][]>>()
  const rows = new Map<string, ReturnType<Records['rows']>>()
  return recordsOf({
    dialect: records.dialect,
    all: (sql, parameters = []) => remembered(all, sql, parameters, () => records.all(sql, parameters)),
    rows: (sql, parameters = []) => remembered(rows, sql, parameters, () => records.rows(sql, parameters)),
  })
}

function remembered<T>(known: Map<string, T>, sql: string, parameters: readonly Parameter[], ask: () => T): T {
  const key = `${sql}\u0000${parameters.map((parameter) => `${typeof parameter} ${String(parameter)}`).join('\u0000')}`
  const found = known.get(key) ?? ask()
  known.set(key, found)
  return found
}
