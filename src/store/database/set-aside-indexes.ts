import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { WritingConnection } from './connection.ts'
import { quoted } from './record-columns.ts'

interface SetAside {
  readonly table: TableKey
  readonly definition: string
}

/** The indexes that a temporary database was left without; a later book in it makes them after all. */
export type LeftOutIndexes = SetAside[]

/**
 * The one index that pays for itself where a book is appraised once and thrown away: new and retained clients walk the orders by
 * client. Any other would be made for one or two statements, which take less time than its making on the table as it is. The
 * book comes last, since it is the same in every row: before the rest it would look selective, and rows would be fetched one by one.
 */
const OF_ONE_BOOK = 'orders_of_one_book'
const ORDERS_OF_ONE_BOOK =
  'CREATE INDEX IF NOT EXISTS "orders_of_one_book" ON "orders"("client", "rep", "date", "amount", "status", "book")'

/**
 * The secondary indexes of the record tables while they are set aside for a first load. The transaction that dropped them
 * makes them again; if it ends otherwise, they were never gone.
 */
export class SetAsideIndexes {
  readonly #connection: WritingConnection
  readonly #leftOut: LeftOutIndexes | undefined
  #waiting: SetAside[]

  private constructor(connection: WritingConnection, waiting: SetAside[], leftOut: LeftOutIndexes | undefined) {
    this.#connection = connection
    this.#waiting = waiting
    this.#leftOut = leftOut
  }

  /** Of a database that has records: those it was left without are made first. */
  static async completed(connection: WritingConnection, leftOut: LeftOutIndexes = []): Promise<SetAsideIndexes> {
    for (const { definition } of leftOut) await connection.run(definition)
    return new SetAsideIndexes(connection, [], leftOut)
  }

  /** `leftOut` is given where the database may be left without most of them, and then hears which. */
  static async dropped(connection: WritingConnection, leftOut: LeftOutIndexes | undefined): Promise<SetAsideIndexes> {
    const waiting: SetAside[] = []
    for (const table of TABLE_KEYS) {
      for (const [name, definition] of await connection.all(connection.dialect.secondaryIndexes, [table])) {
        await connection.run(`DROP INDEX ${quoted(String(name))}`)
        // That one is none of the schema's: an earlier book without records has left it, and `restore` makes it.
        if (name !== OF_ONE_BOOK) waiting.push({ table, definition: String(definition) })
      }
    }
    return new SetAsideIndexes(connection, waiting, leftOut)
  }

  /** Makes the index that begins with the table's identity; finding repeated records and hashing walk along it. */
  async restoreIdentity(table: TableKey): Promise<void> {
    const identity = ['book', ...TABLES[table].identity]
    await this.#restore((each) => each.table === table && identity.every((key, index) => columnsOf(each.definition)[index] === key))
  }

  /** Makes those that are still missing, or the one that serves a temporary database. */
  async restore(): Promise<void> {
    if (this.#leftOut && this.#waiting.length > 0) await this.#connection.run(ORDERS_OF_ONE_BOOK)
    else await this.#restore(() => true)
  }

  /** To be called once the transaction is over and holds. */
  close(): void {
    this.#leftOut?.splice(0, this.#leftOut.length, ...this.#waiting)
  }

  async #restore(wanted: (each: SetAside) => boolean): Promise<void> {
    const now = this.#waiting.filter(wanted)
    this.#waiting = this.#waiting.filter((each) => !now.includes(each))
    for (const { definition } of now) await this.#connection.run(definition)
  }
}

function columnsOf(definition: string): string[] {
  const list = /\(([^()]*)\)\s*$/.exec(definition)?.[1] ?? ''
  return list.split(',').map((column) => column.trim().replaceAll('"', ''))
}
