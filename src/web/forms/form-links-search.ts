import { FORM_STATES } from '../../domain/states.ts'

export const LINK_STATES = [...FORM_STATES, 'held'] as const
export type LinkFilter = (typeof LINK_STATES)[number]
export const LINK_KINDS = ['feedback', 'followup'] as const

/** What the list of links is narrowed to, as the address says it. */
export interface FormLinksSearch {
  readonly state?: LinkFilter | undefined
  readonly kind?: (typeof LINK_KINDS)[number] | undefined
  /** Service jobs of a period ("2026-10"). */
  readonly of?: string | undefined
}

export function formLinksSearch(search: Record<string, unknown>): FormLinksSearch {
  const state = LINK_STATES.find((each) => each === search.state)
  const kind = LINK_KINDS.find((each) => each === search.kind)
  const of = typeof search.of === 'string' && /^\d{4}-\d\d$/.test(search.of) ? search.of : undefined
  return { ...(state ? { state } : {}), ...(kind ? { kind } : {}), ...(of ? { of } : {}) }
}
