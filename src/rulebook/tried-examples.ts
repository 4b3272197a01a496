import { type TriedExample, tryExamples } from './check-examples.ts'
import { tryMeasureExamples } from './check-measures.ts'
import { tryPlanExamples } from './check-plan-examples.ts'
import type { Rulebook } from './rulebook.ts'

const known = new WeakMap<Rulebook, ReadonlyMap<string, readonly TriedExample[]>>()

/**
 * Every worked example of a book, tried: those of one version of one file under `exampleKey`, in the order of the file. The same texts are one
 * book (rulebookFrom), so the examples of a text are tried once and not whenever somebody looks at it.
 */
export function triedExamples(rulebook: Rulebook): ReadonlyMap<string, readonly TriedExample[]> {
  const found = known.get(rulebook)
  if (found) return found
  const tried = new Map<string, TriedExample[]>()
  for (const each of [...tryExamples(rulebook), ...tryMeasureExamples(rulebook.measures), ...tryPlanExamples(rulebook.plans)]) {
    const key = exampleKey(each.file, each.version)
    const own = tried.get(key)
    if (own) own.push(each)
    else tried.set(key, [each])
  }
  known.set(rulebook, tried)
  return tried
}

export function exampleKey(file: string, effectiveFrom: string): string {
  return `${file} ${effectiveFrom}`
}
