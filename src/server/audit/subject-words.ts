import { TABLES } from '../../domain/dataset/tables.ts'
import type { DeedWords } from './deed-words.ts'
import type { SubjectNames } from './subject-names.ts'

const SUBJECTS: Readonly<Record<string, DeedWords>> = {
  account: { zh: '账号', en: 'account' },
  accounts: { zh: '员工的账号', en: 'accounts of employees' },
  adjustment: { zh: '调整', en: 'adjustment' },
  adjustments: { zh: '调整', en: 'adjustments' },
  appeal: { zh: '申诉', en: 'appeal' },
  appeals: { zh: '申诉', en: 'appeals' },
  backup: { zh: '备份', en: 'backup' },
  change: { zh: '数据变更', en: 'change' },
  decision: { zh: '处理决定', en: 'decision' },
  deputy: { zh: '代理', en: 'deputy' },
  document: { zh: '表单', en: 'document' },
  documents: { zh: '表单', en: 'documents' },
  form: { zh: '客户表单', en: 'client’s form' },
  mapping: { zh: '列对应方案', en: 'column mapping' },
  mark: { zh: '评分', en: 'mark' },
  marks: { zh: '评分', en: 'marks' },
  odd: { zh: '疑点', en: 'odd record' },
  payments: { zh: '发放', en: 'payments' },
  period: { zh: '考核期间', en: 'period' },
  run: { zh: '运算', en: 'run' },
  secondFactors: { zh: '两步验证', en: 'second factors' },
  session: { zh: '登录会话', en: 'session' },
  setting: { zh: '设置', en: 'setting' },
  sheet: { zh: '评分表', en: 'sheet' },
  token: { zh: '访问令牌', en: 'API token' },
  trail: { zh: '审计日志', en: 'the audit trail' },
  upload: { zh: '上传', en: 'upload' },
}

/** Words that stand in subjects beside ids. */
const PARTS: Readonly<Record<string, DeedWords>> = {
  of: { zh: '', en: 'of' },
  for: { zh: '对应', en: 'for' },
  person: { zh: '', en: '' },
  region: { zh: '区域', en: 'region' },
  employees: { zh: '', en: '' },
  record: { zh: '', en: '' },
  run: { zh: '运算', en: 'run' },
  overall: { zh: '经理总评', en: 'overall mark' },
  on_site_resolution: { zh: '现场解决率', en: 'on-site resolution' },
  attendance: { zh: '出勤', en: 'attendance' },
  customer: { zh: '客户评价', en: 'customer evaluation' },
  manager: { zh: '销售经理评价', en: 'manager evaluation' },
  problemSolving: { zh: '解决问题能力', en: 'problem solving' },
  'bonus-sheets': { zh: '奖金分配表', en: 'bonus sheets' },
  'score-sheets': { zh: '评分表', en: 'score sheets' },
  payroll: { zh: '工资表', en: 'payroll' },
}

/**
 * What a deed was done to, in words and with names in place of ids: "mark 2026-10 T001 overall M001" is
 * "评分 2026-10 梁平（T001） 经理总评 郑静（M001）".
 */
export function subjectWords(subject: string, names: SubjectNames): DeedWords {
  const several = subject.split(', ')
  if (several.length > 1 && several.every((each) => each.startsWith('account '))) {
    return { zh: `${several.length} 个账号`, en: `${several.length} accounts` }
  }
  const [first = '', ...rest] = subject.split(' ')
  if (first === 'accounts') return SUBJECTS.accounts ?? { zh: subject, en: subject }
  if (first === 'setting') return settingWords(subject.slice('setting '.length), names)
  const kind = SUBJECTS[first] ?? tableWords(first)
  if (!kind) return { zh: subject, en: subject }
  const inWords = (language: 'zh' | 'en') =>
    [kind[language], ...rest.map((word) => names.of(word, first)?.[language] ?? PARTS[word]?.[language] ?? word)]
      .filter((part) => part !== '')
      .join(' ')
  return { zh: inWords('zh'), en: inWords('en') }
}

/** The words of a subject that may be ids of something with a name. */
export function idsIn(subject: string): string[] {
  return subject.split(/[ ,]+/).filter((word) => word !== '')
}

function settingWords(keys: string, names: SubjectNames): DeedWords {
  const titles = keys.split(', ').map((key) => names.setting(key) ?? { zh: key, en: key })
  return { zh: titles.map(({ zh }) => zh).join('；'), en: titles.map(({ en }) => en).join('; ') }
}

function tableWords(key: string): DeedWords | undefined {
  const table = Object.entries(TABLES).find(([known]) => known === key)?.[1]
  return table && { zh: `${table.title}记录`, en: `${key} record` }
}
