import { queryOptions } from '@tanstack/react-query'
import type { MESSAGE_ROUTES } from '../../server/messages/message-routes.ts'
import { answer, resource } from './resource.ts'

export const messages = resource<typeof MESSAGE_ROUTES>().messages

/** How many are unread, for the bell; asked for every minute while the window is looked at. */
export const unreadQuery = queryOptions({
  queryKey: ['messages', 'count'],
  queryFn: async () => (await answer(messages.$get({ query: { limit: 1 } }))).unread,
  refetchInterval: 60_000,
})
