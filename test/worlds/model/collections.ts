import type { Day } from '../../../src/base/day.ts'
import { type Rational, sum } from '../../../src/base/rational.ts'
import type { Dataset } from './dataset.ts'
import type { ModelSettings } from './settings.ts'

export interface CountedCollection {
  readonly date: Day
  readonly client: string
  /** The rep it carries, else the client's on its day; '' when there is neither. */
  readonly rep: string
  /** '' when the record names none. */
  readonly region: string
  readonly amount: Rational
}

/** A11: audited documents, without the kinds and clients that settings leave out; the KPIs S4 and S5 use the same. */
export function countedCollections(data: Dataset, settings: ModelSettings): CountedCollection[] {
  const clients = new Map((data.clients ?? []).map((one) => [one.code, one]))
  return (data.collections ?? [])
    .filter((one) => one.status === 'audited' && !settings.excludedKinds.includes(one.kind))
    .filter((one) => settings.internalClients === 'include' || clients.get(one.client)?.internal !== true)
    .map((one) => ({ ...one, rep: one.rep !== '' ? one.rep : repOn(data, one.client, one.date) }))
}

/** Whose the client was on the day: by the latest handover until then, else as the clients table says. */
export function repOn(data: Dataset, client: string, day: Day): string {
  const handed = (data.clientReps ?? []).filter((one) => one.client === client && one.from <= day)
  const latest = handed.find((one) => handed.every((other) => other.from <= one.from))
  return latest?.rep ?? data.clients?.find((one) => one.code === client)?.rep ?? ''
}

export function total(records: readonly { readonly amount: Rational }[]): Rational {
  return sum(records.map((one) => one.amount))
}
