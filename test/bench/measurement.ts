/** One line of the benchmark's table. */
export interface Measurement {
  /** The letter of what is measured, (a) to (f). */
  readonly key: string
  readonly what: string
  /** What it is compared with. */
  readonly against: string
  readonly ours: string
  readonly theirs: string
  /** Ours divided by theirs; for (e) theirs by ours; undefined where nothing is compared. */
  readonly ratio: number | undefined
  readonly unit: 'times the cost' | 'times faster' | 'MB' | 'MB grown'
  /** What is to be reached, in words, and whether it was; undefined for figures that only inform. */
  readonly target: string | undefined
  readonly isMet: boolean | undefined
}

export function secondsText(seconds: number): string {
  if (seconds >= 100) return `${seconds.toFixed(0)} s`
  return seconds >= 1 ? `${seconds.toFixed(2)} s` : millisecondsText(seconds * 1000)
}

export function millisecondsText(milliseconds: number): string {
  if (milliseconds >= 1000) return secondsText(milliseconds / 1000)
  return `${milliseconds.toFixed(milliseconds >= 10 ? 0 : 2)} ms`
}

/** A line that compares two costs, to be kept at or below `most`. */
export function costs(
  key: string,
  what: string,
  against: string,
  oursMilliseconds: number,
  theirsMilliseconds: number,
  most?: number,
): Measurement {
  const ratio = oursMilliseconds / theirsMilliseconds
  return {
    key,
    what,
    against,
    ours: millisecondsText(oursMilliseconds),
    theirs: millisecondsText(theirsMilliseconds),
    ratio,
    unit: 'times the cost',
    target: most === undefined ? undefined : `at most ${most}`,
    isMet: most === undefined ? undefined : ratio <= most,
  }
}
