import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { runsByState, uploadsByState } from '../../store/aggregates/operation-counts.ts'
import type { Service } from '../kernel/service.ts'

/** What is measured of an answered request. Routes are those of the route table, so that there are never many of them. */
export interface MeasuredAnswer {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly milliseconds: number
}

export interface Metrics {
  answered(answer: MeasuredAnswer): void
  /** The whole page, as Prometheus reads it. */
  page(): Promise<{ readonly contentType: string; readonly text: string }>
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * Measures of one server: requests and their durations by route, method and status; runs and uploads by state; the
 * process, with the lag of its event loop. No account, person or region ever becomes a label.
 */
export function makeMetrics({ store }: Pick<Service, 'store'>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const durations = new Histogram({
    name: 'quanheng_http_request_duration_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  new Gauge({
    name: 'quanheng_runs',
    help: 'Runs in the database by state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      for (const { state, count } of await runsByState(store)) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'quanheng_uploads',
    help: 'Uploads in the database by state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      for (const { state, count } of await uploadsByState(store)) this.set({ state }, count)
    },
  })
  return {
    answered({ method, route, status, milliseconds }) {
      durations.observe({ method, route, status: String(status) }, milliseconds / 1000)
    },
    async page() {
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}
