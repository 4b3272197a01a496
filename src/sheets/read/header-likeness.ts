import { normalisedName } from '../../domain/dataset/dataset-names.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { isCurrencyHeader } from '../../domain/dataset/telling-columns.ts'

/** A header without the number of its question: "3、服务态度（1-5分）" is 服务态度. */
export function bareHeader(name: string): string {
  return name.replace(/^\s*(?:Q?\d+[、.．:：)）]|[(（]\d+[)）])\s*/i, '')
}

/** The words of an English header: InvoiceAmountPaid is invoice, amount, paid; order_line/price is order, line, price. */
function wordsOf(name: string): string[] {
  return name
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
}

/** What sort of thing a header is by its last word, whatever comes before it; undefined where that says nothing. */
type Sort =
  | 'date'
  | 'money'
  | 'measure'
  | 'span'
  | 'type'
  | 'status'
  | 'person'
  | 'code'
  | 'name'
  | 'contact'
  | 'currency'
  | 'rate'
  | 'note'

const SORTS: readonly (readonly [RegExp, Sort])[] = [
  [/(?:天数|时长|小时|分钟|工时|耗时|用时|所用时间)$/, 'span'],
  [/(?:次数|数量|件数|个数|台数|人数)$/, 'measure'],
  [/(?:类型|类别|性质|分类|种类)$/, 'type'],
  [/(?:状态|阶段|进度)$/, 'status'],
  [/(?:日期|时间|日)$/, 'date'],
  [/(?:电话|手机|手机号|邮箱|地址|来源|来源详情|ip|微信|账户|卡号|账号)$/i, 'contact'],
  [/(?:币种|币别|货币)$/, 'currency'],
  [/(?:率|比例|折扣)$/, 'rate'],
  [/(?:金额|货款|余额|税额|价税合计|总额|款额|[收回货付]款|单价|价格)$/, 'money'],
  [/(?:备注|说明|意见|摘要|原因|事由)$/, 'note'],
  [/(?:名称|姓名|全称|简称)$/, 'name'],
  [/(?:编号|编码|代码|单号|工号|号码|流水号|号)$/, 'code'],
  [/(?:人|人员|员|经理|工程师|负责人)$/, 'person'],
]
const LAST_WORDS: Readonly<Record<string, Sort>> = {
  ...sorted('date', 'date time on at day'),
  ...sorted('money', 'amount total sum price subtotal balance'),
  ...sorted('span', 'days hours minutes duration'),
  ...sorted('measure', 'qty quantity count units'),
  ...sorted('type', 'type kind category'),
  ...sorted('status', 'status state stage'),
  ...sorted('contact', 'email phone mobile address ip source fax website'),
  ...sorted('currency', 'currency'),
  ...sorted('rate', 'rate percent discount'),
  ...sorted('note', 'notes memo description remarks remark comment comments'),
  ...sorted('code', 'number no num id code ref reference'),
  ...sorted('name', 'name'),
}

function sorted(sort: Sort, words: string): Record<string, Sort> {
  return Object.fromEntries(words.split(' ').map((word) => [word, sort]))
}

export function sortOf(name: string): Sort | undefined {
  if (isCurrencyHeader(name)) return 'currency'
  const plain = normalisedName(name)
  if (/\p{sc=Han}/u.test(plain)) return SORTS.find(([ending]) => ending.test(plain))?.[1]
  return LAST_WORDS[wordsOf(name).at(-1) ?? '']
}

const FITTING: Readonly<Record<Column['type'], readonly Sort[]>> = {
  text: ['code', 'name', 'note', 'measure'],
  money: ['money'],
  quantity: ['measure'],
  score: ['measure'],
  count: ['measure'],
  day: ['date'],
  period: ['date'],
  flag: ['status', 'type'],
  share: ['measure'],
  choice: ['type', 'status'],
  employee: ['person', 'name', 'code'],
  client: ['name', 'code', 'person'],
  region: ['name', 'code'],
}

/** Whether a header can be of a column by its last word. A number of a record is a code and nothing else; that of a client or a person is theirs. */
export function mayBe(column: Column, name: string): boolean {
  const sort = sortOf(name)
  if (column.key === 'number' || column.key === 'slip')
    return (sort === undefined || sort === 'code') && !OF_OTHERS.test(normalisedName(name))
  if (column.key === 'reason' || column.key === 'comment') return sort === undefined || sort === 'note'
  return sort === undefined || FITTING[column.type].includes(sort)
}
const OF_OTHERS =
  /^(?:客户|顾客|员工|人员|职员|部门|产品|商品|物料|存货|仓库|供应商|联系人|项目|银行|科目|发起人|审批人|往来单位|付款单位|购货单位|区域|地区|手机|电话|customer|client|employee|product|item|account|contact|party|partner)/

/** How alike one of our names and a header are, from 0 to 70. */
export function likeness(ours: string, theirs: string): number {
  const plain = normalisedName(bareHeader(theirs))
  if (plain.length < 2 || ours.length < 2) return 0
  return /\p{sc=Han}/u.test(plain) ? likenessInChinese(normalisedName(ours), plain) : likenessOfWords(wordsOf(ours), wordsOf(theirs))
}

/** Amounts and days of something else than the document: 优惠金额, 预计成交日期. */
const OTHER_KIND =
  /^(?:优惠|折扣|手续费|税|不含税|未|已核销|核销|应收|应付|预计|计划|截止|创建|修改|更新|打印|上次|下次|首次|期初|期末|累计)/

/** What a Chinese header may add to the thing it names. */
const ADDED = /^(?:名称|编码|编号|代码|号|姓名|工号|全称|全名|日期|时间|金额|款|额|元)$/

/** What qualifies a noun comes before it in Chinese: a header is of ours if it ends as ours does. */
function likenessInChinese(ours: string, theirs: string): number {
  if (OTHER_KIND.test(theirs) && !OTHER_KIND.test(ours)) return 0
  const share = Math.min(ours.length, theirs.length) / Math.max(ours.length, theirs.length)
  if (theirs.endsWith(ours)) return 48 + Math.round(20 * share)
  if (theirs.startsWith(ours) && ADDED.test(theirs.slice(ours.length))) return 45 + Math.round(20 * share)
  if (ours.endsWith(theirs)) return 42 + Math.round(20 * share)
  const pairs = new Set(pairsOf(ours))
  const common = pairsOf(theirs).filter((pair) => pairs.has(pair)).length
  return Math.min(60, Math.round((110 * common) / (ours.length + theirs.length - 2)))
}

function pairsOf(text: string): string[] {
  const signs = [...text]
  return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`)
}

/** Words that only say how something is named: partner_id/display_name is the partner. */
const NAMING: ReadonlySet<string> = new Set(['id', 'name', 'no', 'number', 'code', 'display', 'full', 'ref'])
/** Words with which an amount is another one. */
const OTHER_AMOUNT: ReadonlySet<string> = new Set([
  ...['tax', 'due', 'balance', 'discount', 'subtotal', 'line', 'exchange', 'rate', 'shipping', 'fee', 'unallocated', 'allocated'],
  ...['outstanding', 'opening', 'open', 'unpaid'],
])

/** By whole words: each of ours stands in theirs, and theirs ends with one of ours or with a word that only names it. */
function likenessOfWords(ours: readonly string[], theirs: readonly string[]): number {
  if (ours.every((word) => NAMING.has(word)) || !ours.every((word) => theirs.includes(word))) return 0
  if (theirs.some((word) => OTHER_AMOUNT.has(word) && !ours.includes(word))) return 0
  const last = theirs.at(-1) ?? ''
  if (!ours.includes(last) && !NAMING.has(last)) return 0
  return 45 + Math.round((25 * ours.length) / theirs.length)
}

/** Whether texts only count the rows: 1, 2, 3 ... */
export function isRunning(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => (/^\d{1,7}$/.test(text) ? Number(text) : Number.NaN))
  return numbers.length > 0 && numbers.every((number, index) => number === index + 1)
}

/** Headers of nothing but the place of a row in its list. */
export function isRunningHeader(name: string): boolean {
  return /^(?:序号|行号|序|#|rownum|rowno|row|index|sn|s\/n)$/.test(normalisedName(name))
}
