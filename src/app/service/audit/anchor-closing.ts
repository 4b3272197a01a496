import { type NewMessage, writeMessages } from '../../../store/messages.ts'
import { accountsOfPosition } from '../../../store/messages-recipients.ts'
import type { TrailAnchor } from '../../../store/trail-files.ts'
import { hasAddress } from '../messages/write-reminders.ts'
import type { Service } from '../service.ts'
import { writeAnchor } from './keep-trail.ts'

/**
 * Writes the number and hash of the newest entry down outside of the database when a period was closed: in the data folder, in the
 * log, by mail to auditors and administrators, and to the webhook, so that no later change of the trail agrees with all of them.
 */
export async function anchorClosing(service: Service, period: string): Promise<void> {
  const anchor = await writeAnchor(service, `period.close ${period}`)
  if (!anchor) return
  service.onAnchor?.(anchor)
  await service.store.write(async (transaction) => {
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
    return { ok: true }
  })
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
