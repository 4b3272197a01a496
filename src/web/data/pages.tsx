import { Button } from 'antd'
import { defineWords, useWords } from '../words/words.ts'

const PAGE_WORDS = defineWords('data-pages', {
  zh: { first: '回到第一页', next: '下一页' },
  en: { first: 'First page', next: 'Next page' },
})

/** Rows of a page: on a phone, where each row is a card, fewer. */
export function pageSize(): number {
  return matchMedia('(max-width: 719px)').matches ? 20 : 50
}

interface PagesProps {
  readonly cursor: string | undefined
  readonly next: string | null
  readonly onGo: (cursor: string | undefined) => void
}

/** The first page and the next one; the way back is the browser's, since pages stand in the address. */
export function Pages({ cursor, next, onGo }: PagesProps) {
  const say = useWords(PAGE_WORDS)
  if (cursor === undefined && next === null) return null
  return (
    <nav className="row" style={{ justifyContent: 'flex-end' }}>
      {cursor !== undefined && <Button onClick={() => onGo(undefined)}>{say('first')}</Button>}
      <Button disabled={next === null} onClick={() => next !== null && onGo(next)}>
        {say('next')}
      </Button>
    </nav>
  )
}
