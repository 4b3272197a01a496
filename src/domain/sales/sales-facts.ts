import type { Rational } from '../../base/rational.ts'

/** What the records say of one sales representative 业务员, measure 计量 by measure; one that has no figure (no quota given) is undefined. */
export interface SalesFacts {
  readonly employee: string
  readonly measures: Readonly<Record<string, Rational | undefined>>
}

/** The key of a KPI 指标 as its rule file gives it, such as "salesGrowth". Which there are, the rules in force say. */
export type Kpi = string

/** Something of each key, in their order. Filled into copies of one object: an object that grows key by key takes twice the memory. */
export function recorder<Key extends string>(keys: readonly Key[]): <T>(of: (key: Key) => T) => Record<Key, T> {
  const empty = Object.fromEntries(keys.map((key) => [key, undefined]))
  return <T>(of: (key: Key) => T) => {
    const found: Record<string, T | undefined> = { ...empty }
    for (const key of keys) found[key] = of(key)
    return found as Record<Key, T>
  }
}
