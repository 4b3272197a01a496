import { queryOptions } from '@tanstack/react-query'
import type { RETENTION_ROUTES } from '../../../server/retention/retention-routes.ts'
import { answer, resource } from '../../api/resource.ts'

const api = resource<typeof RETENTION_ROUTES>().retention

const readRetention = () => answer(api.$get({}))
export type Retention = Awaited<ReturnType<typeof readRetention>>
export type RetentionKind = Retention['kinds'][number]
export type Hold = Retention['holds'][number]
export const retentionQuery = queryOptions({ queryKey: ['retention', 'state'], queryFn: readRetention })

const readPreview = () => answer(api.preview.$get({}))
export type Preview = Awaited<ReturnType<typeof readPreview>>
export type PreviewLine = Preview['lines'][number]
export const previewQuery = queryOptions({ queryKey: ['retention', 'preview'], queryFn: readPreview })

export function readRemovals(cursor: string | undefined) {
  return answer(api.removals.$get({ query: { cursor, limit: 50 } }))
}
export type Removal = Awaited<ReturnType<typeof readRemovals>>['items'][number]

export function changeYears(kind: RetentionKind['kind'], years: number | null, reason: string) {
  return answer(api.years[':kind'].$put({ param: { kind }, json: { years, reason } }))
}

export interface HoldInput {
  readonly employee?: string
  readonly period?: string
  readonly reason: string
}

export function holdBack(input: HoldInput) {
  return answer(api.holds.$post({ json: input }))
}

export function endHold(id: number, reason: string) {
  return answer(api.holds[':id'].end.$post({ param: { id: String(id) }, json: { reason } }))
}

export function removeOld(plan: string, reason: string) {
  return answer(api.removals.$post({ json: { plan, reason } }))
}
