import { ACCOUNT_POSITIONS } from '../../domain/people/account-position.ts'
import { POSITIONS } from '../../domain/people/employee.ts'
import { PERIOD_STATES } from '../../domain/states.ts'
import { day, periodName, yuan } from '../parts/format.ts'
import { POSITION_WORDS } from '../words/positions.ts'
import { STATE_WORDS } from '../words/states.ts'
import { TABLE_WORDS, type TableWord, tableName } from '../words/tables.ts'
import { wordsNow } from '../words/words.ts'
import type { Hit } from './search-data.ts'
import { SEARCH } from './search-words.ts'

/** How a hit reads: its name, and what tells it from its like. */
export function hitWords({ kind, key, title, table, values }: Hit): { readonly title: string; readonly more: string } {
  const say = wordsNow(SEARCH)
  const region = values.regionName ?? values.region
  switch (kind) {
    case 'period': {
      const state = PERIOD_STATES.find((each) => each === values.state)
      return { title: periodName(key), more: state ? wordsNow(STATE_WORDS)(state) : '' }
    }
    case 'person': {
      const position = POSITIONS.find((each) => each === values.position)
      return { title: `${title} ${key}`, more: joined(position && say(position), region) }
    }
    case 'client':
      return { title, more: joined(key, region, values.rep) }
    case 'region':
      return { title, more: key === title ? '' : key }
    case 'record': {
      const tables: (word: TableWord) => string = wordsNow(TABLE_WORDS)
      const who = values.rep ?? values.engineer
      const amount = values.amount === undefined ? undefined : yuan(values.amount)
      return { title: key, more: joined(tableName(tables, table ?? ''), day(values.date ?? values.due_date), amount, who) }
    }
    case 'account': {
      const positions = wordsNow(POSITION_WORDS)
      const held = ACCOUNT_POSITIONS.filter((each) => (values.positions ?? '').split(',').includes(each)).map((each) => positions(each))
      return { title, more: joined(values.username, held.join('、'), values.closed === undefined ? undefined : say('closed')) }
    }
  }
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '' && part !== '—').join(' · ')
}
