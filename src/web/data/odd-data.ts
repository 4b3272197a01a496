import { answer } from '../api/resource.ts'
import { oddRecords } from './api.ts'

const PAGE = 50

interface Asked {
  readonly period?: string | undefined
  readonly state?: 'open' | 'dismissed' | undefined
}

export function readOdd({ period, state }: Asked, cursor: string) {
  const query = { ...(period ? { period } : {}), ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }
  return answer(oddRecords.$get({ query: { limit: PAGE, ...query } }))
}
export type OddRecord = Awaited<ReturnType<typeof readOdd>>['items'][number]
