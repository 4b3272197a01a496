import { sql } from 'kysely'
import type { Pair } from '../company-book/pair.ts'
import { differs, sameIdentity } from '../company-book/record-sql.ts'
import type { Reader } from '../database/connection.ts'
import { rowsOf } from '../database/query.ts'
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
  const [ours, kind] = [company, FORM_TABLES[table]]
  const rows = await rowsOf(
    reader,
    sql<Beside>`SELECT staged.number, staged."row", staged.client, coalesce(fresh.name, known.name) AS "clientName", form.number AS form,
       coalesce(entered.client, also.client, form.client) AS "formClient", coalesce(form.client_name, named.name) AS "formClientName", staged.engineer, staged.date AS day
     FROM form_links AS form
     LEFT JOIN ${sql.table(table)} AS entered ON entered.book = ${ours} AND entered.number = form.number
     JOIN ${sql.table(table)} AS staged ON staged.book = ${staging} AND staged.engineer = form.engineer
       AND staged.date = coalesce(entered.date, form.day) AND staged.number <> form.number AND staged.status = 'audited'
     LEFT JOIN ${sql.table(table)} AS kept ON kept.book = ${ours} AND ${sql.raw(sameIdentity(table, 'staged', 'kept'))}
     LEFT JOIN clients AS fresh ON fresh.book = ${staging} AND fresh.code = staged.client
     LEFT JOIN clients AS known ON known.book = ${ours} AND known.code = staged.client
     LEFT JOIN client_aliases AS also ON also.book = ${ours} AND also.alias = form.client
     LEFT JOIN clients AS named ON named.book = ${ours} AND named.code = coalesce(also.client, form.client)
     WHERE coalesce(entered.status, 'audited') = 'audited' AND form.kind = ${kind} AND form.entry IN ('entered', 'held') AND (kept.id IS NULL OR ${sql.raw(differs(table, 'staged', 'kept'))})
     ORDER BY staged."row", staged.number, form.number`,
  )
  return rows.map(({ number, row, client, clientName, form, formClient, formClientName, engineer, day }) => ({
    record: { number, row, client, clientName },
    form: { number: form, client: formClient, clientName: formClientName },
    engineer,
    day,
  }))
}

interface Beside {
  readonly number: string
  readonly row: number
  readonly client: string | null
  readonly clientName: string | null
  readonly form: string
  readonly formClient: string | null
  readonly formClientName: string | null
  readonly engineer: string
  readonly day: number
}
