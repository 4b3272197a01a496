import { byCodePoint } from '../../base/text-order.ts'
import type { ChangedRules } from '../../domain/what-if/compared.ts'
import type { RulesInForce } from '../rules-in-force.ts'

/** Settings with another value and rules, KPIs, measures and plans with another version, or that are in force on one side alone. */
export function changedRules(before: RulesInForce, after: RulesInForce): ChangedRules {
  const settings = pairs(Object.entries(before.book.settings), Object.entries(after.book.settings))
  const versions = ({ book }: RulesInForce) => book.hashes.map(({ id, effectiveFrom, sha256 }) => [id, { effectiveFrom, sha256 }] as const)
  return {
    settings: settings.flatMap(([key, was, is]) => (was === is ? [] : [{ key, before: was, after: is }])),
    rules: pairs(versions(before), versions(after)).flatMap(([id, was, is]) =>
      was?.sha256 === is?.sha256 ? [] : [{ id, before: was, after: is }],
    ),
  }
}

/** The changes that a figure's own rules follow: a version of one of them, or a setting of it. */
export function changesOf(
  rules: readonly string[],
  { settings, rules: changed }: ChangedRules,
  begins: readonly string[] = rules.flatMap((rule) => [`${rule}.`, `${rule}/`]),
): string[] {
  return [
    ...changed.flatMap(({ id }) => (rules.includes(id) ? [id] : [])),
    ...settings.flatMap(({ key }) => (begins.some((begin) => key.startsWith(begin)) ? [key] : [])),
  ]
}

function pairs<T>(before: Iterable<readonly [string, T]>, after: Iterable<readonly [string, T]>): [string, T | null, T | null][] {
  const [was, is] = [new Map(before), new Map(after)]
  return [...new Set([...was.keys(), ...is.keys()])].sort(byCodePoint).map((key) => [key, was.get(key) ?? null, is.get(key) ?? null])
}
