import { assert } from '../base/assert.ts'
import type { Reader } from './database/connection.ts'
import { recordsOf } from './database/records.ts'
import type { Store } from './open-store.ts'
import type { WriteTransaction } from './trail/write.ts'

/** Everything that one command writes, in one transaction: in force together, or not at all. */
export interface UnitOfWork {
  /**
   * The store as the command sees it: what it wrote itself is there, for nobody else yet. Each write of it is a step. Once the
   * unit is over it is the store that the unit was begun on.
   */
  readonly store: Store
  /** Has something done once the transaction is in force, and not at all when it never is. */
  afterCommit(action: () => void): void
  /** Puts what the steps wrote into force. */
  commit(): Promise<void>
  /** Leaves nothing behind. */
  rollBack(): Promise<void>
}

/**
 * Begins a unit of work. Its transaction begins with the first write, so a command that only reads waits for nobody. A step
 * that fails, or answers that it is not ok, leaves nothing of its own behind, as it would in a transaction of its own.
 */
export function beginUnit(store: Store): UnitOfWork {
  let opened: Promise<WriteTransaction> | undefined
  let ended: Promise<unknown> = Promise.resolve()
  let end: (keep: boolean) => void = () => undefined
  let turn: Promise<unknown> = Promise.resolve()
  let over = false
  let spoiled: { readonly failure: unknown } | undefined
  const actions: (() => void)[] = []

  const open = () => {
    opened ??= new Promise((resolve, reject) => {
      ended = store.write(
        (transaction) =>
          new Promise<{ readonly ok: boolean }>((settle) => {
            end = (ok) => settle({ ok })
            resolve(transaction)
          }),
      )
      ended.catch(reject)
    })
    return opened
  }
  const step = async <T extends { readonly ok: boolean }>(use: (transaction: WriteTransaction) => Promise<T>): Promise<T> => {
    const transaction = await open()
    await transaction.all('SAVEPOINT step')
    const undo = async () => {
      await transaction.all('ROLLBACK TO SAVEPOINT step')
      await transaction.all('RELEASE SAVEPOINT step')
    }
    try {
      const answer = await use(transaction)
      await (answer.ok ? transaction.all('RELEASE SAVEPOINT step') : undo())
      return answer
    } catch (failure) {
      await undo().catch(() => undefined)
      throw failure
    }
  }
  const reading = async <T>(read: (reader: Reader) => Promise<T>): Promise<T> => {
    if (!opened || over) return read(store)
    const transaction = await opened
    try {
      return await read(transaction)
    } catch (failure) {
      // PostgreSQL takes nothing more in this transaction, and would answer its COMMIT with a quiet rollback.
      spoiled ??= { failure }
      throw failure
    }
  }
  const records = recordsOf({
    dialect: store.dialect,
    all: (sql, parameters) => reading((reader) => reader.all(sql, parameters)),
    rows: (sql, parameters) => reading((reader) => reader.rows(sql, parameters)),
  })

  return {
    store: {
      ...store,
      ...records,
      write(use) {
        if (over) return store.write(use)
        const mine = turn.then(() => step(use))
        turn = mine.catch(() => undefined)
        return mine
      },
      beginBook() {
        assert(opened === undefined || over, 'A book is loaded in a transaction of its own, not inside of another.')
        return store.beginBook()
      },
    },
    afterCommit(action) {
      if (over) action()
      else actions.push(action)
    },
    async commit() {
      await turn
      end(spoiled === undefined)
      over = true
      await ended
      if (spoiled) throw spoiled.failure
      for (const action of actions) action()
    },
    async rollBack() {
      await turn
      end(false)
      over = true
      await ended.catch(() => undefined)
    },
  }
}
