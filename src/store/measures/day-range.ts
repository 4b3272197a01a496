/** Days from the first to the last, both counted, as yyyymmdd. A period is one. */
export interface DayRange {
  readonly first: number
  readonly last: number
}
