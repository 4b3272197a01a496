import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { CLIENT_ROUTES } from '../../server/clients/merge-routes.ts'
import type { INCOMPLETE_ROUTES } from '../../server/incomplete/incomplete-routes.ts'
import type { ODD_ROUTES } from '../../server/odd/odd-routes.ts'
import type { PEOPLE_ROUTES } from '../../server/people/people-routes.ts'
import type { CHANGE_ROUTES } from '../../server/records/change-routes.ts'
import type { RECORD_ROUTES } from '../../server/records/record-routes.ts'
import type { SET_ASIDE_ROUTES } from '../../server/uploads/aside-routes.ts'
import type { UPLOAD_MAPPING_ROUTES } from '../../server/uploads/mapping-routes.ts'
import type { MAPPING_PROFILE_ROUTES } from '../../server/uploads/profile-routes.ts'
import type { UPLOAD_ROUTES } from '../../server/uploads/upload-routes.ts'
import { answer, resource } from '../api/resource.ts'

export const uploads = resource<typeof UPLOAD_ROUTES>().uploads
export const asideRows = resource<typeof SET_ASIDE_ROUTES>().uploads
const mapping = resource<typeof UPLOAD_MAPPING_ROUTES>()
export const uploadFiles = mapping.uploads
export const profiles = resource<typeof MAPPING_PROFILE_ROUTES>()['mapping-profiles']
export const changes = resource<typeof CHANGE_ROUTES>().changes
const recordRoutes = resource<typeof RECORD_ROUTES>()
export const records = recordRoutes.records
export const people = resource<typeof PEOPLE_ROUTES>().people
export const oddRecords = resource<typeof ODD_ROUTES>()['odd-records']
export const clients = resource<typeof CLIENT_ROUTES>().clients
export const incompletePeriods = resource<typeof INCOMPLETE_ROUTES>().periods

/** The tables with their columns; what there is changes only with the program, the counts with every change. */
export const tablesQuery = queryOptions({
  queryKey: ['tables'],
  queryFn: () => answer(recordRoutes.tables.$get()),
  staleTime: 60_000,
})
export type Tables = Awaited<ReturnType<typeof readTables>>['items']
const readTables = () => answer(recordRoutes.tables.$get())
export type TableInfo = Tables[number]
export type TableKey = TableInfo['key']
export type ColumnInfo = TableInfo['columns'][number]

const readUpload = (upload: string) => answer(uploads[':upload'].$get({ param: { upload } }))
export type Upload = Awaited<ReturnType<typeof readUpload>>
export const uploadQuery = (upload: string) => queryOptions({ queryKey: ['uploads', upload], queryFn: () => readUpload(upload) })

const readAside = (upload: string, cursor: string | undefined) =>
  answer(asideRows[':upload']['set-aside'].$get({ param: { upload }, query: { cursor, limit: 50 } }))
/** A row of an upload that reaches a published period. */
export type AsideRow = Awaited<ReturnType<typeof readAside>>['items'][number]
export const asideQuery = (upload: string) =>
  infiniteQueryOptions({
    queryKey: ['uploads', upload, 'aside'],
    queryFn: ({ pageParam }) => readAside(upload, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

const readColumns = (upload: string) => answer(uploadFiles[':upload'].columns.$get({ param: { upload } }))
export const columnsQuery = (upload: string) =>
  queryOptions({
    queryKey: ['uploads', upload, 'columns'],
    queryFn: () => readColumns(upload),
    staleTime: Number.POSITIVE_INFINITY,
  })
export type InspectedSheet = Awaited<ReturnType<typeof readColumns>>['sheets'][number]

/** The regions, which there are few of. */
export const regionsQuery = queryOptions({
  queryKey: ['records', 'regions', 'all'],
  queryFn: () => answer(records[':table'].$get({ param: { table: 'regions' }, query: { limit: 500 } })),
  staleTime: 5 * 60_000,
})
