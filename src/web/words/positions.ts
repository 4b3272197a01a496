import { defineWords } from './words.ts'

/** The positions 身份 of accounts. */
export const POSITION_WORDS = defineWords('positions', {
  zh: {
    administrator: '管理员',
    hr: '人事',
    finance: '财务',
    regional_manager: '销售区域经理',
    rd_manager: '研发经理',
    staff: '员工',
    auditor: '审计',
  },
  en: {
    administrator: 'Administrator',
    hr: 'HR',
    finance: 'Finance',
    regional_manager: 'Regional manager',
    rd_manager: 'R&D manager',
    staff: 'Staff',
    auditor: 'Auditor',
  },
})
