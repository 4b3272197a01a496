import { createHash } from 'node:crypto'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'
import { KIND_TABLES, type RetentionKind } from './retention-kinds.ts'

/** What is held back from removal 冻结: everything about a person, everything of a period, or of a person in a period. */
export interface RetentionHold {
  readonly id: number
  readonly employee: string | undefined
  readonly period: string | undefined
  readonly reason: string
  readonly by: string
  readonly at: string
  readonly endedAt: string | undefined
}

/** A hold with the days of its period, and every period written in records that they touch. */
export interface HeldSpan extends Pick<RetentionHold, 'employee'> {
  readonly first: number | undefined
  readonly last: number | undefined
  readonly periods: readonly string[]
}

/** What is old enough: rows before a day, and rows written for one of these periods. */
export interface OldEnough {
  readonly before: number
  readonly periods: readonly string[]
}

export interface RetentionLine {
  readonly kind: RetentionKind
  /** "2024-03", or a period as records have it. */
  readonly month: string
  /** How many rows would be or were removed. */
  readonly rows: number
  readonly held: number
  readonly needed: number
}

/** Rows old enough, by month: how many go, how many a hold keeps, and how many something still needs. */
export async function retentionLines(
  reader: Reader,
  company: number,
  kind: RetentionKind,
  old: OldEnough,
  holds: readonly HeldSpan[],
): Promise<RetentionLine[]> {
  const { month } = KIND_TABLES[kind]
  const { where, held, needed, parameters } = conditionsOf(kind, company, old, holds)
  const rows = await reader.rows(
    `SELECT ${month} AS month, count(*) AS found, sum(CASE WHEN ${held} THEN 1 ELSE 0 END) AS held,
       sum(CASE WHEN NOT (${held}) AND (${needed}) THEN 1 ELSE 0 END) AS needed
     FROM ${quoted(kind)} WHERE ${where} GROUP BY 1 ORDER BY 1`,
    parameters,
  )
  return rows.map((row) => {
    const [kept, wanted] = [Number(row.held), Number(row.needed)]
    return { kind, month: monthText(String(row.month)), rows: Number(row.found) - kept - wanted, held: kept, needed: wanted }
  })
}

export interface RemovedRows {
  readonly month: string
  readonly rows: number
  /** Over the rows' content in the order of their table. */
  readonly sha256: string
  /** The changes that brought or took out the records: what the trail says of those is said anew. */
  readonly changes: readonly number[]
  /** Of uploads, the names of the folders of their files, which go too. */
  readonly uploads: readonly string[]
}

/** Removes what retentionLines counted, and answers what it was. */
export async function removeRows(
  transaction: WriteTransaction,
  company: number,
  kind: RetentionKind,
  old: OldEnough,
  holds: readonly HeldSpan[],
): Promise<RemovedRows[]> {
  const table = KIND_TABLES[kind]
  const { where, held, needed, parameters } = conditionsOf(kind, company, old, holds)
  const gone = `${where} AND NOT (${held}) AND NOT (${needed})`
  const months = await transaction.all(`SELECT DISTINCT ${table.month} FROM ${quoted(kind)} WHERE ${gone} ORDER BY 1`, parameters)
  const order = kind === 'staff_devices' ? 'device_sha256, account' : 'id'
  const removed: RemovedRows[] = []
  for (const [month] of months) {
    const ofMonth = `${gone} AND ${table.month} = $${parameters.length + 1}`
    const rows = await transaction.all(`SELECT * FROM ${quoted(kind)} WHERE ${ofMonth} ORDER BY ${order}`, [...parameters, String(month)])
    const hash = createHash('sha256')
    for (const row of rows) hash.update(`${rowText(row)}\n`)
    const stored =
      kind === 'uploads' ? await transaction.all(`SELECT stored FROM uploads WHERE ${ofMonth}`, [...parameters, String(month)]) : []
    const uploads = stored.flatMap(([folder]) => (folder === null ? [] : String(folder)))
    const changes = table.record ? await changesOf(transaction, kind, ofMonth, [...parameters, String(month)]) : []
    removed.push({ month: monthText(String(month)), rows: rows.length, sha256: hash.digest('hex'), changes, uploads })
  }
  if (kind === 'uploads') {
    // That there was an upload stays with the change that it made; the file and its rows go.
    await transaction.all(
      `UPDATE uploads SET stored = NULL, problems = '[]', sheets = '[]', corrections = '{}', file_name = '' WHERE ${gone}`,
      parameters,
    )
    return removed
  }
  if (table.record) {
    const inForce = await transaction.all(
      `SELECT count(*) FROM ${quoted(kind)} WHERE ${gone} AND book = ${Math.trunc(company)}`,
      parameters,
    )
    await transaction.all('UPDATE book_tables SET "rows" = "rows" - $1 WHERE book = $2 AND "key" = $3', [
      Number(inForce[0]?.[0] ?? 0n),
      company,
      table.record,
    ])
  }
  await transaction.all(`DELETE FROM ${quoted(kind)} WHERE ${gone}`, parameters)
  return removed
}

async function changesOf(reader: Reader, kind: RetentionKind, where: string, parameters: readonly Parameter[]): Promise<number[]> {
  const rows = await reader.all(
    `SELECT added FROM ${quoted(kind)} WHERE ${where} UNION SELECT retired FROM ${quoted(kind)} WHERE ${where} AND retired IS NOT NULL`,
    parameters,
  )
  return rows.map(([change]) => Number(change))
}

/** Every period that records of a kind are written for. */
export async function periodsWritten(reader: Reader, company: number, kind: RetentionKind): Promise<string[]> {
  const rows = await reader.all(`SELECT DISTINCT period FROM ${quoted(kind)} WHERE book IN ($1, $2)`, [company, -company])
  return rows.map(([period]) => String(period))
}

function conditionsOf(kind: RetentionKind, company: number, old: OldEnough, holds: readonly HeldSpan[]) {
  const { record, when, person, needed } = KIND_TABLES[kind]
  const parameters: Parameter[] = []
  const given = (value: Parameter) => `$${parameters.push(value)}`
  const listed = (values: readonly string[]) => (values.length === 0 ? '1 = 0' : `${when.sql} IN (${values.map(given).join(', ')})`)
  const parts = [when.kind === 'day' ? `${when.sql} < ${Math.trunc(old.before)}` : listed(old.periods)]
  if (record) parts.push(`book IN (${Math.trunc(company)}, ${-Math.trunc(company)})`)
  // An upload whose file is gone has been removed already.
  if (kind === 'uploads') parts.push('stored IS NOT NULL')
  const heldBy = holds.flatMap(({ employee, first, last, periods }) => {
    // What is of a region alone is nobody's; an upload, which is about many, stays for the sake of one.
    if (employee !== undefined && person === undefined && kind !== 'uploads') return []
    const span =
      first === undefined || last === undefined ? [] : [when.kind === 'day' ? `${when.sql} BETWEEN ${first} AND ${last}` : listed(periods)]
    if (employee === undefined) return span
    if (person === undefined) return [span[0] ?? '1 = 1']
    const theirs = person.by === 'employee' ? given(employee) : `(SELECT id FROM accounts WHERE employee = ${given(employee)})`
    return [[`coalesce(${quoted(person.column)}, '') IN (${theirs})`, ...span].join(' AND ')]
  })
  const held = heldBy.length === 0 ? '1 = 0' : heldBy.map((each) => `(${each})`).join(' OR ')
  return { where: parts.join(' AND '), held, needed: needed?.sql ?? '1 = 0', parameters }
}

function monthText(month: string): string {
  return /^\d{6}$/.test(month) ? `${month.slice(0, 4)}-${month.slice(4)}` : month
}

function rowText(row: readonly Cell[]): string {
  return JSON.stringify(row, (_, each: unknown) => (typeof each === 'bigint' ? each.toString() : each))
}
