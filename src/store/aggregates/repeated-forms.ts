import type { Pair } from '../company-book/compare-staging.ts'
import { differs, sameIdentity } from '../company-book/record-sql.ts'
import type { Cell, Reader } from '../database/connection.ts'
import type { ClientOfForm } from './form-links.ts'

/** The tables that clients' forms become records of, and which forms. */
export const FORM_TABLES = { feedback: 'feedback', followups: 'followup' } as const
export type FormTable = keyof typeof FORM_TABLES

/** A staged record beside a client's form about the same engineer and day. */
export interface BesideForm {
  readonly record: ClientOfForm & { readonly number: string; readonly row: number }
  readonly form: ClientOfForm & { readonly number: string }
  readonly engineer: string
  readonly day: number
}

/**
 * The staged records of a table, new or changed, for whose engineer and day a client's form counts or waits under another number. Whether
 * they are of one client is for the caller to say.
 */
export async function besideForms(reader: Reader, table: FormTable, { company, staging }: Pair): Promise<BesideForm[]> {
  const [ours, staged] = [Math.trunc(company), Math.trunc(staging)]
  const rows = await reader.all(
    `SELECT staged.number, staged."row", staged.client, coalesce(fresh.name, known.name), form.number, form.client,
       coalesce(form.client_name, named.name), staged.engineer, staged.date
     FROM form_links AS form
     LEFT JOIN ${table} AS entered ON entered.book = ${ours} AND entered.number = form.number
     JOIN ${table} AS staged ON staged.book = ${staged} AND staged.engineer = form.engineer
       AND staged.date = coalesce(entered.date, form.day) AND staged.number <> form.number
     LEFT JOIN ${table} AS kept ON kept.book = ${ours} AND ${sameIdentity(table, 'staged', 'kept')}
     LEFT JOIN clients AS fresh ON fresh.book = ${staged} AND fresh.code = staged.client
     LEFT JOIN clients AS known ON known.book = ${ours} AND known.code = staged.client
     LEFT JOIN clients AS named ON named.book = ${ours} AND named.code = form.client
     WHERE form.kind = $1 AND form.entry IN ('entered', 'held') AND (kept.id IS NULL OR ${differs(table, 'staged', 'kept')})
     ORDER BY staged."row", staged.number, form.number`,
    [FORM_TABLES[table]],
  )
  const text = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : undefined)
  return rows.map(([number, row, client, clientName, form, formClient, formName, engineer, day]) => ({
    record: { number: String(number), row: Number(row), client: text(client), clientName: text(clientName) },
    form: { number: String(form), client: text(formClient), clientName: text(formName) },
    engineer: String(engineer),
    day: Number(day),
  }))
}
