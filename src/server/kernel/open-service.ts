import { openStore } from '../../store/open-store.ts'
import type { Service } from './service.ts'

/** Where a service is and how it is set up: plain data, so that a thread can be given it. */
export interface ServicePlace extends Pick<Service, 'rulesFolder' | 'dataFolder' | 'trail' | 'channels'> {
  /** The address of the store, with its password. */
  readonly address: string
  readonly patienceMs: number
}

/** The same service with a store of its own, by the time of the clock; whoever opens it closes its store. */
export async function openService(
  { address, patienceMs, ...place }: ServicePlace,
  events: Pick<Service, 'onAnchor' | 'runs'>,
): Promise<Service> {
  return { ...place, ...events, store: await openStore(address, { patienceMs }), now: () => new Date() }
}
