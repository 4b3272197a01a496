import { z } from 'zod'
import { codeField } from '../kernel/fields.ts'
import { offsetFrom, paged, pageFrom, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { explainPerson, listFactRecords } from './explain-person.ts'
import { listRegions } from './list-regions.ts'
import { listResults } from './list-results.ts'
import { readSheet } from './read-sheet.ts'
import { resultFile } from './result-file.ts'
import {
  kindField,
  ofPerson,
  ofRun,
  recordJson,
  recordSchema,
  regionNamesSchema,
  regionResultSchema,
  resultLineSchema,
  runNamed,
  wordsSchema,
  workingsJson,
  workingsSchema,
} from './result-schema.ts'
import { sheetSchema } from './sheet-schema.ts'

const VIEWED = ['result_must_be_published', 'thing_must_exist', 'run_must_be_done']
const WHO = 'Managers and staff see the published run only, HR, finance and auditors any run. Reading what is about others is recorded.'

export const RESULT_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/results',
    elsewhere: 'reading',
    serves: listResults,
    summary: 'The results of a run within reach, by kind, then number',
    description: WHO,
    params: ofRun,
    query: z.object({
      ...pageQuery,
      kind: kindField.optional(),
      region: codeField.optional(),
      status: z.enum(['scored', 'incomplete', 'excluded', 'held']).optional(),
      search: codeField.optional().meta({ description: 'Part of a name or number.' }),
    }),
    success: {
      status: 200,
      description: 'Results.',
      body: pageOf(resultLineSchema).extend({ run: z.string(), total: z.number().int(), regions: regionNamesSchema }),
    },
    problems: VIEWED,
    handler: async ({ service, actor, params, query }) => {
      const { cursor, limit, ...filter } = query
      const after = cursor === undefined ? undefined : { kind: String(cursor[0]), employee: String(cursor[1]) }
      const found = await listResults(service, actor, { ...filter, period: params.period, run: runNamed(params.run), after, limit })
      if (!found.ok) return found
      const body = paged(
        found.value.lines,
        limit,
        (line) => [line.kind, line.employee],
        (line) => line,
      )
      const { run, total, regions } = found.value
      return { ok: true, body: { ...body, run, total, regions } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/people/{employee}',
    elsewhere: 'reading',
    serves: readSheet,
    summary: "A person's own sheet 考核表",
    description: WHO,
    params: ofPerson,
    success: { status: 200, description: 'The sheet.', body: sheetSchema },
    problems: VIEWED,
    handler: async ({ service, actor, params }) => {
      const found = await readSheet(service, actor, { ...params, run: runNamed(params.run) })
      if (!found.ok) return found
      const parts = found.value.parts.map((part) => ({ ...part, result: z.looseObject({}).parse(part.result) }))
      return { ok: true, body: { ...found.value, parts } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/people/{employee}/workings',
    elsewhere: 'reading',
    serves: explainPerson,
    summary: 'How each value of a person came about: clauses, formulas, decisions, facts',
    description: `From what the run stored: the same whatever became of data and rules since. ${WHO}`,
    params: ofPerson,
    query: z.object({
      records: z.coerce.number().int().min(0).max(100).default(0).meta({ description: 'How many source records each fact lists here.' }),
    }),
    success: { status: 200, description: 'The workings.', body: workingsSchema },
    problems: VIEWED,
    handler: async ({ service, actor, params, query }) => {
      const found = await explainPerson(service, actor, { ...params, run: runNamed(params.run), perFact: query.records })
      return found.ok ? { ok: true, body: { ...found.value, values: found.value.values.map(workingsJson) } } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/people/{employee}/workings/{fact}/records',
    elsewhere: 'reading',
    serves: listFactRecords,
    summary: 'The source records 原始记录 behind a fact, as the run saw them',
    description: WHO,
    params: ofPerson.extend({
      fact: codeField.meta({ description: 'The name that the workings give: "netSales", "netCollections@EAST".' }),
    }),
    query: z.object({ ...pageQuery, client: codeField.optional().meta({ description: 'Only records of one client.' }) }),
    success: {
      status: 200,
      description: 'Records, by day and number; of arrears client by client, each with the running balance.',
      body: pageOf(recordSchema).extend({
        names: z.record(z.string(), z.string()).meta({ description: 'What the codes of people, clients and regions stood for.' }),
        notes: z.array(wordsSchema).meta({ description: 'Why fewer may be listed than were counted: what was removed since.' }),
      }),
    },
    problems: VIEWED,
    handler: async ({ service, actor, params, query }) => {
      const offset = offsetFrom(query.cursor)
      const { limit, client } = query
      const found = await listFactRecords(service, actor, { ...params, run: runNamed(params.run), client, offset, limit })
      if (!found.ok) return found
      const { records, total, names, notes } = found.value
      return { ok: true, body: { ...pageFrom(records.map(recordJson), offset, total), names: { ...names }, notes: [...notes] } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/regions',
    elsewhere: 'reading',
    serves: listRegions,
    summary: 'Pools and splits of the regions within reach',
    description: WHO,
    params: ofRun,
    query: z.object({ region: codeField.optional() }),
    success: { status: 200, description: 'Regions by code.', body: pageOf(regionResultSchema) },
    problems: VIEWED,
    handler: async ({ service, actor, params, query }) => {
      const found = await listRegions(service, actor, { period: params.period, run: runNamed(params.run), region: query.region })
      if (!found.ok) return found
      const items = found.value.regions.map((region) => ({ ...region, heldBy: [...region.heldBy], result: { ...region.result } }))
      return { ok: true, body: { items, next: null } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/result',
    elsewhere: 'reading',
    serves: resultFile,
    summary: 'result.json of a run, as the command writes it without workbooks',
    description: 'The download is recorded.',
    params: ofRun,
    success: { status: 200, description: 'The file.', mediaType: 'application/json' },
    problems: VIEWED,
    handler: async ({ service, actor, params }) => {
      const found = await resultFile(service, actor, { period: params.period, run: runNamed(params.run) })
      if (!found.ok) return found
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${found.value.name}"`,
      }
      return new Response(streamOf(found.value.parts), { headers })
    },
  }),
]

/** The parts, made as fast as the reader takes them. */
function streamOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}
