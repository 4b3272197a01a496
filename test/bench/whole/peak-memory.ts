import type { Measurement } from '../measurement.ts'

export interface Peak {
  readonly transactions: number
  readonly peakMegabytes: number
}

/** (f) The most memory the command had resident at two sizes, and how much of it came with the rows. */
export function peakMemory(small: Peak, large: Peak): Measurement[] {
  const growth = large.peakMegabytes / small.peakMegabytes - 1
  const one = ({ transactions, peakMegabytes }: Peak): Measurement => ({
    key: 'f',
    what: `peak memory of the command, ${transactions.toLocaleString('en')} transactions`,
    against: '',
    ours: `${peakMegabytes.toFixed(0)} MB`,
    theirs: '',
    ratio: undefined,
    unit: 'MB',
    target: 'below 500 MB',
    isMet: peakMegabytes < 500,
  })
  return [
    one(small),
    one(large),
    {
      key: 'f',
      what: 'growth of peak memory from the smaller to the larger',
      against: `${large.transactions / small.transactions} times the transactions`,
      ours: `${(growth * 100).toFixed(0)}%`,
      theirs: '',
      ratio: undefined,
      unit: 'MB grown',
      target: 'at most a third',
      isMet: growth <= 1 / 3,
    },
  ]
}
