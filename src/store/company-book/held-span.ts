/** The days on which something else holds of somebody after a change than before it. */
export interface HeldSpan {
  /** yyyymmdd; 0 is since ever. */
  readonly first: number
  /** 99999999 is for good. */
  readonly last: number
}
