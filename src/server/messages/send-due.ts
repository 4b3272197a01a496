import { type Channel, claimMessage, dueMessages, type Message, settleMessage } from '../../store/aggregates/messages.ts'
import { recipientOf } from '../../store/aggregates/messages-recipients.ts'
import type { Service } from '../kernel/service.ts'
import type { MailTransport } from './send-mail.ts'
import type { WebhookTransport } from './send-webhook.ts'
import { hasAddress } from './write-reminders.ts'

/** Where messages go out; a channel without a transport is switched off, and its messages wait. */
export interface Transports {
  readonly mail?: MailTransport | undefined
  readonly webhook?: WebhookTransport | undefined
}

export interface Sent {
  readonly sent: number
  readonly failed: number
}

/** After so many attempts, over about two days, a message is given up; its last error stays. */
export const MOST_ATTEMPTS = 14
const LONGEST_WAIT_MINUTES = 360
const AT_ONCE = 200
/** A channel that fails so often in a row is left alone until the next round. */
const FAILURES_IN_A_ROW = 3

/**
 * Sends what waits and may be tried now. An attempt that fails is repeated after 1, 2, 4 ... minutes, at most six hours; a
 * message is counted before it is sent, so a program that dies in between tries it again later, and two senders never send the
 * same one at once.
 */
export async function sendDue(service: Service, { mail, webhook }: Transports): Promise<Sent> {
  const byMail = mail ? await sendChannel(service, 'mail', (message) => sendMail(service, mail, message)) : NOTHING
  const byWebhook = webhook ? await sendChannel(service, 'webhook', (message) => post(service, webhook, message)) : NOTHING
  return { sent: byMail.sent + byWebhook.sent, failed: byMail.failed + byWebhook.failed }
}

const NOTHING: Sent = { sent: 0, failed: 0 }

/** Nobody will ever be reached by it, so it is not tried again. */
class Undeliverable extends Error {
  override name = 'Undeliverable'
}

async function sendChannel(service: Service, channel: Channel, send: (message: Message) => Promise<void>): Promise<Sent> {
  const due = await dueMessages(service.store, channel, service.now().toISOString(), MOST_ATTEMPTS, AT_ONCE)
  let sent = 0
  let failed = 0
  let inARow = 0
  for (const message of due) {
    if (inARow >= FAILURES_IN_A_ROW) break
    if (!(await claim(service, message))) continue
    try {
      await send(message)
      await settle(service, message, { sentAt: service.now().toISOString() })
      sent += 1
      inARow = 0
    } catch (failure) {
      const lost = failure instanceof Undeliverable
      await settle(service, message, { error: errorText(failure), finalAttempts: lost ? MOST_ATTEMPTS : undefined })
      failed += 1
      inARow += lost ? 0 : 1
    }
  }
  return { sent, failed }
}

async function claim({ store, now }: Service, message: Message): Promise<boolean> {
  const wait = Math.min(2 ** message.attempts, LONGEST_WAIT_MINUTES) * 60_000
  const notBefore = new Date(now().getTime() + wait).toISOString()
  const { taken } = await store.write(async (transaction) => ({ ok: true, taken: await claimMessage(transaction, message, notBefore) }))
  return taken
}

async function settle({ store }: Service, { id }: Message, outcome: Parameters<typeof settleMessage>[2]): Promise<void> {
  await store.write(async (transaction) => {
    await settleMessage(transaction, id, outcome)
    return { ok: true }
  })
}

async function sendMail(service: Service, mail: MailTransport, { id, account, period, payload }: Message): Promise<void> {
  const recipient = account === undefined ? undefined : await recipientOf(service.store, account)
  // What concerns an address itself goes to that address, whatever the account's is by now.
  const to = payload.values.mailTo ?? (recipient && hasAddress(recipient) ? recipient.email : undefined)
  if (recipient === undefined || to === undefined) throw new Undeliverable('The account is closed or has no e-mail address.')
  await mail.send({
    to,
    subject: period === undefined ? '权衡 Quanheng' : `权衡 Quanheng ${period}`,
    text: `${payload.zh}\n\n${payload.en}\n`,
    messageId: `<message-${id}@quanheng.invalid>`,
  })
}

async function post(service: Service, webhook: WebhookTransport, { id, kind, period, payload }: Message): Promise<void> {
  await webhook.send({ id, kind, period, zh: payload.zh, en: payload.en }, service.now())
}

function errorText(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure)
  return text.slice(0, 300)
}
