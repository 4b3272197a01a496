import type { ColumnType, Insertable, Selectable, Updateable } from 'kysely'
import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import type { Position } from '../../domain/people/employee.ts'
import type {
  AdjustmentState,
  AppealState,
  BalanceEntryKind,
  FormEntry,
  MarkState,
  PaymentKind,
  PeriodState,
  RunState,
  SheetState,
  UploadState,
  WhatIfState,
} from '../../domain/states.ts'
import type { Prisma } from '../generated/sqlite/client.ts'

type Model = Prisma.ModelName

/** The tables of the database by their models in prisma/schema.prisma; a test holds the two together. */
export const MODELS = {
  account_links: 'AccountLink',
  account_locks: 'AccountLock',
  account_visits: 'AccountVisit',
  accounts: 'Account',
  adjustments: 'Adjustment',
  api_tokens: 'ApiToken',
  appeals: 'Appeal',
  appraisal_periods: 'AppraisalPeriod',
  attendance: 'AttendanceEvent',
  audit_entries: 'AuditEntry',
  backup_codes: 'BackupCode',
  balance_entries: 'BalanceEntry',
  book_tables: 'BookTable',
  books: 'Book',
  changes: 'Change',
  client_aliases: 'ClientAlias',
  client_reps: 'ClientRep',
  campaigns: 'Campaign',
  clients: 'Client',
  collections: 'Collection',
  commissions: 'Commission',
  complaints: 'Complaint',
  confirmations: 'Confirmation',
  credentials: 'Credential',
  credits: 'Credit',
  decisions: 'Decision',
  deputies: 'Deputy',
  employees: 'Employee',
  evaluations: 'Evaluation',
  expenses: 'Expense',
  feedback: 'Feedback',
  followups: 'Followup',
  form_links: 'FormLink',
  holidays: 'Holiday',
  idempotent_answers: 'IdempotentAnswer',
  mapping_profile_versions: 'MappingProfileVersion',
  mapping_profiles: 'MappingProfile',
  marks: 'Mark',
  messages: 'Message',
  odd_dismissals: 'OddDismissal',
  one_time_links: 'OneTimeLink',
  openings: 'Opening',
  opportunities: 'Opportunity',
  opportunity_stages: 'OpportunityStage',
  orders: 'Order',
  pay_bases: 'PayBase',
  payment_lines: 'PaymentLine',
  payments: 'Payment',
  period_steps: 'PeriodStep',
  postings: 'Posting',
  quotas: 'Quota',
  receivables: 'Receivable',
  regions: 'Region',
  removals: 'Removal',
  retention_holds: 'RetentionHold',
  retention_rules: 'RetentionRule',
  rule_texts: 'RuleTexts',
  rule_publications: 'RulePublication',
  rule_drafts: 'RuleDraft',
  plan_receipts: 'PlanReceipt',
  run_pay: 'RunPay',
  run_people: 'RunPerson',
  run_regions: 'RunRegion',
  runs: 'Run',
  second_factors: 'SecondFactor',
  server_leases: 'ServerLease',
  session_activity: 'SessionActivity',
  sessions: 'Session',
  spells: 'Spell',
  setting_changes: 'SettingChange',
  set_aside_records: 'SetAsideRecord',
  settlements: 'Settlement',
  staff_devices: 'StaffDevice',
  token_approvals: 'TokenApproval',
  uploads: 'Upload',
  verifications: 'Verification',
  visits: 'Visit',
  what_if_people: 'WhatIfPerson',
  what_ifs: 'WhatIf',
} as const satisfies Readonly<Record<string, Model>>

/** What is known of a column beyond its type in the schema, where times are text and days and money are numbers. */
interface Narrowed {
  adjustments: { due: Fen; paid: Fen; difference: Fen; state: AdjustmentState }
  appeals: { kind: PersonKind; state: AppealState }
  appraisal_periods: { state: PeriodState }
  balance_entries: { kind: BalanceEntryKind; amount: Fen; monthly: Fen; day: Day }
  changes: { kind: 'upload' | 'row' | 'mark' | 'decision' | 'correction' | 'take_back' | 'form' | 'merge' }
  confirmations: { kind: PersonKind; role: 'person' | 'manager'; state: Extract<SheetState, 'confirmed' | 'objected'> }
  deputies: { first: Day; last: Day }
  employees: { position: Position; hired_on: Day; left_on: Day }
  form_links: { kind: 'feedback' | 'followup'; day: Day; entry: FormEntry }
  marks: { item: MarkItem; state: MarkState }
  messages: { channel: 'product' | 'mail' | 'webhook' }
  payment_lines: { share: Fen; adjustment: Fen; amount: Fen }
  payments: { kind: PaymentKind; paid_on: Day }
  period_steps: { from: PeriodState; to: PeriodState }
  postings: { from: Day; position: Position }
  settlements: { arisen: Fen; deducted: Fen; balance: Fen }
  spells: { from: Day; to: Day }
  run_pay: { kind: PayKind; amount: Fen }
  run_people: { kind: PersonKind; bonus: Fen }
  runs: { state: RunState; purpose: 'period' | 'adjustment' }
  uploads: { state: UploadState }
  what_if_people: { before: Fen; after: Fen; difference: Fen }
  what_ifs: { state: WhatIfState }
}
type PersonKind = 'sales' | 'service'
type PayKind = 'commission' | 'grade'

/** The tables as kysely types its statements by them: what is read, what is written first, what is written over it. */
export type Tables = {
  readonly [Name in keyof typeof MODELS]: TableOf<(typeof MODELS)[Name], Name extends keyof Narrowed ? Narrowed[Name] : unknown>
}

type TableOf<Name extends Model, Known> = {
  readonly [Column in keyof Scalars<Name>]: Typed<
    Scalars<Name>[Column],
    Column extends keyof Creation<Name> ? Creation<Name>[Column] : never,
    Column extends keyof Known ? Known[Column] : unknown
  >
}
type Typed<Read, Written, Known> = ColumnType<Stored<Read> & (Known | null), Given<Written, Known>, Given<Written, Known>>
/** Of a closed list one of its words is written; a number needs no mark of being a day or money. */
type Given<Written, Known> = Known extends string ? Stored<Written> & (Known | null | undefined) : Stored<Written>
type Stored<Value> = Value extends Date ? string : Value extends boolean ? 0 | 1 : Value
type Scalars<Name extends Model> = Prisma.TypeMap['model'][Name]['payload']['scalars']
type Creation<Name extends Model> = Exclude<Prisma.TypeMap['model'][Name]['operations']['createMany']['args']['data'], readonly unknown[]>

export type TableName = keyof Tables
/** A row as it is read whole. */
export type TableRow<Name extends TableName> = Selectable<Tables[Name]>
/** A row as it is written: what may be NULL or has a default may be left out. */
export type NewRow<Name extends TableName> = Insertable<Tables[Name]>
/** Values to write over those of a row. */
export type RowChange<Name extends TableName> = Updateable<Tables[Name]>
