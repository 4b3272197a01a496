import { median } from './median.ts'

/** Something to be timed; what it answers is kept, so that no work can be left out as unused. */
export type Contender = () => unknown

/**
 * Times contenders against each other inside this process: some rounds to warm all of them up, then rounds in which each
 * runs once, in turn, after a collection of garbage. Answers the median milliseconds of each, in their order.
 */
export async function race(contenders: readonly Contender[], { warmups = 3, rounds = 7 } = {}): Promise<number[]> {
  const times = contenders.map((): number[] => [])
  for (let round = -warmups; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      globalThis.gc?.()
      const begun = performance.now()
      kept = await contender()
      if (round >= 0) times[index]?.push(performance.now() - begun)
    }
  }
  return times.map(median)
}

export let kept: unknown
