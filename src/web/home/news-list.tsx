import { Link } from '@tanstack/react-router'
import { PERIOD_STATES } from '../../domain/states.ts'
import { periodName, time } from '../parts/format.ts'
import { language } from '../words/language.ts'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import type { News } from './home-data.ts'
import { tables } from './todo-words.ts'
import { HOME } from './words.ts'

/** What happened since the last visit, the newest first. */
export function NewsList({ news }: { news: readonly News[] }) {
  const say = useWords(HOME)
  const words = useNewsWords()
  return (
    <ol className="news">
      {news.map((each) => {
        const { title, more, to } = words(each)
        const when = time(each.at)
        return (
          <li key={`${each.key} ${each.at} ${each.period} ${each.values.id ?? each.values.run ?? ''}`}>
            <div>{to === undefined ? title : <Link to={to}>{title}</Link>}</div>
            {more && <div className="quiet">{more}</div>}
            <div className="quiet news-when">{each.by === null ? when : say('by', { name: each.by, time: when })}</div>
          </li>
        )
      })}
    </ol>
  )
}

interface NewsWords {
  readonly title: string
  readonly more?: string | undefined
  readonly to?: string | undefined
}

function useNewsWords(): (news: News) => NewsWords {
  const say = useWords(HOME)
  const states = useWords(STATE_WORDS)
  return ({ key, count, period: text, values }) => {
    const period = text === null ? '' : periodName(text)
    const inPeriod = text === null ? undefined : period
    switch (key) {
      case 'message':
        return { title: (language() === 'zh' ? values.zh : values.en) ?? '', to: '/messages' }
      case 'period.opened':
        return { title: say('news_period_opened', { period }) }
      case 'period.moved': {
        const place = (state: string | undefined) => (PERIOD_STATES as readonly string[]).indexOf(state ?? '')
        const to = PERIOD_STATES[place(values.to)]
        const isBack = place(values.to) < place(values.from)
        const words = { period, to: to ? states(to) : '' }
        return { title: say(isBack ? 'news_period_back' : 'news_period_forward', words), more: values.reason }
      }
      case 'period.republished':
        return { title: say('news_period_republished', { period }) }
      case 'run.done':
        return { title: say('news_run_done', { period }), to: `/periods/${text}/runs/${values.run}` }
      case 'run.failed':
        return { title: say('news_run_failed', { period }), to: `/periods/${text}/runs/${values.run}` }
      case 'sheets.answered':
        return { title: say('news_sheets_answered', { count }), more: inPeriod, to: `/periods/${text}/confirmations` }
      case 'settings.changed':
        return { title: say('news_settings_changed', { count }), to: '/settings' }
      case 'data.upload':
        return { title: say('news_data_upload', { count }), more: joined(inPeriod, fewTables(values.tables)), to: '/changes' }
      default:
        return { title: say(DATA[key], { count }), more: inPeriod, to: '/changes' }
    }
  }

  function fewTables(text: string | undefined): string | undefined {
    const keys = text?.split(',') ?? []
    if (keys.length <= MOST_TABLES) return tables(text)
    return say('manyTables', { some: tables(keys.slice(0, MOST_TABLES).join(',')) ?? '', count: keys.length })
  }
}

const MOST_TABLES = 4
const DATA = {
  'data.row': 'news_data_row',
  'data.mark': 'news_data_mark',
  'data.decision': 'news_data_decision',
  'data.correction': 'news_data_correction',
  'data.take_back': 'news_data_take_back',
  'data.form': 'news_data_form',
  'data.merge': 'news_data_merge',
} as const

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ')
}
