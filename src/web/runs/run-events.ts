import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { API } from '../api/resource.ts'
import { isUnderWay, type Run } from './api.ts'

export interface Progress {
  readonly step: string
  /** Per cent. */
  readonly progress: number
}

/**
 * How far a run is, told by the server as it happens. Where the stream breaks off, what is asked every few seconds anyway goes
 * on; when the run ends, everything about the period's runs is read again.
 */
export function useProgress(period: string, run: Run | undefined): Progress | undefined {
  const client = useQueryClient()
  const [told, setTold] = useState<Progress & { readonly run: string }>()
  const id = run !== undefined && isUnderWay(run) ? run.run : undefined
  useEffect(() => {
    if (id === undefined) return undefined
    const source = new EventSource(`${API}/periods/${encodeURIComponent(period)}/runs/${encodeURIComponent(id)}/events`)
    source.addEventListener('progress', ({ data }) => setTold({ run: id, ...progressFrom(data) }))
    source.addEventListener('end', () => {
      source.close()
      for (const key of ['runs', 'periods', 'publication']) void client.invalidateQueries({ queryKey: [key] })
    })
    return () => source.close()
  }, [client, period, id])
  if (run === undefined || id === undefined) return undefined
  return told?.run === id && told.progress >= run.progress ? told : { step: run.step, progress: run.progress }
}

/** What an event says; our own server wrote it. */
function progressFrom(data: unknown): Progress {
  const parsed: unknown = JSON.parse(String(data))
  const { step, progress } = Object.fromEntries(Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {}))
  return { step: typeof step === 'string' ? step : 'waiting', progress: typeof progress === 'number' ? progress : 0 }
}
