import { ADJUSTMENT_STATES, type AdjustmentState, PAYMENT_STATES, type PaymentState } from '../../domain/states.ts'

/** The board in the address: the newest run instead of the published one. */
export function boardSearch(search: Record<string, unknown>): { readonly run?: 'latest' } {
  return search.run === 'latest' ? { run: 'latest' } : {}
}

export interface PaymentsSearch {
  readonly region?: string
  readonly state?: PaymentState
}

export function paymentsSearch(search: Record<string, unknown>): PaymentsSearch {
  const region = code(search.region)
  const state = PAYMENT_STATES.find((each) => each === search.state)
  return { ...(region === undefined ? {} : { region }), ...(state === undefined ? {} : { state }) }
}

/** Whose documents: one region's, or the company's. */
export function documentsSearch(search: Record<string, unknown>): { readonly region?: string } {
  const region = code(search.region)
  return region === undefined ? {} : { region }
}

export interface AdjustmentsSearch {
  readonly state?: AdjustmentState | 'all'
  /** The one that is explained. */
  readonly of?: number
}

/** Those still to be decided unless told. */
export function adjustmentsSearch(search: Record<string, unknown>): AdjustmentsSearch {
  const state = search.state === 'all' ? ('all' as const) : ADJUSTMENT_STATES.find((each) => each === search.state)
  const of = Number(search.of)
  return { ...(state === undefined ? {} : { state }), ...(Number.isSafeInteger(of) && of > 0 ? { of } : {}) }
}

/** A region's code: digits alone come as a number from the address. */
function code(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' && text.length <= 100 ? text : undefined
}
