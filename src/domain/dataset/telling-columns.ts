import { TABLES, type TableKey } from './tables.ts'

/**
 * What a column that is not read may say of its rows: whether they count, in which currency or unit their amounts are, whether they
 * are returns; `signature` is who released a document, or when: blank where nobody has.
 */
export type Telling = 'status' | 'signature' | 'currency' | 'unit' | 'type'

/** Headers and values in the form in which they are compared: half-width, small letters, no white space, no brackets or marks. */
function plain(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}_\-*:.'"()[\]【】]+/gu, '')
    .toLowerCase()
}
const LONGEST = 200

const SIGNATURE =
  /(?:审核|审批|复核)(?:人|人员|员|者|日期|时间|日)$|^(?:audit|approv)(?:edby|edat|edon|er|or|aldate|aldatetime)$|^audit(?:or|date)$/
const STATUS = /状态|审批|审核|复核|作废|取消|红冲|冲销|注销|status|approv|void|cancel|audit/
/** A number, a reason or a remark of an approval says nothing that a status would not. */
const BESIDE_STATUS =
  /(?:编号|单号|号|号码|意见|备注|说明|原因|事由|标题|链接|流程|记录|历史|单|单据|次数|数量|天数|时长|金额|率|码|id|no|number|reason|comments?|notes?|remarks?|link|url)$/
const CURRENCY = /币种|币别|货币|币名|币制|结算币|currency/
const OF_AMOUNTS = /金额|余额|汇率|amounts?$|balance|rate/
const UNIT = /单位|^units?$|unitof|uom|unit$/
const TYPE = /类型|方向$|^收支|^借贷|^type|type$|^(?:in|out)flow|direction$/
/** What is not a document has states and types of its own: 客户类型, 员工状态. */
const OF_OTHERS =
  /^(?:客户|顾客|产品|商品|物料|存货|货物|人员|员工|用户|部门|行业|企业|公司|供应商|项目|仓库|设备|班次|联系人|地区|区域|渠道|岗位|职位|用工|在职|婚姻|证件|服务|问题|付款方式|收款方式|支付|结算|customer|client|product|item|employee|user|industry|company|department|project|contact|channel|shift|paymentmethod)/

/** Whether a header names the currency of the row's amounts. */
export function isCurrencyHeader(header: string): boolean {
  const name = plain(header)
  return CURRENCY.test(name) && (!OF_AMOUNTS.test(name) || /currency(?:code)?$/.test(name))
}

/** Whether a header promises amounts in the currency of the books, whatever the document's: 本币金额. */
export function isOwnMoney(header: string): boolean {
  return /^(?:本币|本位币|折合本币|折本币|折合人民币|折人民币)|^(?:base|home|company|local)currency/.test(plain(header))
}

/** What a header that the table does not know looks as if it told; undefined for one that tells nothing. */
export function tellingHeader(table: TableKey, header: string): Telling | undefined {
  const name = plain(header)
  const isOfPeople = table === 'regions' || table === 'employees' || table === 'postings' || table === 'clients'
  if (isOfPeople || OF_OTHERS.test(name)) return undefined
  if (SIGNATURE.test(name)) return 'signature'
  if (STATUS.test(name) && !BESIDE_STATUS.test(name)) return 'status'
  if (!hasMoney(table)) return undefined
  if (/币|currency/.test(name)) return 'currency'
  if (UNIT.test(name)) return 'unit'
  return TYPE.test(name) ? 'type' : undefined
}

export function hasMoney(table: TableKey): boolean {
  return TABLES[table].columns.some(({ type }) => type === 'money')
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Words that no column says of a document by chance, whatever its header: it does not count, is not in yuan, or goes the other way. */
const TELLING_VALUES = words(`
  作废 已作废 废弃 已废弃 取消 已取消 撤销 已撤销 撤回 已撤回 已删除 失效 已失效 红冲 已红冲 冲红 已冲红 冲销 已冲销 草稿 暂存 未提交 待提交
  未审核 待审核 审核中 未复核 待复核 复核中 未审 待审 未审批 待审批 审批中 未批准 审核不通过 审批不通过 未通过 不通过 审核未通过 审批未通过 驳回 已驳回 审批驳回 审核驳回 拒绝 已拒绝 审批拒绝
  退回 已退回 已终止
  draft cancelled canceled void voided pending pendingapproval awaitingapproval rejected declined unapproved notapproved deleted reversed closedlost quotation
  usd eur hkd jpy gbp twd krw sgd aud mop thb vnd rub inr myr idr php chf nzd us$ hk$ nt$ $ € £
  美元 美金 欧元 港币 港元 日元 日圆 英镑 台币 新台币 澳元 加元 韩元 新加坡元 新元 卢布 泰铢 卢比 瑞士法郎 越南盾 林吉特
  万元 千元 百元 十万元 百万元 千万元 亿元 万美元
  退款 退款单 收款退款单 销售退款 销售退款单 退货 退货单 销售退货 销售退货单 退货入库 红字 红字单 红字发票 负单
  refund refunds salesrefund salesreturn creditnote creditmemo
`)

export function isTellingValue(text: string): boolean {
  return TELLING_VALUES.has(plain(text))
}

const GOOD_STATES = words(`
  已审核 审核 审核通过 已复核 复核通过 已审批 审批通过 通过 已通过 同意 已同意 完成 已完成 完结 已完结 结束 已结束 正常 有效 已生效 生效 已核准 核准 已批准 批准 已确认 确认 已记账 已过账 已入账
  审核完成 审批完成 audited approved complete completed done posted active normal valid confirmed paid closedwon
`)
const YES = words('是 y yes true 1 √ ✓ 已')
const NO = words('否 n no false 0 未 无 × 未作废 未取消 未红冲 未冲销 未注销 正常 有效')
const RENMINBI = words('cny rmb 人民币 人民币元 元 ¥ cn¥ renminbi yuan 中国人民币')
const ORDINARY = words(`
  普通 正常 标准 一般 normal standard regular default 订单 销售订单 标准销售订单 普通销售 标准销售 销售 销售单 销售出库 收款 收款单 销售收款 销售收款单 回款 回款单 应收 应收单 其他应收单
  receipt receive received payment customer client 客户 order salesorder invoice salesinvoice
`)
const NEGATED = /作废|取消|红冲|冲销|注销|void|cancel/
const MONEY_UNIT = /^(?:人民币)?[十百千万亿]+元?$|^10{2,}$|^(?:wan|k|w|thousands?|millions?|billions?|[kmw]?(?:rmb|cny)k?)$/

/** Whether the currency of a row is the one that we count in. */
export function isRenminbi(text: string): boolean {
  return RENMINBI.has(plain(text))
}

/**
 * Whether a value below a header that tells something says what we take for granted: the document counts, in yuan, as an ordinary one.
 * Units of measure, and names of companies below a header such as 开票单位, are none of money.
 */
export function isOrdinary(telling: Telling, header: string, text: string): boolean {
  const value = plain(text)
  if (TELLING_VALUES.has(value)) return false
  switch (telling) {
    case 'signature':
      return true
    case 'status':
      return GOOD_STATES.has(value) ? true : (NEGATED.test(plain(header)) ? NO : YES).has(value)
    case 'currency':
      return RENMINBI.has(value) || /^-?[\d,]+$/.test(value)
    case 'unit':
      return RENMINBI.has(value) || !MONEY_UNIT.test(value)
    case 'type':
      return ORDINARY.has(value)
  }
}

/** What a cell above the header says of all amounts of the sheet (单位：万元, Currency: USD); undefined when it says yuan, or nothing of amounts. */
export function foreignAmounts(cell: string, next: string): string | undefined {
  const label = AMOUNTS.exec(cell.slice(0, LONGEST).normalize('NFKC'))
  if (!label) return undefined
  const [, name = '', own = ''] = label
  const said = own.trim() === '' ? next.slice(0, LONGEST).normalize('NFKC') : own
  const value = said.trim().split(/[\s)\]】,;，；。]/)[0] ?? ''
  const bare = plain(value)
  if (bare === '' || RENMINBI.has(bare)) return undefined
  const isCode = /币|currency/i.test(name) && /^[A-Z]{3}$/.test(value)
  return isCode || MONEY_UNIT.test(bare) || TELLING_VALUES.has(bare) ? value : undefined
}
const AMOUNTS = /(?:^|[\s(,;，；【[])(?:金额|货币)?(单位|币种|币别|货币|units?|currency(?: code)?)\s*(?::\s*|$|\s+(?=[A-Z]{3}\b))(.*)$/i
