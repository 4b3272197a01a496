import type { AccountPosition } from '../../domain/people/account-position.ts'

/** One account of the demo server. */
export interface DemoAccount {
  readonly username: string
  /** As the demo company's employees table has it, for those who are in it. */
  readonly name: string
  /** What they are, for whoever chooses an account to sign in with. */
  readonly title: { readonly zh: string; readonly en: string }
  readonly positions: readonly AccountPosition[]
  /** Their number among the demo company's employees. */
  readonly employee?: string
}

/** An account for each position, and a second manager to see what is not theirs. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'admin', name: '方远', title: { zh: '管理员', en: 'administrator' }, positions: ['administrator'] },
  { username: 'hr', name: '何静怡', title: { zh: '人事', en: 'HR' }, positions: ['hr'] },
  { username: 'finance', name: '钱文华', title: { zh: '财务', en: 'finance' }, positions: ['finance'] },
  {
    username: 'manager',
    name: '郑静',
    title: { zh: '华东区经理', en: 'regional manager of EAST' },
    positions: ['regional_manager'],
    employee: 'M001',
  },
  {
    username: 'manager-north',
    name: '董志远',
    title: { zh: '华北区经理', en: 'regional manager of NORTH' },
    positions: ['regional_manager'],
    employee: 'M002',
  },
  { username: 'rd', name: '陈明', title: { zh: '研发经理', en: 'R&D manager' }, positions: ['rd_manager'], employee: 'D001' },
  { username: 'engineer', name: '梁平', title: { zh: '技术客服', en: 'service engineer' }, positions: ['staff'], employee: 'T001' },
  { username: 'sales', name: '马艳', title: { zh: '业务员', en: 'sales representative' }, positions: ['staff'], employee: 'S001' },
  { username: 'auditor', name: '沈立', title: { zh: '审计', en: 'auditor' }, positions: ['auditor'] },
]

/** Everybody's, and no secret: the demo serves this machine only. */
export const DEMO_PASSWORD = 'quanheng-demo'
