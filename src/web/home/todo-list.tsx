import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { count, periodName } from '../parts/format.ts'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { DeadlineTag } from './deadline-tag.tsx'
import type { Todo } from './home-data.ts'
import { todoWords } from './todo-words.ts'
import { HOME } from './words.ts'
import './home.css'

/** To-dos, each a link to where it is done: the most urgent first, as the server orders them. */
export function TodoList({ todos, now, current, isOfOnePeriod = false }: TodoListProps) {
  const say = useWords(HOME)
  return (
    <ul className="todos">
      {todos.map((todo) => {
        const { title, more, to, search } = todoWords(todo, say, current)
        const details = [isOfOnePeriod || todo.period === null ? undefined : periodName(todo.period), more].filter(
          (each) => each !== undefined,
        )
        return (
          <li key={`${todo.key} ${todo.period} ${JSON.stringify(todo.values)}`}>
            <Link to={to} search={search ?? {}} className={`todo${todo.overdue ? ' overdue' : ''}`}>
              <span className="todo-count figures" aria-hidden="true">
                {count(todo.count)}
              </span>
              <span className="todo-words">
                <span>{title}</span>
                {details.length > 0 && (
                  <span className="quiet">
                    {details.map((each, index) => (
                      <Fragment key={each}>
                        {index > 0 && ' · '}
                        {each}
                      </Fragment>
                    ))}
                  </span>
                )}
                {todo.total !== null && <Share done={todo.total - todo.count} total={todo.total} />}
              </span>
              <span className="todo-tags">
                {todo.optional && <Tag>{say('optional')}</Tag>}
                {todo.deadline !== null && <DeadlineTag deadline={todo.deadline} now={now} />}
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

interface TodoListProps {
  readonly todos: readonly Todo[]
  readonly now: string
  readonly current: string | undefined
  /** The period stands above the list already. */
  readonly isOfOnePeriod?: boolean
}

/** How much of something is done, as a bar with its figures. */
export function Share({ done, total }: { done: number; total: number }) {
  const say = useWords(HOME)
  return (
    <span className="share">
      <span className="share-bar" aria-hidden="true">
        <span style={{ inlineSize: `${total === 0 ? 0 : Math.round((100 * done) / total)}%` }} />
      </span>
      <span className="figures quiet">{say('ofTotal', { done: count(done), total: count(total) })}</span>
    </span>
  )
}
