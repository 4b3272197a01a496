import { TABLE_KEYS, TABLES, type TableKey } from '../domain/dataset/tables.ts'
import type { WritingConnection } from './connection.ts'
import { quoted } from './record-columns.ts'

interface SetAside {
  readonly table: TableKey
  readonly definition: string
}

/**
 * The secondary indexes of the record tables while they are set aside for a first load. The transaction that dropped them
 * makes them again; if it ends otherwise, they were never gone.
 */
export class SetAsideIndexes {
  readonly #connection: WritingConnection
  #waiting: SetAside[]

  private constructor(connection: WritingConnection, waiting: SetAside[]) {
    this.#connection = connection
    this.#waiting = waiting
  }

  static none(connection: WritingConnection): SetAsideIndexes {
    return new SetAsideIndexes(connection, [])
  }

  static async dropped(connection: WritingConnection): Promise<SetAsideIndexes> {
    const waiting: SetAside[] = []
    for (const table of TABLE_KEYS) {
      for (const [name, definition] of await connection.all(connection.dialect.secondaryIndexes, [table])) {
        await connection.run(`DROP INDEX ${quoted(String(name))}`)
        waiting.push({ table, definition: String(definition) })
      }
    }
    return new SetAsideIndexes(connection, waiting)
  }

  /** Makes the index that begins with the table's identity; finding repeated records and hashing walk along it. */
  async restoreIdentity(table: TableKey): Promise<void> {
    const identity = ['book', ...TABLES[table].identity]
    await this.#restore((each) => each.table === table && identity.every((key, index) => columnsOf(each.definition)[index] === key))
  }

  async restore(): Promise<void> {
    await this.#restore(() => true)
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
