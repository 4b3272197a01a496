import { assert } from '../base/assert.ts'
import type { Day } from '../base/day.ts'
import { sortedBy } from '../base/text-order.ts'
import type { CompanyMeasure } from '../domain/measures/measure-definition.ts'
import { readMeasure } from '../domain/measures/read-measure.ts'
import type { MeasureVersion } from '../engine/rule/measure-rule.ts'
import type { MeasureEntry } from './read-rules.ts'
import { versionOn } from './settings-on.ts'

export interface MeasureInForce {
  readonly entry: MeasureEntry
  readonly version: MeasureVersion
}

/** The versions of measures in force on a day, by id; templates never are, and a measure that begins later is not there yet. */
export function measuresOn(measures: readonly MeasureEntry[], day: Day): MeasureInForce[] {
  return sortedBy(measures, ({ rule }) => rule.id).flatMap((entry) => {
    const version = entry.rule.template ? undefined : versionOn(entry.rule, day)
    return version ? [{ entry, version }] : []
  })
}

/** What the store counts. Loading has read every version, so reading it again finds nothing wrong. */
export function companyMeasureOf({ entry: { file, rule }, version }: MeasureInForce): CompanyMeasure & { readonly id: string } {
  const read = readMeasure(version, { file, version: version.effectiveFrom })
  assert(read.ok, `The measure ${rule.id} was read when the rules were.`)
  return { id: rule.id, key: rule.key, title: rule.title, definition: read.definition }
}
