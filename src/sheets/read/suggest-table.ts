import { columnNamed, normalisedName, tableNamed } from '../../domain/dataset/dataset-names.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { FOREIGN_COLUMNS, FOREIGN_TABLES } from './foreign-names.ts'
import { bareHeader } from './header-likeness.ts'
import type { RawRow } from './sheet-parts.ts'
import { type Recognisable, type SuggestedColumn, suggestColumns } from './suggest-columns.ts'

/** A table that a sheet may be, from 0 to 100, with what its headers would then mean. */
export interface SuggestedTable {
  readonly table: TableKey
  readonly likelihood: number
  /** Whether a word speaks of it: in a header, a value, the name of sheet or file. */
  readonly isSpoken: boolean
  readonly columns: readonly SuggestedColumn[]
}

const FOREIGN: ReadonlySet<string> = new Set(Object.values(FOREIGN_COLUMNS).flat().map(normalisedName))

/** Rows among which a header is looked for: some programs write their company's whole address above it. */
const LOOKED_AT = 40

/** Which of the first rows is probably the header: the one with most names that anybody uses, else the first with most texts. */
export function probableHeader(top: readonly RawRow[]): RawRow | undefined {
  const rows = top.slice(0, LOOKED_AT)
  const names = rows.map(({ cells }) => new Set(cells.filter(isSomeName).map(normalisedName)).size)
  const most = Math.max(0, ...names)
  if (most >= 2) return rows[names.indexOf(most)]
  const texts = rows.map(({ cells }) => new Set(cells.filter((cell) => cell.trim() !== '' && !/^[-\d.,:/\s]+$/.test(cell))).size)
  return rows[texts.indexOf(Math.max(0, ...texts))]
}

function isSomeName(cell: string): boolean {
  const name = bareHeader(cell)
  return name.trim() !== '' && (FOREIGN.has(normalisedName(name)) || TABLE_KEYS.some((table) => columnNamed(table, name) !== undefined))
}

/** How far a column counts as found, of a hundred, by what it was recognised by. */
const SURENESS = { own: 100, name: 90, values: 50, not: 0 } as const

/**
 * The tables that a sheet may be, likeliest first: by how many of a table's required columns its headers can mean, how many of
 * its headers find a column, and the words in its name and its file's.
 */
export function suggestTables(
  names: readonly string[],
  samples: readonly (readonly string[])[],
  called: readonly string[],
  known: Recognisable,
): SuggestedTable[] {
  const headers = names.filter((name) => name !== '').length
  return TABLE_KEYS.map((table): SuggestedTable => {
    const columns = suggestColumns(table, names, samples, known)
    const required = TABLES[table].columns.filter((column) => column.required)
    const surely = required.reduce((sum, { key }) => sum + SURENESS[columns.find(({ column }) => column === key)?.by ?? 'not'], 0)
    // Columns that came later are in few files and speak for no table by being missing.
    const own = columns.length / Math.max(1, columns.length, TABLES[table].columns.filter(({ added }) => !added).length)
    const used = 0.8 * (columns.length / Math.max(1, headers)) + 0.2 * own
    const isWhole = required.every(({ key }) => columns.some(({ column }) => column === key))
    // A table whose required columns are all there by our own names is it, whatever others are like.
    const outright = surely === 100 * required.length ? 8 : 0
    const words = pointsOfWords(table, called) + pointsOfContents(table, names, samples)
    const points = (55 * surely) / (100 * required.length) + 25 * used + outright + words - (isWhole ? 0 : 10)
    return { table, columns, isSpoken: words > 0, likelihood: Math.min(100, Math.round(points)) }
  })
    .filter(({ likelihood }) => likelihood >= 30)
    .sort((a, b) => b.likelihood - a.likelihood)
}

/** Words in headers and in values that repeat, such as 收款单 or Payment, that speak of a table. */
const SPOKEN: Readonly<Partial<Record<TableKey, RegExp>>> = {
  orders: /订单|下单|开单|销售单|销货|价税合计|开票|发票|商机|\border|invoice|opportunit|quotation|sales ?order/i,
  collections: /收款|回款|到账|到款|实收|付款单位|付款方|结算方式|receipt|receive|payment|paid amount|refund/i,
  receivables: /应收|到期|账龄|欠款|due ?date|overdue|outstanding/i,
  expenses: /报销|费用|expense|claim/i,
  visits: /拜访|签到|visit|check-?in/i,
  complaints: /投诉|客诉|complaint|是否有责|upheld/i,
  attendance: /请假|考勤|打卡|迟到|早退|旷工|事假|病假|年假|休假|leave|attendance|absence/i,
  feedback: /态度|敬业|满意度|答卷|服务评价|feedback|survey|attitude|dedication/i,
  followups: /回访|后期反馈|follow-?up/i,
  quotas: /目标|计划|quota|target/i,
  commissions: /提成|佣金|commission/i,
  evaluations: /评价人|评分人|考评|evaluator/i,
  employees: /入职|身份证|岗位|职位|hire/i,
}
const FEW_VALUES = 12

function pointsOfContents(table: TableKey, names: readonly string[], samples: readonly (readonly string[])[]): number {
  const pattern = SPOKEN[table]
  if (!pattern) return 0
  const headers = names.filter((name) => pattern.test(name)).length
  const values = samples.filter((texts) => {
    const distinct = new Set(texts)
    return distinct.size <= FEW_VALUES && [...distinct].some((text) => text.length <= 20 && pattern.test(text))
  }).length
  return Math.min(12, 4 * headers + 4 * values)
}

function pointsOfWords(table: TableKey, called: readonly string[]): number {
  if (called.some((name) => tableNamed(name) === table)) return 40
  const words = FOREIGN_TABLES[table]
  const place = Math.min(
    ...called.map((name) => words.findIndex((word) => name.toLowerCase().includes(word))).filter((index) => index >= 0),
    words.length,
  )
  return place < words.length ? 25 - Math.min(10, 2 * place) : 0
}
