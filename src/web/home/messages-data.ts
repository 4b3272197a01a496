import { infiniteQueryOptions } from '@tanstack/react-query'
import { messages } from '../api/messages.ts'
import { answer } from '../api/resource.ts'

const PAGE = 30

const read = (isUnread: boolean, cursor: string | undefined) =>
  answer(messages.$get({ query: { limit: PAGE, unread: isUnread ? 'true' : 'false', cursor } }))
export type Message = Awaited<ReturnType<typeof read>>['items'][number]

/** The caller's messages, newest first, a page at a time. */
export const messagesQuery = (isUnread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['messages', isUnread ? 'unread' : 'all'],
    queryFn: ({ pageParam }: { pageParam: string }) => read(isUnread, pageParam === '' ? undefined : pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
