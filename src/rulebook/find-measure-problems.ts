import type { Problem } from '../base/problem.ts'
import { measureProblem } from '../domain/measures/measure-problems.ts'
import { readMeasure } from '../domain/measures/read-measure.ts'
import type { MeasureEntry, RuleEntry } from './read-rules.ts'

/** What is wrong with the measures of a book. That nobody takes a measure is nothing wrong. */
export function findMeasureProblems(measures: readonly MeasureEntry[], rules: readonly RuleEntry[]): Problem[] {
  return [...measures.flatMap(unreadable), ...repeatedKeys(measures, rules)]
}

function unreadable({ file, rule }: MeasureEntry): Problem[] {
  let unit: string | undefined
  return rule.versions.flatMap((version) => {
    const at = { file, version: version.effectiveFrom }
    const read = readMeasure(version, at)
    if (!read.ok) return read.problems
    const { unit: found } = read.definition
    const wanted = unit ?? found
    unit = wanted
    return found === wanted ? [] : [measureProblem('measure_unit_must_stay', at, { found, wanted })]
  })
}

/** A template takes no name from anybody: what was copied from it may keep its key. */
function repeatedKeys(measures: readonly MeasureEntry[], rules: readonly RuleEntry[]): Problem[] {
  const known = new Set(rules.flatMap(({ rule: { key } }) => key ?? []))
  const inUse = measures.filter(({ rule }) => !rule.template)
  return inUse.flatMap(({ file, rule: { key } }) => {
    const isTaken = known.has(key)
    known.add(key)
    return isTaken ? [measureProblem('measure_key_must_be_its_own', { file, version: '' }, { key })] : []
  })
}
