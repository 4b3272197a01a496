import { useQuery } from '@tanstack/react-query'
import { time } from '../parts/format.ts'
import { useWords } from '../words/words.ts'
import { numberOf, type Run, runsQuery } from './api.ts'
import { RUNS } from './run-words.ts'

/** How a run is called: which one of its period it is, and when it began where `isLong`. */
export function useRunTitle(period: string): (run: Pick<Run, 'run' | 'startedAt'>, isLong?: boolean) => string {
  const say = useWords(RUNS)
  const items = useQuery(runsQuery(period)).data?.items ?? []
  return ({ run, startedAt }, isLong = false) => {
    const number = numberOf(items, run)
    if (number === undefined) return say('runAt', { time: time(startedAt) })
    return isLong ? `${say('runNumber', { number })} · ${time(startedAt)}` : say('runNumber', { number })
  }
}
