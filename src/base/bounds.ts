import { compare, decimal, type Rational, rationalFromText } from './rational.ts'

/** Between what a number of a rule file or a setting must lie, as decimal text. Nothing said is no bound. */
export interface Bounds {
  /** The number is larger than this. */
  readonly above?: string | undefined
  readonly min?: string | undefined
  readonly max?: string | undefined
  /** The most decimals that it may have. */
  readonly places?: number | undefined
}

const LONGEST = 30

/** Whether text is a plain decimal such as "0.95" that lies within the bounds. */
export function isWithin(text: string, bounds: Bounds): boolean {
  const [, , decimals = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const value = text.includes('/') || text.startsWith('+') || text.length > LONGEST ? undefined : rationalFromText(text)
  if (value === undefined || decimals.length > (bounds.places ?? LONGEST)) return false
  return liesWithin(value, bounds)
}

function liesWithin(value: Rational, { above, min, max }: Bounds): boolean {
  return (
    (above === undefined || compare(value, decimal(above)) > 0) &&
    (min === undefined || compare(value, decimal(min)) >= 0) &&
    (max === undefined || compare(value, decimal(max)) <= 0)
  )
}

/** The bounds as signs that need no language: "> 0, <= 10", "0 ... 1"; a decimal as an example where there are none. */
export function boundsText({ above, min, max }: Bounds): string {
  const least = above !== undefined ? `> ${above}` : min === undefined ? undefined : `>= ${min}`
  const range = above === undefined && min !== undefined && max !== undefined ? `${min} ... ${max}` : undefined
  const ends = range === undefined ? [least, max === undefined ? undefined : `<= ${max}`] : [range]
  const said = ends.filter((part) => part !== undefined)
  return said.length === 0 ? '0.95' : said.join(', ')
}
