import { z } from 'zod'
import { type Day, dayText } from '../../base/day.ts'
import { TABLES } from '../../domain/dataset/tables.ts'
import { codeField, periodField } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { listPeople } from './list-people.ts'
import { listRegionsOfPeople } from './list-regions.ts'

const POSITIONS = (TABLES.employees.columns.find(({ key }) => key === 'position')?.choices ?? []).map(({ key }) => key)

const personSchema = z
  .object({
    number: z.string(),
    name: z.string(),
    position: z.string().meta({ description: 'The key of a position 岗位: sales_rep, service_engineer, regional_manager, rd_manager.' }),
    region: z.string().meta({ description: 'The home region 归属区域 of the period.' }),
    regionName: z.string().nullable(),
    hiredOn: z.string().nullable(),
    leftOn: z.string().nullable(),
    moves: z.number().int().meta({ description: 'How many postings 调动 they have, whenever.' }),
  })
  .meta({ id: 'Person' })

export const PEOPLE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/people',
    elsewhere: 'reading',
    serves: listPeople,
    summary: 'People of the employees table by number, with their home region in a period',
    query: z.object({
      q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the number or the name.' }),
      period: periodField.optional().meta({ description: 'This month unless told.' }),
      region: codeField.optional(),
      position: z
        .string()
        .max(40)
        .optional()
        .meta({ description: `One of ${POSITIONS.join(', ')}.` }),
      leavers: z.enum(['true', 'false']).default('false').meta({ description: 'With those who left before the period.' }),
      ...pageQuery,
    }),
    success: { status: 200, description: 'People', body: pageOf(personSchema) },
    handler: async ({ service, actor, query: { q, period, region, position, leavers, cursor, limit } }) => {
      const after = cursor === undefined ? undefined : String(cursor[0])
      const filter = { search: q, period, region, position, withLeavers: leavers === 'true', after, limit: limit + 1 }
      const found = await listPeople(service, actor, filter)
      if (!found.ok) return found
      return {
        ok: true,
        body: paged(
          found.people,
          limit,
          ({ number }) => [number],
          ({ hiredOn, leftOn, regionName, ...person }) => ({
            ...person,
            regionName: regionName ?? null,
            hiredOn: textOf(hiredOn),
            leftOn: textOf(leftOn),
          }),
        ),
      }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/regions',
    elsewhere: 'reading',
    serves: listRegionsOfPeople,
    summary: 'Regions by code, with who manages them and how many people have their home there in a period',
    query: z.object({ period: periodField.optional().meta({ description: 'This month unless told.' }) }),
    success: {
      status: 200,
      description: 'Regions',
      body: z.object({
        items: z.array(
          z
            .object({
              code: z.string(),
              name: z.string(),
              managers: z.array(z.object({ number: z.string(), name: z.string() })),
              counts: z.record(z.string(), z.number().int()).meta({ description: 'People by position 岗位.' }),
            })
            .meta({ id: 'Region' }),
        ),
      }),
    },
    handler: async ({ service, actor, query: { period } }) => {
      const found = await listRegionsOfPeople(service, actor, period)
      return found.ok ? { ok: true, body: { items: found.regions } } : found
    },
  }),
]

/** Days of the employees table are days of the calendar: they were read as such. */
function textOf(day: number | undefined): string | null {
  return day === undefined ? null : dayText(day as Day)
}
