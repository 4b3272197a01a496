import { present } from '../../base/assert.ts'
import { BYTE_ORDER_MARK, spreadsheetLine } from '../../base/csv.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { AccountRow } from '../../store/aggregates/accounts.ts'
import { deedsAbout, HELD_TABLES, heldRows, type Whom } from '../../store/aggregates/personal-rows.ts'
import { findRun } from '../../store/aggregates/runs.ts'
import { publishedResultsOf } from '../../store/aggregates/snapshots-history.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { versionsAbout } from '../../store/company-book/versions-about.ts'
import { deedWords } from '../audit/deed-words.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import { type Actor, type Service, SYSTEM } from '../kernel/service.ts'
import { personColumn } from '../records/reach-records.ts'
import { recordJson } from '../records/record-json.ts'
import { explainPerson } from '../results/explain-person.ts'
import { readSheet } from '../results/read-sheet.ts'
import { rulesOfRun } from '../results/run-rules.ts'
import { entrySeenBy, storedSeenBy } from '../results/visible-kpis.ts'
import { type Colleagues, SOMEBODY_ELSE, textWithoutOthers, valueWithoutOthers } from './without-others.ts'

/** A file of what a person takes along. */
export interface PersonFile {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly text: string
}

export interface Person extends Whom {
  readonly name: string
  readonly row: AccountRow | undefined
}

/** Everything that is held about a person, as files; what is not published yet is not among it. */
export async function filesAbout(service: Service, person: Person, colleagues: Colleagues): Promise<PersonFile[]> {
  const files = [
    ...(await recordFiles(service, person, colleagues)),
    ...(await resultFiles(service, person, colleagues)),
    ...(await tableFiles(service, person, colleagues)),
    ...(await trailFile(service, person, colleagues)),
  ]
  return files.sort((a, b) => byCodePoint(a.name, b.name))
}

/** The person as they would ask themselves: what they may not see goes out for nobody. */
function asThemselves({ employee, name }: Person): Actor {
  return { ...SYSTEM, kind: 'account', id: 'self', name, positions: ['staff'], employee }
}

async function recordFiles(service: Service, { employee }: Person, colleagues: Colleagues): Promise<PersonFile[]> {
  const company = await findCompanyBook(service.store)
  if (!company || employee === undefined) return []
  const files: PersonFile[] = []
  for (const table of TABLE_KEYS) {
    const column = personColumn(table)
    if (column === undefined) continue
    const unpublished = table === 'evaluations' || table === 'decisions'
    const versions = await versionsAbout(service.store, company.id, table, column, employee, unpublished)
    if (versions.length === 0) continue
    const rows = versions.map(({ values, added, retired }) => ({
      values: ofPersonAlone(table, recordJson(table, values), employee, colleagues),
      addedByChange: added,
      retiredByChange: retired ?? null,
    }))
    const { title } = TABLES[table]
    files.push({ ...jsonFile(`records/${table}`, rows), zh: `${title}：每条记录的每个版本`, en: `${table}: every version of every record` })
    const inForce = rows.filter(({ retiredByChange }) => retiredByChange === null).map(({ values }) => values)
    files.push({ name: `records/${table}.csv`, text: csv(inForce), zh: `${title}：现行记录`, en: `${table}: the records in force` })
  }
  return files
}

/** A record without other employees: who evaluated is not among what is held about who was evaluated. */
function ofPersonAlone(table: TableKey, record: Readonly<Record<string, unknown>>, employee: string, colleagues: Colleagues) {
  return Object.fromEntries(
    TABLES[table].columns.map(({ key, type }) => {
      const value = record[key] ?? null
      if (type === 'employee' && value !== null && value !== employee) return [key, SOMEBODY_ELSE]
      const isWritten = key === 'comment' || key === 'reason'
      return [key, isWritten && typeof value === 'string' ? textWithoutOthers(value, colleagues) : value]
    }),
  )
}

const ALL_PERIODS = 10_000
const RECORDS_A_FACT = 1000

async function resultFiles(service: Service, person: Person, colleagues: Colleagues): Promise<PersonFile[]> {
  if (person.employee === undefined) return []
  const { employee } = person
  const actor = asThemselves(person)
  const published = await publishedResultsOf(service.store, employee, ALL_PERIODS)
  const files: PersonFile[] = []
  for (const { period, run } of new Map(published.map((each) => [each.period, each])).values()) {
    const row = await findRun(service.store, run)
    const asked = { period: await openedPeriod(service.store, period), run, employee }
    const sheet = await readSheet(service, actor, asked)
    const workings = await explainPerson(service, actor, { ...asked, perFact: RECORDS_A_FACT })
    const rules = await rulesOfRun(service, present(row, 'What was published is of a run.'))
    const results = published
      .filter((each) => each.period === period)
      .map(({ person: { kind, result, facts } }) => ({
        kind,
        result: entrySeenBy(JSON.parse(result), rules, actor),
        facts: storedSeenBy(JSON.parse(facts), rules, actor),
      }))
    const { resultSha256, inputsSha256, rulesSha256, engineVersion } = row ?? {}
    const head = { period, run, resultSha256, inputsSha256, rulesSha256, engineVersion }
    const add = (name: string, value: unknown, zh: string, en: string) =>
      files.push({
        ...jsonFile(`results/${period}/${name}`, valueWithoutOthers(value, colleagues)),
        zh: `${period} ${zh}`,
        en: `${period}: ${en}`,
      })
    add('result', { ...head, results }, '考核结果与所依据的事实', 'result, and the facts it was computed from')
    if (sheet.ok) add('sheet', sheet.value, '评分表', 'sheet')
    if (workings.ok) add('workings', workings.value, '计算过程与原始记录', 'workings, down to the records')
  }
  return files
}

const TITLES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  account: ['账号', 'the account'],
  'account-links': ['账号与员工的对应', 'when the account was linked to the person'],
  sessions: ['登录会话', 'where they are signed in'],
  'ways-to-sign-in': ['登录方式（不含密码）', 'ways to sign in, without passwords'],
  devices: ['登录过的设备标记', 'devices they signed in on'],
  'visits-of-home': ['最近访问', 'the last visit'],
  tokens: ['建立的访问令牌（不含令牌）', 'API tokens they made, without the tokens'],
  messages: ['收到的消息', 'messages they were sent'],
  deputyships: ['代理', 'deputyships'],
  'form-links': ['关于本人服务的反馈表链接', 'links to forms about their jobs'],
  marks: ['已公布期间的评分', 'marks of published periods'],
  confirmations: ['签字确认', 'confirmations'],
  appeals: ['申诉', 'appeals'],
  adjustments: ['已处理的调整', 'adjustments that were decided'],
  payments: ['发放', 'payments'],
  settlements: ['月度结算与待扣', 'how months were settled, and what was open'],
  'balance-entries': ['待扣余额的扣回与处理', 'what became of what was open'],
}
/** What people wrote in words of their own. */
const WRITTEN: ReadonlySet<string> = new Set(['payload', 'reason', 'note', 'comment', 'text', 'answer'])

async function tableFiles(service: Service, person: Person, colleagues: Colleagues): Promise<PersonFile[]> {
  const files: PersonFile[] = []
  for (const held of HELD_TABLES) {
    const rows = await heldRows(service.store, held, person)
    if (rows.length === 0) continue
    const shown = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          typeof value === 'string' && WRITTEN.has(key) ? textWithoutOthers(value, colleagues) : valueWithoutOthers(value, colleagues),
        ]),
      ),
    )
    const [zh, en] = TITLES[held.file] ?? [held.file, held.file]
    files.push({ ...jsonFile(held.file, shown), zh, en })
  }
  return files
}

async function trailFile(service: Service, person: Person, colleagues: Colleagues): Promise<PersonFile[]> {
  const deeds = await deedsAbout(service.store, { ...person, username: person.row?.username })
  const shown = deeds.map(({ action, subject, reason, period, address, ...deed }) => ({
    ...deed,
    action,
    ...deedWords(action),
    subject: textWithoutOthers(subject, colleagues),
    period: period ?? null,
    reason: reason === undefined ? null : textWithoutOthers(reason, colleagues),
    address: address ?? null,
  }))
  if (shown.length === 0) return []
  return [
    {
      ...jsonFile('trail', shown),
      zh: '审计记录：本人的操作与关于本人账号的操作',
      en: 'the audit trail: what they did, and what was done to their account',
    },
  ]
}

function jsonFile(name: string, value: unknown): Pick<PersonFile, 'name' | 'text'> {
  const plain = (_: string, each: unknown) => (typeof each === 'bigint' ? each.toString() : each)
  return { name: `${name}.json`, text: `${JSON.stringify(value, plain, 2)}\n` }
}

/** Rows as CSV for spreadsheets, below the names of their columns. */
function csv(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const keys = Object.keys(rows[0] ?? {})
  const lines = [keys, ...rows.map((row) => keys.map((key) => String(row[key] ?? '')))]
  return `${BYTE_ORDER_MARK}${lines.map(spreadsheetLine).join('')}`
}
