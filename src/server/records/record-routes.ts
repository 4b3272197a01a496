import { z } from 'zod'
import type { Language } from '../../base/problem.ts'
import { codeField, dayField, heldFromField, periodField, reasonField, timeText } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { problemEntry, problemEntryOf } from '../kernel/problem-response.ts'
import { defineRoute } from '../kernel/route.ts'
import { addRecord, type WrittenRecord } from './add-record.ts'
import { changeRecord } from './change-record.ts'
import { describeTables } from './describe-tables.ts'
import { readRecords } from './list-records.ts'
import type { MadeChange } from './make-change.ts'
import { readRecord } from './read-record.ts'
import { recordSchema, tableField, tableSchema, values } from './record-schema.ts'
import { recordView } from './record-view.ts'
import { removeRecord } from './remove-record.ts'

const keyField = z.string().min(1).max(2000).meta({
  description:
    'What identifies the record, in the order of the table, joined by commas: "N001", "2026-10,T001,overall,M001", "2026-10-05,T001,late". A comma inside is ~1, a tilde ~0, a blank nothing. Every record that is read names its key.',
})
const named = z
  .object({ type: z.enum(['employee', 'client', 'region']), code: z.string(), name: z.string() })
  .meta({ id: 'NamedReference', description: 'Whom or what a code in the records stands for.' })
const counts = z.object({ new: z.number().int(), changed: z.number().int(), same: z.number().int(), removed: z.number().int() })
export const madeChangeSchema = z
  .object({
    id: z.number().int(),
    period: z.string().nullable().meta({ description: 'The open period it was recorded in.' }),
    lateFor: z.array(z.string()).meta({ description: 'The closed periods that it came too late for.' }),
    tables: z.partialRecord(tableField, counts),
  })
  .meta({ id: 'MadeChange', description: 'What a change came to.' })
const written = recordSchema.extend({ change: madeChangeSchema, warnings: z.array(problemEntry) })
const note = z.object({ change: z.number().int(), kind: z.string(), at: timeText, by: z.string(), reason: z.string().nullable() })
const history = z.object({
  record: recordSchema.nullable().meta({ description: 'Null when it is out of force.' }),
  versions: z.array(z.object({ values, added: note.nullable(), retired: note.nullable() })),
  names: z.array(named).readonly(),
})

const reason = reasonField.optional().meta({ description: 'Needed once a period that the record is of is past collecting.' })
const period = periodField.optional().meta({ description: 'The open period to record the change in; that of the record unless told.' })
const body = z.strictObject({ values, reason, period })
export const CHANGE_PROBLEMS = [
  'table_must_be_yours_to_keep',
  'record_column_must_be_known',
  'data_must_be_changed_by_hr',
  'data_change_must_have_a_reason',
  'published_data_must_be_corrected_by_appeal',
  'own_case_must_be_decided_by_another',
  'late_records_must_have_an_open_period',
  'person_must_have_one_overall_mark',
  'period_must_exist',
  'period_must_be_in_state',
]

export function shownChange({ id, period: recordedIn, lateFor, counts: tables }: MadeChange) {
  return { id, period: recordedIn ?? null, lateFor: [...lateFor], tables }
}

function shown({ record, change, warnings }: WrittenRecord, language: Language) {
  return { ...record, change: shownChange(change), warnings: warnings.map((problem) => problemEntryOf(problem, language)) }
}

export const RECORD_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/tables',
    elsewhere: 'reading',
    serves: describeTables,
    summary: 'The tables of the dataset with their columns, and how many records of each are in force',
    success: { status: 200, description: 'Tables', body: z.object({ items: z.array(tableSchema).readonly() }) },
    handler: async ({ service, actor }) => {
      const found = await describeTables(service, actor)
      return found.ok ? { ok: true, body: { items: found.tables } } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/records/{table}',
    elsewhere: 'reading',
    serves: readRecords,
    summary: 'Lists the records of a table that are in force',
    description: 'Dated records by day, others by what identifies them. Managers see one period at a time, this month unless told.',
    params: z.object({ table: tableField }),
    query: z.object({
      period: periodField.optional(),
      first: dayField.optional(),
      last: dayField.optional(),
      employee: codeField.optional(),
      client: codeField.optional(),
      region: codeField.optional(),
      q: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .meta({ description: 'Part of a number, code or text, or of the name of whom the record refers to.' }),
      column: z.string().max(40).optional().meta({ description: 'With value: a column, and what stands in it.' }),
      value: z.string().max(200).optional(),
      order: z.enum(['oldest', 'newest']).default('oldest').meta({ description: 'By day, or by what identifies the records.' }),
      ...pageQuery,
    }),
    success: {
      status: 200,
      description: 'Records',
      body: pageOf(recordSchema).extend({ names: z.array(named).readonly() }),
    },
    problems: ['record_column_must_be_known'],
    handler: async ({ service, actor, params, query: { cursor, limit, ...filter } }) => {
      const found = await readRecords(service, actor, {
        table: params.table,
        period: filter.period,
        first: filter.first,
        last: filter.last,
        employee: filter.employee,
        client: filter.client,
        region: filter.region,
        search: filter.q,
        equal: filter.column === undefined ? undefined : { column: filter.column, value: filter.value ?? '' },
        newestFirst: filter.order === 'newest',
        after: cursor,
        limit: limit + 1,
      })
      if (!found.ok) return found
      const page = paged(found.records, limit, found.placeOf, (record) => recordView(found.table, record))
      return { ok: true, body: { ...page, names: found.names } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/records/{table}',
    elsewhere: 'work',
    serves: addRecord,
    summary: 'Adds a record, by the same rules as a row of a file',
    params: z.object({ table: tableField }),
    body,
    success: { status: 201, description: 'The record, and the change that brought it', body: written },
    problems: ['record_must_be_new', ...CHANGE_PROBLEMS],
    creates: true,
    handler: async ({ service, actor, params, body, language }) => {
      const added = await addRecord(service, actor, { table: params.table, values: body.values, reason: body.reason, period: body.period })
      if (!added.ok) return added
      const location = `/records/${params.table}/${encodeURIComponent(added.record.key)}` as const
      return { ok: true, body: shown(added, language), version: added.record.version, location }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/records/{table}/{key}',
    elsewhere: 'reading',
    serves: readRecord,
    summary: 'Reads a record with its versions: who, when, why',
    params: z.object({ table: tableField, key: keyField }),
    success: { status: 200, description: 'The record and, for those who see everything, every version there was', body: history },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => {
      const found = await readRecord(service, actor, params.table, params.key)
      if (!found.ok) return found
      return { ok: true, body: { record: found.record, versions: [...found.versions], names: found.names }, version: found.record?.version }
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/records/{table}/{key}',
    elsewhere: 'work',
    serves: changeRecord,
    summary: 'Puts a new version of a record into force; the old one stays readable',
    description: 'The whole record: a column that is left out becomes blank, but for what identifies it, which stays.',
    params: z.object({ table: tableField, key: keyField }),
    body: body.extend({ heldFrom: heldFromField.optional() }),
    ifMatch: true,
    success: { status: 200, description: 'The record, and the change that brought the version', body: written },
    problems: [
      'thing_must_exist',
      'version_must_be_current',
      'record_identity_must_stay',
      'correction_must_have_a_reason',
      ...CHANGE_PROBLEMS,
    ],
    handler: async ({ service, actor, params, body, language, version = '' }) => {
      const { values: all, reason: why, period: wanted, heldFrom } = body
      const changed = await changeRecord(service, actor, { ...params, values: all, reason: why, period: wanted, version, heldFrom })
      return changed.ok ? { ok: true, body: shown(changed, language), version: changed.record.version } : changed
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/records/{table}/{key}',
    elsewhere: 'work',
    serves: removeRecord,
    summary: 'Takes a record out of force, with a reason; its versions stay readable',
    params: z.object({ table: tableField, key: keyField }),
    query: z.object({ reason: reasonField, period }),
    ifMatch: true,
    success: { status: 200, description: 'The change', body: madeChangeSchema },
    problems: ['thing_must_exist', 'version_must_be_current', 'record_must_not_be_referred_to', ...CHANGE_PROBLEMS],
    handler: async ({ service, actor, params, query, version = '' }) => {
      const removed = await removeRecord(service, actor, { ...params, reason: query.reason, period: query.period, version })
      return removed.ok ? { ok: true, body: shownChange(removed.change) } : removed
    },
  }),
]
