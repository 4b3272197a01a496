import type { Parameter } from '../connection.ts'

/** A book as it stands, or as the company book stood after its change number `asOf`. */
export interface BookState {
  readonly book: number
  readonly asOf?: number | undefined
}

export function stateOf(book: number | BookState): BookState {
  return typeof book === 'number' ? { book } : book
}

/**
 * The condition that a record belongs to the book in that state; appends its parameters. A version that was taken out stands
 * under the negative number of its book, and an IN on the first column of every index keeps the search on the index.
 */
export function belongsTo({ book, asOf }: BookState, parameters: Parameter[]): string {
  const own = `$${parameters.push(book)}`
  if (asOf === undefined) return `book = ${own}`
  const retired = `$${parameters.push(-book)}`
  const change = `$${parameters.push(asOf)}`
  return `book IN (${own}, ${retired}) AND added <= ${change} AND (book = ${own} OR retired > ${change})`
}
