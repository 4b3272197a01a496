import { cellsOf, type KeptMark, type MarkItem, type MarkRow } from '../../../src/web/manager/marks/mark-row.ts'

/** A mark as the server keeps it. */
export function keptMark(score: string | null, more: Partial<KeptMark> = {}): KeptMark {
  return { score, comment: null, state: 'draft', version: 1, updatedAt: '2026-11-03T08:00:00.000Z', updatedBy: '王经理', ...more }
}

/** A row of the marking sheet of a regional manager, who gives both marks, unless told. */
export function markRow(
  employee: string,
  kept: Partial<Record<MarkItem, KeptMark>> = {},
  yours: MarkRow['yours'] = { overall: 'M001', on_site_resolution: 'M001' },
): MarkRow {
  const shared = { employee, name: `名${employee}`, facts: undefined, yours, kept, conflicts: {}, refusals: {}, inForce: {} }
  return { ...shared, cells: cellsOf(shared) }
}
