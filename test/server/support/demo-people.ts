import type { AccountPosition } from '../../../src/domain/people/account-position.ts'

/** The accounts of the demo company in tests; the employee numbers are those of fixtures/worlds/demo. */
export const DEMO_PEOPLE = {
  administrator: { positions: ['administrator'], employee: undefined },
  hr: { positions: ['hr'], employee: undefined },
  finance: { positions: ['finance'], employee: undefined },
  auditor: { positions: ['auditor'], employee: undefined },
  managerEast: { positions: ['regional_manager'], employee: 'M001' },
  managerNorth: { positions: ['regional_manager'], employee: 'M002' },
  managerSouth: { positions: ['regional_manager'], employee: 'M003' },
  managerWest: { positions: ['regional_manager'], employee: 'M004' },
  /** A manager without a region of their own, who acts for others. */
  standIn: { positions: ['regional_manager'], employee: undefined },
  rdManager: { positions: ['rd_manager'], employee: 'D001' },
  /** EAST in every period. */
  engineer: { positions: ['staff'], employee: 'T001' },
  /** NORTH until 2026-10-11, SOUTH from 2026-10-12. */
  mover: { positions: ['staff'], employee: 'T007' },
  /** WEST. */
  otherEngineer: { positions: ['staff'], employee: 'T020' },
  /** EAST. */
  salesRep: { positions: ['staff'], employee: 'S001' },
} as const satisfies Readonly<Record<string, { readonly positions: readonly AccountPosition[]; readonly employee: string | undefined }>>

export type DemoPerson = keyof typeof DEMO_PEOPLE

/** The account id and the user name of a demo person, which are the same. */
export function accountIdOf(person: DemoPerson): string {
  return person.toLowerCase()
}

export const DEMO_PASSWORD = 'open sesame 2026'
