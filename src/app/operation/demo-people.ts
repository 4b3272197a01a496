import type { AccountPosition } from '../access.ts'

/** One account of the demo server. */
export interface DemoAccount {
  readonly username: string
  readonly name: string
  readonly positions: readonly AccountPosition[]
  /** Their number among the demo company's employees. */
  readonly employee?: string
}

/** An account for each position, and a second manager to see what is not theirs. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'admin', name: '管理员 Administrator', positions: ['administrator'] },
  { username: 'hr', name: '人事 HR', positions: ['hr'] },
  { username: 'finance', name: '财务 Finance', positions: ['finance'] },
  { username: 'manager', name: '区域经理 Regional manager, EAST', positions: ['regional_manager'], employee: 'M001' },
  { username: 'manager-north', name: '区域经理 Regional manager, NORTH', positions: ['regional_manager'], employee: 'M002' },
  { username: 'rd', name: '研发经理 R&D manager', positions: ['rd_manager'], employee: 'D001' },
  { username: 'engineer', name: '技术客服 Service engineer', positions: ['staff'], employee: 'T001' },
  { username: 'sales', name: '业务员 Sales representative', positions: ['staff'], employee: 'S001' },
  { username: 'auditor', name: '审计 Auditor', positions: ['auditor'] },
]

/** Everybody's, and no secret: the demo serves this machine only. */
export const DEMO_PASSWORD = 'quanheng-demo'
