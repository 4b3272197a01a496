import { groupBy } from '../../base/group-by.ts'
import { deputyships } from '../../store/aggregates/deputies.ts'
import { type Channel, knownKeys, type NewMessage, writeMessages } from '../../store/aggregates/messages.ts'
import {
  accountsOfEmployees,
  accountsOfPosition,
  type Recipient,
  recipientOf,
  unconfirmedAccounts,
} from '../../store/aggregates/messages-recipients.ts'
import { listPeriods, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import { companyToday } from '../kernel/company-day.ts'
import type { Service } from '../kernel/service.ts'
import { periodPeople } from '../marks/period-people.ts'
import { markingProgress } from '../outstanding/find-outstanding.ts'
import { companyTime, ownReminder, type ReminderMoment, type ReminderStep, webhookReminder } from './reminder-words.ts'

/** How long before a deadline people are reminded of it. */
const BEFORE_MS = 48 * 3_600_000

/** The channels that are switched on. */
export type Channels = ReadonlySet<Channel>

/** Somebody who owes something in a step. */
interface Owing {
  readonly recipient: Recipient
  /** How many engineers still want a mark; "" in other steps. */
  readonly open: string
}

/**
 * Writes the reminders 提醒 that are due now: of every period the step it is in, two days before its deadline and once it has
 * passed, to those who owe something then. Each is written once for a deadline, however often this is called; a deadline that
 * was moved is reminded of anew. Answers how many messages are new.
 */
export async function writeReminders(service: Service, channels: Channels): Promise<number> {
  const messages: NewMessage[] = []
  for (const period of await listPeriods(service.store, { limit: 1000 })) {
    if (period.state === 'closed') continue
    const deadline = period.deadlines[period.state]
    const moment = deadline === undefined ? undefined : momentOf(deadline, service.now())
    if (deadline === undefined || moment === undefined) continue
    const owing = await owingIn(service, period, period.state)
    messages.push(...remindersOf(period, period.state, moment, deadline, owing, channels))
  }
  const known = await knownKeys(
    service.store,
    messages.map(({ onceKey }) => onceKey ?? ''),
  )
  const fresh = messages.filter(({ onceKey }) => !known.has(onceKey ?? ''))
  if (fresh.length === 0) return 0
  const at = service.now().toISOString()
  const { written } = await service.store.write(async (transaction) => ({ ok: true, written: await writeMessages(transaction, fresh, at) }))
  return written
}

function momentOf(deadline: string, now: Date): ReminderMoment | undefined {
  const left = Date.parse(deadline) - now.getTime()
  if (Number.isNaN(left) || left > BEFORE_MS) return undefined
  return left > 0 ? 'before' : 'after'
}

async function owingIn(service: Service, period: OpenedPeriod, step: ReminderStep): Promise<Owing[]> {
  const { store } = service
  if (step === 'evaluating') return owingMarks(service, period.text)
  if (step === 'published') {
    if (period.publishedRun === undefined) return []
    return (await unconfirmedAccounts(store, period.text, period.publishedRun)).map((recipient) => ({ recipient, open: '' }))
  }
  return (await accountsOfPosition(store, 'hr')).map((recipient) => ({ recipient, open: '' }))
}

/** Regional managers who have not marked all their engineers, and who acts for them today. */
async function owingMarks(service: Service, text: string): Promise<Owing[]> {
  const found = await periodPeople(service, text)
  if (!found.ok) return []
  const { managers } = await markingProgress(service.store, found)
  const owing: Owing[] = []
  // A manager can owe the marks of several regions: one message has them all.
  for (const [employee, theirs] of groupBy(
    managers.filter(({ owes }) => owes),
    (each) => each.employee,
  )) {
    const open = theirs.reduce((sum, { drafts, missing }) => sum + drafts + missing, 0)
    const recipients = [...(await accountsOfEmployees(service.store, [employee]))]
    for (const { account } of await deputyships(service.store, { manager: employee, on: await companyToday(service) })) {
      const deputy = await recipientOf(service.store, account)
      if (deputy) recipients.push(deputy)
    }
    owing.push(...recipients.map((recipient) => ({ recipient, open: String(open) })))
  }
  return owing
}

function remindersOf(
  { text }: OpenedPeriod,
  step: ReminderStep,
  moment: ReminderMoment,
  time: string,
  owing: readonly Owing[],
  channels: Channels,
): NewMessage[] {
  const deadline = companyTime(time)
  const kind = `${step}.${moment}`
  const key = (channel: Channel, whom: string) => `reminder ${text} ${kind} ${time} ${channel} ${whom}`
  const messages: NewMessage[] = []
  for (const { recipient, open } of owing) {
    const payload = ownReminder(step, moment, { period: text, deadline, open })
    const message = (channel: Channel): NewMessage => ({
      account: recipient.account,
      channel,
      kind,
      period: text,
      payload,
      onceKey: key(channel, recipient.account),
    })
    if (channels.has('product')) messages.push(message('product'))
    if (channels.has('mail') && hasAddress(recipient)) messages.push(message('mail'))
  }
  if (channels.has('webhook') && owing.length > 0) {
    const names = [...new Set(owing.map(({ recipient }) => recipient.name))]
    const payload = webhookReminder(step, moment, { period: text, deadline, names })
    messages.push({ account: undefined, channel: 'webhook', kind, period: text, payload, onceKey: key('webhook', 'all') })
  }
  return messages
}

/** Accounts without an address carry one that nobody can have (RFC 2606). */
export function hasAddress({ email }: Pick<Recipient, 'email'>): boolean {
  return email.includes('@') && !email.endsWith('.invalid')
}
