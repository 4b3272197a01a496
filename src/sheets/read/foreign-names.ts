import type { TableKey } from '../../domain/dataset/tables.ts'

const named = (names: string): readonly string[] => names.split('|').map((name) => name.trim())

/**
 * Names that accounting, customer and attendance programs give to our columns, by English key, the likeliest first. They are no synonyms: a header of
 * these is suggested to the user and never taken without a word, since the same word means other things elsewhere. Gathered from the
 * exports of Kingdee 金蝶, Yonyou 用友, DingTalk 钉钉, WeCom 企业微信, Feishu 飞书, 问卷星, QuickBooks, Xero, ERPNext, Odoo, Salesforce and others.
 */
export const FOREIGN_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  number: named(`
    收款单号 | 收款单编号 | 审批编号 | 流水号 | 流水编号 | 流水编码 | 凭证号 | 销售单号 | 合同编号 | 工单号 | 工单编号 | 申请单号 | 发票号 | 反馈单号 |
    服务单号 | 回访单号 | 投诉单号 | 拜访编号 | 费用单号 | 报销单号 | 应收单号 | 销货单号 | 出库单号 | 机会编号 | 商机编号 | num |
    no | document no | document number | doc no | voucher no | order no | order number | order id | order reference | invoice no |
    invoice number | invoice id | receipt no | receipt number | payment no | payment number | payment id | payment reference |
    transaction no | transaction number | transaction id | opportunity id | deal id | ticket id | case number | ticket number |
    response id | reference no | reference number | ref no | reference | id
  `),
  date: named(`
    开始时间 | 日期时间 | 交易日期 | 记账日期 | 制单日期 | 开单日期 | 签约日期 | 发生日期 | 报销日期 | 发起时间 | 时间 | 完成时间 |
    服务时间 | 回访时间 | 拜访时间 | 签到时间 | 投诉时间 | 受理时间 | 填写时间 | 提交时间 | 提交答卷时间 | 答题时间 | 填表日期 |
    收款时间 | 回款时间 | 收到日 | 收到日期 | 到账时间 | 入账时间 | 下单时间 | 成交日期 | 关闭日期 | 请假日期 | 审核日期 | posting date | payment date | invoice date |
    order date | date order | close date | closed date | transaction date | txn date | document date | doc date | receipt date |
    received date | visit date | service date | start date | from date | submitted at | submit time | created on | created at |
    timestamp | attendance date
  `),
  rep: named(`
    销售人员 | 销售 | 业务人员 | 跟进人 | 客户经理 | 收款人 | 报销人 | 拜访人 | 经办人 | sales | salesperson | owner | 业务负责人 |
    商务 | 客户负责人 | 所属销售 | 归属销售 | 业务代表 | 拜访人员 | sales rep | sales representative | sales person | salesman |
    account manager | account owner | opportunity owner | deal owner | record owner | assigned to | user | employee | user id
  `),
  client: named(`
    往来单位名称 | 往来单位编码 | 付款单位名称 | 购货单位名称 | 公司名称 | 单位名称 | 客户全称 | 拜访客户 | 对方单位 | customer |
    客户姓名 | 付款方 | 打款方 | 打款人 | 付款人 | 付款方名称 | 打款单位 | 付款单位全称 | 购买方 | 购方名称 | 买方 | 购买方名称 | 服务客户 |
    客户公司 | 贵公司名称 | 公司 | 医院名称 | customer name | customer id | client | client name | party | party name | account name |
    company | company name | contact name | partner | bill to | buyer | payer | received from | name | account
  `),
  amount: named(`
    价税合计 | 含税金额 | 本币金额 | 本位币金额 | 原币金额 | 合计金额 | 总金额 | 收款额 | 回款额 | 本次收款 | 实收 | 合同金额 |
    报销金额 | 提成额 | 应收余额 | 任务金额 | 目标金额 | total | sum | price | 实付金额 | 到款金额 | 入账金额 | 进账金额 | 收入金额 |
    贷方金额 | 收款合计 | 本次收款金额 | 实际收款 | 销售额 | 含税销售额 | 发票金额 | 开票金额 | 商机金额 | 赢单金额 | 费用合计 |
    报销合计 | 欠款 | 欠款金额 | 未收金额 | 提成 | paid amount | amount paid | amount received | received amount | payment amount |
    net amount | total amount | amount total | invoice total | order total | grand total | credit | deal amount | deal value | value
  `),
  list_amount: named('目录价金额 | 标准价金额 | 原价金额 | 指导价金额 | 折前金额 | list amount | list total | 目录总价 | 标价合计'),
  quantity: named('件数 | 销售数量 | 台数 | 主数量 | qty | quantity | units'),
  employee: named(`
    发起人工号 | 人员编号 | 人员编码 | 职员编码 | 员工号 | 员工代码 | 账号 | 发起人姓名 | 姓名 | 人员 | 员工姓名 | 请假人 | 申请人 |
    申请人工号 | 打卡人 | employee | employee id | employee no | employee number | employee name | staff | staff id | staff name |
    user id | badge number
  `),
  engineer: named(`
    服务工程师 | 服务人员 | 客服 | 客服人员 | 维修工程师 | 处理人 | 姓名 | 员工编号 | 服务人员工号 | 为您服务的工程师 |
    服务工程师姓名 | 维修人员 | 售后工程师 | 售后人员 | 技术员 | 技术支持 | 处理工程师 | engineer | service engineer | technician |
    agent | assignee | assigned to
  `),
  evaluator: named('评分人 | 考核人 | 打分人 | 经理'),
  region: named('销售部门 | 部门 | 所属部门 | 销售组织 | 办事处 | 分公司 | 片区 | 销售大区 | dept | area | office | branch | territory'),
  period: named('考核月份 | 年月 | 会计期间 | 所属月份 | 归属月份 | 统计月份 | month | 考核周期 | 所属期间 | period'),
  due_date: named(`
    应收款日 | 约定付款日 | 账期到期日 | 付款期限 | 最后付款日 | 应付日期 | 应收到期日 | 账款到期日 | 预计回款日期 | due |
    payment due | due on | maturity date
  `),
  kind: named(`
    请假类型 | 考勤状态 | 打卡结果 | 费用项目 | 费用科目 | 款项性质 | 收款类型 | 异常 | 状态 | 假期类型 | 假别 | 请假种类 | 事由类型 |
    假种 | leave type | absence type | attendance status | expense type | category
  `),
  status: named(`
    审批状态 | 单据审核状态 | 审批结果 | approval status | docstatus | document status | invoice status | order status |
    payment status | stage | state | 商机阶段 | 销售阶段 | 阶段 | 订单状态 | 处理状态 | 流程状态
  `),
  reason: named('备注 | 摘要 | 说明 | 请假事由'),
  count: named('次 | 出现次数'),
  new_clients: named('新增客户 | 新开客户数 | 新客户目标'),
  successful: named('是否达成 | 拜访结果 | 是否有效拜访 | 结果 | 成功与否 | 是否成交 | 是否见到客户 | successful | success'),
  upheld: named('是否成立 | 是否属实 | 投诉成立 | 责任认定 | 是否有责 | 是否我方责任 | upheld | valid'),
  attitude: named('态度 | 态度评分 | 服务态度评分 | 服务满意度 | 服务态度满意度 | attitude | service attitude | courtesy'),
  resolution: named(
    '解决程度 | 解决评分 | 问题解决评分 | 解决满意度 | 问题解决满意度 | 解决问题程度 | 解决效果 | problem solving | resolution',
  ),
  dedication: named('敬业评分 | 敬业度 | 责任心 | 敬业程度评分 | 敬业态度 | 责任心评分 | 工作责任心 | dedication'),
  solved_on_site: named('现场是否解决 | 是否一次解决 | 现场解决与否 | 是否一次性解决 | 问题是否现场解决 | solved on site | first time fix'),
  score: named('评价得分 | 回访得分 | 满意度 | 满意度评分 | 考核得分 | 综合评分 | 打分 | 分 | rating | score | satisfaction'),
  item: named('评价内容 | 考核项目'),
  comment: named('评价意见 | 意见'),
  name: named('全名 | 中文名 | 客户全称 | 公司名称 | 大区 | 片区名称'),
  code: named('客户号 | 客户id | 部门编码 | 大区编码'),
  position: named('岗位名称 | 职位名称 | 工种 | 职级'),
  hired_on: named('入司日期 | 到岗日期 | 参加工作日期 | 入职'),
  left_on: named('离职 | 最后工作日 | 离岗日期'),
  to: named('离职 | 最后工作日 | 离岗日期'),
  from: named('调入日期 | 异动日期 | 变动日期 | 起始日期 | 到任日期'),
  class: named('客户分类 | 客户类别 | 客户类型 | 级别'),
  internal: named('关联公司 | 是否关联方 | 内部单位'),
  module: named('考核项 | 指标'),
  decision: named('处理意见 | 处理结果'),
  value: named('给定得分 | 认定分数'),
  type: named(`
    单据名称 | 交易类型 | 业务类型 | payment type | transaction type | document type | voucher type | invoice type | order type |
    txn type | 收支类型 | 票据类型 | 订单类型
  `),
  line: named('行 | 明细行 | line no | line number | item no'),
  slip: named('请假单编号 | 流程编号 | 申请编号 | leave id | request id'),
}

/** Words in the names of files and sheets that tell what they hold, by table. */
export const FOREIGN_TABLES: Readonly<Record<TableKey, readonly string[]>> = {
  regions: ['区域', '大区', '部门'],
  employees: ['花名册', 'employee', 'staff', '员工', '人员', '通讯录', '职员', '人事'],
  postings: ['调动', '异动', '调岗'],
  spells: ['任职'],
  pay_bases: ['绩效基数', '绩效工资标准'],
  clients: ['客户档案', '客户资料', '客户列表', '客户', '往来单位', 'customer', 'client', 'account'],
  client_aliases: ['客户别名', '别名', '客户合并', '编码对照'],
  client_reps: ['客户归属', '客户移交', '归属变更'],
  orders: ['销售订单', '订单', '销货', '销售出库', '销售明细', '销售单', '商机', 'order', 'invoice', 'opportunit', 'opps', 'sales'],
  collections: ['收款单', '收款', '回款', '到账', '收款退款', 'payment', 'receipt', 'collection', 'transaction'],
  receivables: ['应收', '欠款', '账龄', 'receivable', 'aging', 'ageing'],
  openings: ['期初'],
  quotas: ['计划', '目标', '指标', '任务', 'quota', 'target'],
  expenses: ['费用', '报销', 'expense', 'claim'],
  visits: ['拜访', '签到', '外勤', 'visit'],
  complaints: ['投诉', '意见', '客诉', 'complaint', 'case'],
  opportunities: ['销售漏斗', 'pipeline', 'funnel'],
  opportunity_stages: ['商机阶段', '阶段记录', 'stage history'],
  campaigns: ['活动', 'campaign'],
  credits: ['分成', 'split credit'],
  attendance: ['考勤', '打卡', '请假', '日报', '月报', '每日统计', '月度汇总', 'attendance', 'leave'],
  feedback: ['反馈表', '服务反馈', '服务单', '工单', '满意度', '答卷', '问卷', 'feedback', 'survey'],
  followups: ['回访', '后期反馈', '跟踪', 'follow'],
  evaluations: ['评价', '评分', '打分'],
  decisions: ['处理决定', '处理'],
  commissions: ['提成', '佣金'],
  holidays: ['工作日历', '节假日', '放假安排', '调休'],
}
