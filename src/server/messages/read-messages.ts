import type { Answer } from '../../base/answer.ts'
import { type Message, markAllRead, markRead, messagesFor, unreadCount } from '../../store/aggregates/messages.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import type { messageSchema } from './message-schema.ts'

/** A message 消息 as its reader sees it. */
export type MessageView = ShapeOf<typeof messageSchema>

export interface MessagePage {
  readonly ok: true
  readonly items: readonly MessageView[]
  readonly unread: number
  /** The number to go on before; undefined on the last page. */
  readonly next: number | undefined
}

/** The caller's own messages, newest first. */
export const listMessages = useCase(
  'message.own',
  async (
    service,
    actor,
    query: { readonly unreadOnly: boolean; readonly before?: number | undefined; readonly limit: number },
  ): Promise<Answer<MessagePage>> => {
    const { unreadOnly, before, limit } = query
    const found = await messagesFor(service.store, actor.id, { unreadOnly, before, limit: limit + 1 })
    const items = found.slice(0, limit)
    const next = found.length > limit ? items.at(-1)?.id : undefined
    return { ok: true, items: items.map(messageView), unread: await unreadCount(service.store, actor.id), next }
  },
)

/** Marks one of the caller's own messages as read; read twice is read once. Nothing of anybody's work changes, so no audit entry. */
export const readMessage = useCase('message.own', async (service, actor, id: number): Promise<Answer<{ readonly ok: true }>> => {
  return service.store.write<Answer<{ readonly ok: true }>>(async (transaction) => {
    const there = await markRead(transaction, actor.id, id, service.now().toISOString())
    return there ? { ok: true } : { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `message ${id}` })] }
  })
})

/** Marks the caller's own messages as read, up to the newest that they have seen: one that arrives meanwhile stays unread. */
export const readAllMessages = useCase('message.own', async (service, actor, upTo: number): Promise<Answer<{ readonly ok: true }>> => {
  return service.store.write(async (transaction) => {
    await markAllRead(transaction, actor.id, upTo, service.now().toISOString())
    return { ok: true as const }
  })
})

function messageView({ id, kind, period, payload, createdAt, readAt }: Message): MessageView {
  return { id, kind, period: period ?? null, zh: payload.zh, en: payload.en, createdAt, readAt: readAt ?? null }
}
