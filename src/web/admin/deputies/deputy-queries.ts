import type { DEPUTY_ROUTES } from '../../../server/deputies/deputy-routes.ts'
import { answer, resource } from '../../api/resource.ts'

const api = resource<typeof DEPUTY_ROUTES>().deputies

export type DeputyPage = Awaited<ReturnType<typeof readDeputies>>
export type Deputy = DeputyPage['items'][number]

export function readDeputies(cursor: string | undefined) {
  return answer(api.$get({ query: { cursor, limit: 50 } }))
}

export interface DeputyInput {
  /** The manager's employee number. */
  readonly manager: string
  /** The deputy's account. */
  readonly account: string
  readonly first: string
  readonly last: string
  readonly reason: string
}

export function nameDeputy(input: DeputyInput) {
  return answer(api.$post({ json: input }))
}

export function endDeputy(id: number, reason: string) {
  return answer(api[':id'].end.$post({ param: { id: String(id) }, json: { reason } }))
}
