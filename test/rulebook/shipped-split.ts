import { readFileSync } from 'node:fs'
import { assert } from '../../src/base/assert.ts'
import type { Fen } from '../../src/base/money.ts'
import { type Claimant, type Share, type SplitRule, splitPool } from '../../src/domain/bonus/split-pool.ts'
import { compileRule } from '../../src/engine/compile-rule.ts'
import { ruleFileSchema } from '../../src/engine/rule/rule-file.ts'
import { defaultSettings } from '../../src/rulebook/settings-on.ts'

/** The shipped rule bonus.split, with its formula, settings or rounding changed where a test wants that. */
export function shippedSplit(changed: { readonly formula?: string; readonly ties?: SplitRule['rounding']['ties'] } = {}): SplitRule {
  const rule = ruleFileSchema.parse(JSON.parse(readFileSync('rules/bonus/split.json', 'utf8')))
  assert(rule.kind === 'allocation', 'bonus.split is an allocation.')
  const written = rule.versions[rule.versions.length - 1]
  assert(written !== undefined, 'A rule has a version.')
  const version = { ...written, formula: changed.formula ?? written.formula }
  const compiled = compileRule({ rule, version, at: { file: '', version: '' }, settings: defaultSettings(version), parameters: {} })
  assert(compiled.ok, 'The shipped rule compiles.')
  return { rule: compiled.compiled, rounding: { ...version.rounding, ties: changed.ties ?? version.rounding.ties } }
}

const SHIPPED = shippedSplit()

/** The shares of a split that nothing is wrong with, by the shipped rule unless told. */
export function sharesOf(pool: Fen, people: readonly Claimant[], rule: SplitRule = SHIPPED): readonly Share[] {
  const split = splitPool(pool, people, rule)
  assert(split.ok, split.ok ? '' : JSON.stringify(split.problem))
  return split.shares
}
