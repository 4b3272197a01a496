import type { AccountPosition } from '../../../server/kernel/access-types.ts'

/** The positions 身份 in the order of the table of access. */
export const POSITION_NAMES: readonly AccountPosition[] = [
  'administrator',
  'hr',
  'finance',
  'regional_manager',
  'rd_manager',
  'staff',
  'auditor',
]
