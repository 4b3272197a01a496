/** A staging book 暂存账册 with the records of an upload or a single change, and the company book they are to go into. */
export interface Pair {
  readonly company: number
  readonly staging: number
}
