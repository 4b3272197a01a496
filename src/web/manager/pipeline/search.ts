const DAY = /^\d{4}-\d{2}-\d{2}$/

export interface PipelineSearch {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly region?: string | undefined
}

/** The days and the region of a pipeline, as the address has them. */
export function pipelineSearch(search: Record<string, unknown>): PipelineSearch {
  const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined)
  const [from, to] = [day(search.from), day(search.to)]
  const region = typeof search.region === 'string' && search.region !== '' ? search.region.slice(0, 100) : undefined
  return { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(region ? { region } : {}) }
}
