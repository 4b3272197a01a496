import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { messages } from '../api/messages.ts'
import { answer } from '../api/resource.ts'
import { periodName, time } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { messageTarget } from './message-target.ts'
import { type Message, messagesQuery } from './messages-data.ts'
import { MESSAGES } from './messages-words.ts'
import './messages.css'
import './periods.css'

/** Everything that was said to the person who is signed in, newest first. */
export function MessagesPage() {
  const say = useWords(MESSAGES)
  const common = useWords(COMMON)
  const navigate = useNavigate()
  const { unread = false } = useSearch({ from: '/shell/messages' })
  const client = useQueryClient()
  const query = useInfiniteQuery(messagesQuery(unread))
  const pages = query.data?.pages ?? []
  const items = pages.flatMap((page) => page.items)
  const unreadCount = pages.at(0)?.unread ?? 0
  const newest = items.at(0)?.id
  const refresh = () => client.invalidateQueries({ queryKey: ['messages'] })
  const readAll = useMutation({
    mutationFn: (upTo: number) => answer(messages.read.$post({ json: { upTo } })),
    onSettled: refresh,
  })
  const readOne = useMutation({
    mutationFn: (id: number) => answer(messages[':id'].read.$post({ param: { id: String(id) } })),
    onSettled: refresh,
  })
  return (
    <Page
      title={say('title')}
      lead={unreadCount > 0 ? say('unreadCount', { count: unreadCount }) : say('lead')}
      actions={
        <>
          <label className="row">
            <span className="quiet">{say('filter')}</span>
            <select
              className="plain-select"
              value={unread ? 'unread' : 'all'}
              onChange={(event) => void navigate({ to: '/messages', search: event.target.value === 'unread' ? { unread: true } : {} })}
            >
              <option value="all">{say('all')}</option>
              <option value="unread">{say('unread')}</option>
            </select>
          </label>
          <Button
            disabled={unreadCount === 0 || newest === undefined}
            loading={readAll.isPending}
            onClick={() => newest !== undefined && readAll.mutate(newest)}
          >
            {say('readAll')}
          </Button>
        </>
      }
    >
      <ProblemNotice problem={readAll.error ?? readOne.error} />
      <section className="card" aria-label={say('title')}>
        <Loaded query={query}>
          {() =>
            items.length === 0 ? (
              <Empty>{say(unread ? 'emptyUnread' : 'empty')}</Empty>
            ) : (
              <ol className="messages">
                {items.map((message) => (
                  <MessageLine key={message.id} message={message} onRead={() => message.readAt === null && readOne.mutate(message.id)} />
                ))}
              </ol>
            )
          }
        </Loaded>
      </section>
      {query.hasNextPage && (
        <div>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {common('more')}
          </Button>
        </div>
      )}
    </Page>
  )
}

/** One message; going to what it is about, or touching it, marks it as read. */
function MessageLine({ message, onRead }: { message: Message; onRead: () => void }) {
  const say = useWords(MESSAGES)
  const { zh, en, period, createdAt, readAt } = message
  const target = messageTarget(message)
  const words = language() === 'zh' ? zh : en
  return (
    <li className={readAt === null ? 'unread' : undefined}>
      <div className="message-words">
        {target === undefined ? (
          <button type="button" className="link-button message-plain" onClick={onRead}>
            {words}
          </button>
        ) : (
          <Link to={target} onClick={onRead}>
            {words}
          </Link>
        )}
        <div className="quiet">
          {time(createdAt)}
          {period !== null && ` · ${periodName(period)}`}
        </div>
      </div>
      {readAt === null && <Tag kind="info">{say('isUnread')}</Tag>}
    </li>
  )
}
