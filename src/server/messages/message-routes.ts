import { z } from 'zod'
import { idField } from '../kernel/fields.ts'
import { cursorText, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { messageSchema } from './message-schema.ts'
import { listMessages, readAllMessages, readMessage } from './read-messages.ts'

export const MESSAGE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/messages',
    serves: listMessages,
    summary: 'The caller’s own messages 消息, newest first',
    query: z.object({ ...pageQuery, unread: z.enum(['true', 'false']).default('false').meta({ description: 'true: unread ones only.' }) }),
    success: {
      status: 200,
      description: 'Messages, and how many are unread in all.',
      body: pageOf(messageSchema).extend({ unread: z.number().int() }),
    },
    handler: async ({ service, actor, query }) => {
      const before = Number(query.cursor?.[0])
      const found = await listMessages(service, actor, {
        unreadOnly: query.unread === 'true',
        before: Number.isSafeInteger(before) ? before : undefined,
        limit: query.limit,
      })
      if (!found.ok) return found
      const next = found.next === undefined ? null : cursorText([found.next])
      return { ok: true, body: { items: [...found.items], unread: found.unread, next } }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/messages/read',
    serves: readAllMessages,
    summary: 'Marks the caller’s messages as read, up to the newest that they have seen',
    body: z.object({ upTo: z.number().int().min(1).meta({ description: 'The id of the newest message seen.' }) }),
    success: { status: 204, description: 'Read.' },
    handler: async ({ service, actor, body }) => {
      const read = await readAllMessages(service, actor, body.upTo)
      return read.ok ? { ok: true, body: undefined } : read
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/messages/{id}/read',
    serves: readMessage,
    summary: 'Marks one of the caller’s messages as read',
    params: z.object({ id: idField }),
    success: { status: 204, description: 'Read.' },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params }) => {
      const read = await readMessage(service, actor, params.id)
      return read.ok ? { ok: true, body: undefined } : read
    },
  }),
]
