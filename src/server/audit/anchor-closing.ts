import { type NewMessage, writeMessages } from '../../store/aggregates/messages.ts'
import { accountsOfPosition } from '../../store/aggregates/messages-recipients.ts'
import { closingsAfter } from '../../store/trail/audit.ts'
import { lastEntry } from '../../store/trail/trail-end.ts'
import { appendAnchor, readAnchors, type TrailAnchor } from '../../store/trail/trail-files.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import type { Service } from '../kernel/service.ts'
import { hasAddress } from '../messages/write-reminders.ts'

/**
 * Tells the number and hash of the entry that closes a period to auditors and administrators, by mail too, and to the webhook, so that no
 * later change of the trail agrees with all of them. Part of the closing's own transaction, once its entry is written: a period
 * that is closed has told them. Undefined where the trail has no key.
 */
export async function tellClosing(service: Service, transaction: WriteTransaction, period: string): Promise<TrailAnchor | undefined> {
  const last = await lastEntry(transaction)
  if (last?.keyId == null) return undefined
  const anchor = { entry: last.entry, hash: last.hash, at: last.at, why: whyOf(period) }
  const recipients = [...(await accountsOfPosition(transaction, 'auditor')), ...(await accountsOfPosition(transaction, 'administrator'))]
  const known = new Map(recipients.map((recipient) => [recipient.account, recipient]))
  const shared = messageOf(anchor, period)
  const channels = service.channels ?? new Set(['product'])
  const messages: NewMessage[] = [...known.values()].flatMap((recipient) =>
    (['product', 'mail'] as const)
      .filter((channel) => channels.has(channel) && (channel !== 'mail' || hasAddress(recipient)))
      .map((channel) => ({
        ...shared,
        account: recipient.account,
        channel,
        onceKey: `${shared.onceKey} ${channel} ${recipient.account}`,
      })),
  )
  if (channels.has('webhook')) messages.push({ ...shared, account: undefined, channel: 'webhook', onceKey: `${shared.onceKey} webhook` })
  await writeMessages(transaction, messages, anchor.at)
  return anchor
}

/** Writes the hash of a closing that is in force down in the data folder and in the log. */
export function keepClosing(service: Pick<Service, 'trail' | 'onAnchor'>, anchor: TrailAnchor): void {
  appendAnchor(service.trail, anchor)
  service.onAnchor?.(anchor)
}

/**
 * Writes down in the data folder what a server that was killed had no time for: the hashes of the closings since the last anchor. What
 * is older than that anchor was written down in its time, or is proved by it.
 */
export async function keepMissedClosings(service: Pick<Service, 'store' | 'trail' | 'onAnchor'>): Promise<void> {
  const newest = readAnchors(service.trail).reduce((most, { entry }) => Math.max(most, entry), 0)
  for (const { period, ...closing } of await closingsAfter(service.store, newest)) {
    keepClosing(service, { ...closing, why: whyOf(period) })
  }
}

function whyOf(period: string): string {
  return `period.close ${period}`
}

function messageOf({ entry, hash }: TrailAnchor, period: string) {
  return {
    kind: 'audit.anchor',
    period,
    payload: {
      zh: `${period} 已关闭。审计日志此时第 ${entry} 条，哈希 ${hash}。请留存本消息：以后可用 quanheng audit verify --expect ${hash} 核对日志是否被改动。`,
      en: `${period} is closed. The audit trail is at entry ${entry}, hash ${hash}. Keep this message: with it, quanheng audit verify --expect ${hash} finds out later whether the trail was changed.`,
      values: { period, entry: String(entry), hash },
    },
    onceKey: `audit.anchor ${period} ${entry}`,
  }
}
