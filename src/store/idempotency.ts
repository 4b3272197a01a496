import type { Store } from './open-store.ts'

/** What was kept of a command: its answer, or nothing yet while it is being worked on. */
export interface KeptAnswer {
  readonly requestHash: string
  /** 0 while the command is being worked on, or when it was interrupted. */
  readonly status: number
  /** JSON: what the kernel needs to answer again. */
  readonly body: string
}

export interface CommandKey {
  readonly account: string
  readonly key: string
  readonly route: string
  readonly requestHash: string
}

/** How long answers are kept. */
const DAYS_KEPT = 7

/**
 * Reserves a key for a command that begins now. Answers what is kept when the key was used before; undefined means that the
 * caller is the one who carries the command out, and then calls settle or release.
 */
export async function reserve(store: Store, command: CommandKey, now: Date): Promise<KeptAnswer | undefined> {
  const { account, key, route, requestHash } = command
  const { kept } = await store.write(async (transaction) => {
    await transaction.all('DELETE FROM idempotent_answers WHERE at < $1', [new Date(now.getTime() - DAYS_KEPT * 86_400_000).toISOString()])
    const found = await transaction.first('SELECT request_hash, status, body FROM idempotent_answers WHERE account = $1 AND "key" = $2', [
      account,
      key,
    ])
    if (found) return { ok: true, kept: { requestHash: String(found[0]), status: Number(found[1]), body: String(found[2]) } }
    await transaction.insert('idempotent_answers', {
      account,
      key,
      route,
      request_hash: requestHash,
      status: 0,
      body: '',
      at: now.toISOString(),
    })
    return { ok: true, kept: undefined }
  })
  return kept
}

/** Keeps the answer of a command that was carried out. */
export async function settle(store: Store, command: CommandKey, status: number, body: string): Promise<void> {
  await store.write(async (transaction) => {
    await transaction.update('idempotent_answers', { status, body }, { account: command.account, key: command.key })
    return { ok: true }
  })
}

/** Gives a key back: the command had no effect, so that it may be sent again when what stood in its way is gone. */
export async function release(store: Store, command: CommandKey): Promise<void> {
  await store.write(async (transaction) => {
    await transaction.all('DELETE FROM idempotent_answers WHERE account = $1 AND "key" = $2', [command.account, command.key])
    return { ok: true }
  })
}
