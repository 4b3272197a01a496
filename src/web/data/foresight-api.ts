import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { UPLOAD_FORESIGHT_ROUTES } from '../../server/foresight/foresight-routes.ts'
import { answer, resource } from '../api/resource.ts'
import type { TableKey, Upload } from './api.ts'

const foresight = resource<typeof UPLOAD_FORESIGHT_ROUTES>().uploads

export interface ChangesShown {
  readonly state: 'changed' | 'new'
  readonly table?: TableKey | undefined
}

const readChanges = (upload: string, { state, table }: ChangesShown, cursor: string | undefined) =>
  answer(foresight[':upload'].changes.$get({ param: { upload }, query: { state, table, cursor, limit: 20 } }))
export type UploadChange = Awaited<ReturnType<typeof readChanges>>['items'][number]

/** Records that an upload changes, as it was checked at a time. */
export const uploadChangesQuery = (upload: string, at: string, shown: ChangesShown) =>
  infiniteQueryOptions({
    queryKey: ['uploads', upload, 'changes', at, shown.state, shown.table],
    queryFn: ({ pageParam }) => readChanges(upload, shown, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

const readEffect = (upload: string) => answer(foresight[':upload'].effect.$get({ param: { upload } }))
export type PeriodEffect = Awaited<ReturnType<typeof readEffect>>['periods'][number]

/** What a plan that was seen would change in the figures. */
export const uploadEffectQuery = (upload: string, plan: string) =>
  queryOptions({
    queryKey: ['uploads', upload, 'effect', plan],
    queryFn: () => readEffect(upload),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

const readSums = (upload: string) => answer(foresight[':upload'].sums.$get({ param: { upload } }))
export type UploadSums = Awaited<ReturnType<typeof readSums>>

/** What an upload comes to as it was planned. */
export const uploadSumsQuery = (upload: string, plan: string) =>
  queryOptions({ queryKey: ['uploads', upload, 'sums', plan], queryFn: () => readSums(upload), staleTime: Number.POSITIVE_INFINITY })

/** By what the answers of an upload are remembered: checked again, or planned otherwise, it may come to something else. */
export function checkedAs({ at, plan }: Pick<Upload, 'at' | 'plan'>): string {
  return `${at} ${plan?.version ?? ''}`
}
