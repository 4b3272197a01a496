import type { CollectionFilter } from './counted-collections.ts'

/** Which collections count, and whose the arrears of a client are (POLICY S5). */
export interface ArrearsReadings extends CollectionFilter {
  /** The rep on each document, or the one whose client it is on the period's last day: a handover takes the arrears along. */
  readonly receivablesOwner: 'recorded' | 'client'
}

/**
 * The rep whom a document counts for, as an expression; $1 is the book and $3 the last day. A client that is nobody's stays with
 * the rep on its documents.
 */
export function owner({ receivablesOwner }: ArrearsReadings, document: string, rep: string): string {
  const recorded = `${document}.${rep}`
  if (receivablesOwner === 'recorded') return recorded
  return `coalesce(
    (SELECT handed.rep FROM client_reps AS handed WHERE handed.book = $1 AND handed.client = ${document}.client AND handed."from" <= $3
       ORDER BY handed."from" DESC LIMIT 1),
    (SELECT named.rep FROM clients AS named WHERE named.book = $1 AND named.code = ${document}.client), ${recorded})`
}
