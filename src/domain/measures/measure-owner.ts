import type { OWNERS } from '../../engine/rule/measure-rule.ts'

/** Of whom a measure has a figure: each representative, engineer, client or region, or the company as one. */
export type Owner = (typeof OWNERS)[number]

/** Of whom representatives have a figure: of themselves, of the region that is theirs in the period, and of the company. */
export const OWNERS_OF_KPIS: readonly Owner[] = ['rep', 'region', 'company']
