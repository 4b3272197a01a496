import type { EditedRecord } from './record-dialog.tsx'

/** A time that a person spent in a region and a position. */
export interface Stay {
  readonly region: string
  /** Null for the position of the employees table. */
  readonly position: string | null
  /** Null: since they were hired, on a day that the data do not know. */
  readonly from: string | null
  /** The day before the next move, or the day of leaving; null while they are there. */
  readonly until: string | null
  readonly isNow: boolean
  /** Null for the region of the employees table. */
  readonly posting: EditedRecord | null
}

/** The stays of a person in order: region and position of the employees table, then what each posting changes from its day on (POLICY A14). */
export function staysOf(
  person: { readonly firstRegion: string; readonly hiredOn: string | null; readonly leftOn: string | null },
  postings: readonly EditedRecord[],
): Stay[] {
  const moves = [...postings].sort((a, b) => (String(a.values.from) < String(b.values.from) ? -1 : 1))
  const begins: Pick<Stay, 'region' | 'position' | 'from' | 'posting'>[] = [
    { region: person.firstRegion, position: null, from: person.hiredOn, posting: null },
  ]
  for (const posting of moves) {
    const { region, position, from } = posting.values
    const before = begins.at(-1)
    begins.push({
      region: typeof region === 'string' ? region : (before?.region ?? person.firstRegion),
      position: typeof position === 'string' ? position : (before?.position ?? null),
      from: String(from),
      posting,
    })
  }
  // Whoever has a move on the day of hiring, or before, was never where the employees table says.
  const first = moves[0] && person.hiredOn !== null && String(moves[0].values.from) <= person.hiredOn ? 1 : 0
  return begins.slice(first).map((begin, index, all) => {
    const next = all[index + 1]
    const until = next?.from ? dayBefore(next.from) : person.leftOn
    return { ...begin, until, isNow: next === undefined && person.leftOn === null }
  })
}

function dayBefore(text: string): string {
  const day = new Date(`${text}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}
