import { periodName, yuan } from '../parts/format.ts'
import { language } from '../words/language.ts'
import { TABLE_WORDS, type TableWord, tableName } from '../words/tables.ts'
import { type Say, wordsNow } from '../words/words.ts'
import type { Todo } from './home-data.ts'
import type { HOME } from './words.ts'

type HomeKey = NonNullable<(typeof HOME)['keys']>

/** What a to-do asks for, what else helps to decide, and the screen where it is done. */
export interface TodoWords {
  readonly title: string
  readonly more: string | undefined
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
}

/** `current` is the period of the moment, for to-dos that belong to none. */
export function todoWords(todo: Todo, say: Say<HomeKey>, current: string | undefined): TodoWords {
  const { key, count, values } = todo
  const period = todo.period ?? current ?? ''
  const here = `/periods/${period}`
  const plain = (word: HomeKey, to: string, more?: string): TodoWords => ({ title: say(word, { count, ...values }), more, to })
  switch (key) {
    case 'period.open': {
      const month = values.period ?? ''
      return { title: say('to_period_open', { period: periodName(month) }), more: undefined, to: '/periods', search: { open: month } }
    }
    case 'step.ready':
      return plain(STEP[values.to ?? ''] ?? 'to_step_review', values.to === 'published' ? `${here}/publish` : here)
    case 'tables.missing':
      return plain('to_tables_missing', '/uploads', tables(values.tables))
    case 'uploads.waiting':
      return plain('to_uploads_waiting', '/uploads')
    case 'marks.owed':
      return plain('to_marks_owed', here, say('more_marks_owed', { engineers: values.engineers ?? '' }))
    case 'regions.unmanaged':
      return plain('to_regions_unmanaged', here, listed(values.regions))
    case 'incomplete.decide':
      return plain('to_incomplete_decide', `${here}/incomplete`)
    case 'odd.look':
      return { ...plain('to_odd_look', '/odd-records'), search: { period } }
    case 'run.make':
      return plain(values.because === 'run_must_be_done' ? 'to_run_make' : 'to_run_again', `${here}/runs`)
    case 'correction.publish':
      return plain('to_correction_publish', `${here}/publish`)
    case 'appeals.open':
      return plain('to_appeals_open', `${here}/appeals`)
    case 'sheets.unconfirmed':
      return plain('to_sheets_unconfirmed', `${here}/confirmations`)
    case 'adjustments.review':
      return plain('to_adjustments_review', `${here}/adjustments`, periodsOf(values.periods))
    case 'forms.held':
      return plain('to_forms_held', '/form-links?state=held')
    case 'rows.waiting':
      return plain(
        todo.optional ? 'to_rows_waiting' : 'to_rows_settle',
        values.upload === undefined ? '/uploads' : `/uploads/${encodeURIComponent(values.upload)}`,
      )
    case 'accounts.missing':
      return plain('to_accounts_missing', '/accounts')
    case 'marks.give':
      return plain('to_marks_give', `${here}/marks`, deputy(todo, say))
    case 'marks.submit':
      return plain('to_marks_submit', `${here}/marks`, deputy(todo, say))
    case 'ratings.give':
      return plain('to_ratings_give', `${here}/marks`, deputy(todo, say))
    case 'appeals.answer':
      return plain('to_appeals_answer', `${here}/appeals`)
    case 'sheets.sign':
      return plain('to_sheets_sign', `${here}/signatures`)
    case 'tables.finance':
      return { title: say('to_tables_finance', { tables: tables(values.tables) ?? '' }), more: undefined, to: '/uploads' }
    case 'adjustments.decide':
      return plain('to_adjustments_decide', `${here}/adjustments`)
    case 'balances.decide':
      return plain('to_balances_decide', `${here}/adjustments`, yuan(values.amount ?? '0'))
    case 'payments.mark':
      return plain('to_payments_mark', `${here}/payments`)
    case 'sheet.confirm':
      return plain(values.kind === 'sales' ? 'to_sheet_sales' : 'to_sheet_service', `${here}/my-sheet`)
    case 'plan.sign': {
      const { rule = '', version = '', zh = '', en = '' } = values
      const title = say('to_plan_sign', { title: language() === 'zh' ? zh : en })
      return { title, more: undefined, to: `/rules/${encodeURIComponent(rule)}/document`, search: { version } }
    }
    case 'accounts.locked':
      return plain('to_accounts_locked', '/accounts')
  }
}

const STEP: Readonly<Record<string, HomeKey>> = {
  evaluating: 'to_step_evaluating',
  review: 'to_step_review',
  published: 'to_step_published',
  closed: 'to_step_closed',
}

/** Between the parts of a list. */
function separator(): string {
  return language() === 'zh' ? '、' : ', '
}

function listed(text: string | undefined): string | undefined {
  return text ? text.split(',').join(separator()) : undefined
}

/** Names of tables from their keys: "回款、提成". */
export function tables(text: string | undefined): string | undefined {
  if (!text) return undefined
  const say: (key: TableWord) => string = wordsNow(TABLE_WORDS)
  return text
    .split(',')
    .map((key) => tableName(say, key))
    .join(separator())
}

function periodsOf(text: string | undefined): string | undefined {
  return text ? text.split(',').map(periodName).join(separator()) : undefined
}

function deputy({ values }: Todo, say: Say<HomeKey>): string | undefined {
  return values.deputyFor === undefined ? undefined : say('forManager', { name: values.deputyFor })
}
