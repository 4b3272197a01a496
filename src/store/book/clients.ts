import { columnIndex, type RecordValues, type Value } from '../../domain/dataset/tables.ts'

const CODE = columnIndex('clients', 'code')
const REP = columnIndex('clients', 'rep')
const INTERNAL = columnIndex('clients', 'internal')
const HANDED = ['client', 'rep', 'from'].map((key) => columnIndex('client_reps', key)) as [number, number, number]
const COLLECTION = ['client', 'rep', 'date'].map((key) => columnIndex('collections', key)) as [number, number, number]

interface Handover {
  readonly rep: Value
  readonly from: number
}

/** The clients of a book that is being loaded, as the collections need them that come after. */
export class Clients {
  readonly #clients = new Map<string, { readonly rep: Value; readonly internal: Value }>()
  /** Latest first. */
  readonly #handovers = new Map<string, Handover[]>()

  add(table: 'clients' | 'client_reps', records: readonly RecordValues[]): void {
    for (const record of records) {
      if (table === 'clients') this.#clients.set(String(record[CODE]), { rep: record[REP] ?? null, internal: record[INTERNAL] ?? 0 })
      else this.#hand(String(record[HANDED[0]]), { rep: record[HANDED[1]] ?? null, from: Number(record[HANDED[2]]) })
    }
  }

  #hand(client: string, handover: Handover): void {
    const theirs = this.#handovers.get(client) ?? []
    this.#handovers.set(client, theirs)
    theirs.push(handover)
    theirs.sort((a, b) => b.from - a.from)
  }

  /** The derived columns of a collection: the rep it counts for (its own, else the client's on its day) and whether the client is internal. */
  credited(collection: RecordValues): RecordValues {
    const client = String(collection[COLLECTION[0]])
    const known = this.#clients.get(client)
    const date = Number(collection[COLLECTION[2]])
    const rep = collection[COLLECTION[1]] ?? this.#handovers.get(client)?.find(({ from }) => from <= date)?.rep ?? known?.rep ?? null
    return [rep, known?.internal ?? 0]
  }
}
