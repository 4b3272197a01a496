/** What somebody's account lets them be, in the order of the table of access. */
export const ACCOUNT_POSITIONS = ['administrator', 'hr', 'finance', 'regional_manager', 'rd_manager', 'staff', 'auditor'] as const
/** A position 身份 of an account. 管理员, 人事, 财务, 销售区域经理, 研发经理, 员工, 审计. */
export type AccountPosition = (typeof ACCOUNT_POSITIONS)[number]
