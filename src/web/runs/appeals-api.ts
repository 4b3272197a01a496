import { queryOptions } from '@tanstack/react-query'
import type { APPEAL_ROUTES } from '../../server/appeals/appeal-routes.ts'
import type { RECORD_ROUTES } from '../../server/records/record-routes.ts'
import { answer, resource } from '../api/resource.ts'

export const appeals = resource<typeof APPEAL_ROUTES>().periods[':period'].appeals
const { records } = resource<typeof RECORD_ROUTES>()

const readAppeals = (period: string) => answer(appeals.$get({ param: { period }, query: { limit: 500 } }))
export type Appeal = Awaited<ReturnType<typeof readAppeals>>['items'][number]

/** The appeals of a period within reach, newest first. */
export const allAppealsQuery = (period: string) =>
  queryOptions({ queryKey: ['appeals', period, 'all'], queryFn: () => readAppeals(period) })
export const appealQuery = (period: string, appeal: string) =>
  queryOptions({
    queryKey: ['appeals', period, 'one', appeal],
    queryFn: () => answer(appeals[':appeal'].$get({ param: { period, appeal } })),
  })

export type TableKey = Parameters<(typeof records)[':table']['$get']>[0]['param']['table']
const readRecords = (table: string, period: string, employee: string) =>
  answer(records[':table'].$get({ param: { table }, query: { period, employee, limit: 200 } }))
export type DataRecord = Awaited<ReturnType<typeof readRecords>>['items'][number]
export type DataValue = DataRecord['values'][string]

/** What the data say of somebody in a period, table by table: what can be corrected. */
export const personRecordsQuery = (table: string, period: string, employee: string) =>
  queryOptions({ queryKey: ['records', table, period, employee], queryFn: () => readRecords(table, period, employee) })
