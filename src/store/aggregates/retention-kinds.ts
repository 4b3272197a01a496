import type { TableKey } from '../../domain/dataset/tables.ts'
import { AUDITED } from '../measures/audited.ts'

const RECORDS = [
  ...(['orders', 'quotas', 'expenses', 'visits', 'complaints', 'attendance'] as const),
  ...(['feedback', 'followups', 'evaluations', 'decisions', 'commissions'] as const),
] satisfies readonly TableKey[]
const OTHERS = ['form_links', 'messages', 'uploads', 'staff_devices'] as const
/** What can be removed once it has been kept long enough 留存, by the table it stands in. */
export const RETENTION_KINDS = [...RECORDS, ...OTHERS] as const
export type RetentionKind = (typeof RETENTION_KINDS)[number]

/** What is always kept, and the code of why. */
export const ALWAYS_KEPT = {
  receivables: 'arrears_need_the_whole_history',
  collections: 'arrears_need_the_whole_history',
  employees: 'records_refer_to_them',
  postings: 'records_refer_to_them',
  spells: 'records_refer_to_them',
  pay_bases: 'records_refer_to_them',
  campaigns: 'records_refer_to_them',
  opportunities: 'records_refer_to_them',
  opportunity_stages: 'records_refer_to_them',
  credits: 'records_refer_to_them',
  client_aliases: 'records_refer_to_them',
  client_reps: 'records_refer_to_them',
  openings: 'arrears_need_the_whole_history',
  clients: 'records_refer_to_them',
  regions: 'records_refer_to_them',
  holidays: 'records_refer_to_them',
  results: 'published_results_stay_verifiable',
  payments: 'published_results_stay_verifiable',
  confirmations: 'published_results_stay_verifiable',
  audit_entries: 'the_trail_stays_whole',
} as const

export interface KindTable {
  /** Whose rows are versions of records, in the company book. */
  readonly record?: TableKey
  /** The month or period that a row is counted under, as SQL. */
  readonly month: string
  /** When a row is of: a day as yyyymmdd, or the period that it is written for, as SQL. */
  readonly when: { readonly kind: 'day' | 'period'; readonly sql: string }
  /** Whom it is about; undefined for what is about nobody alone. */
  readonly person?: { readonly column: string; readonly by: 'employee' | 'account' }
  /** Rows that something still needs, as SQL, and the code of why. */
  readonly needed?: { readonly sql: string; readonly why: string }
  readonly years: { readonly least: number; readonly proposed: number }
}

const dayOfTime = (column: string) => ({ kind: 'day' as const, sql: `CAST(replace(substr(${column}, 1, 10), '-', '') AS INTEGER)` })
const byTime = (column: string) => ({ month: `substr(${column}, 1, 7)`, when: dayOfTime(column) })
const byDay = (column = 'date') => ({ month: `CAST(${column} / 100 AS TEXT)`, when: { kind: 'day' as const, sql: column } })
const byPeriod = { month: 'period', when: { kind: 'period' as const, sql: 'period' } }
/** Growth, retention and new clients look back two years from the period at most; one more is for what comes late. */
const LOOKED_BACK_AT = { least: 3, proposed: 5 }
const SHORT = { least: 1, proposed: 2 }

export const KIND_TABLES: Readonly<Record<RetentionKind, KindTable>> = {
  orders: {
    ...{ record: 'orders', ...byDay(), person: { column: 'rep', by: 'employee' }, years: LOOKED_BACK_AT },
    needed: {
      sql: `amount > 0 AND ${AUDITED} AND NOT EXISTS (SELECT 1 FROM orders AS earlier WHERE earlier.book = orders.book AND earlier.client = orders.client
        AND earlier.amount > 0 AND earlier.${AUDITED} AND earlier.date < orders.date)`,
      why: 'first_orders_tell_new_clients',
    },
  },
  quotas: { record: 'quotas', ...byPeriod, person: { column: 'rep', by: 'employee' }, years: LOOKED_BACK_AT },
  expenses: { record: 'expenses', ...byDay(), person: { column: 'rep', by: 'employee' }, years: LOOKED_BACK_AT },
  visits: { record: 'visits', ...byDay(), person: { column: 'rep', by: 'employee' }, years: LOOKED_BACK_AT },
  complaints: { record: 'complaints', ...byDay(), person: { column: 'rep', by: 'employee' }, years: LOOKED_BACK_AT },
  attendance: { record: 'attendance', ...byDay(), person: { column: 'employee', by: 'employee' }, years: LOOKED_BACK_AT },
  feedback: { record: 'feedback', ...byDay(), person: { column: 'engineer', by: 'employee' }, years: LOOKED_BACK_AT },
  followups: { record: 'followups', ...byDay(), person: { column: 'engineer', by: 'employee' }, years: LOOKED_BACK_AT },
  evaluations: { record: 'evaluations', ...byPeriod, person: { column: 'engineer', by: 'employee' }, years: LOOKED_BACK_AT },
  decisions: { record: 'decisions', ...byPeriod, person: { column: 'employee', by: 'employee' }, years: LOOKED_BACK_AT },
  commissions: { record: 'commissions', ...byPeriod, years: LOOKED_BACK_AT },
  form_links: {
    ...{ ...byDay('day'), person: { column: 'engineer', by: 'employee' }, years: SHORT },
    needed: { sql: `entry = 'held'`, why: 'answers_wait_for_hr' },
  },
  messages: { ...byTime('created_at'), person: { column: 'account', by: 'account' }, years: SHORT },
  uploads: { ...byTime('at'), years: SHORT, needed: { sql: `state IN ('checked', 'broken')`, why: 'uploads_wait_to_be_settled' } },
  staff_devices: { ...byTime('seen_at'), person: { column: 'account', by: 'account' }, years: SHORT },
}
