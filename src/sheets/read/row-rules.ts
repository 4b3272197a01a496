import { type Day, dayText } from '../../base/day.ts'
import type { DatasetProblemCode } from '../../domain/dataset/dataset-problems.ts'
import { shownValue } from '../../domain/dataset/shown-value.ts'
import { columnIndex, type PartialValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { References } from './references.ts'

/** What is wrong with a row beyond its single cells, and in which column it is to be put right. */
export interface RowFault {
  readonly code: DatasetProblemCode
  readonly column: string
  readonly values: Readonly<Record<string, string>>
}

/**
 * Returns the faults of a record. A cell that could not be read is undefined: what depends on it is not judged, what does not is.
 * The records of most tables have no rule beyond their cells.
 */
export type RowRule = (record: PartialValues, references: References) => readonly RowFault[]

const NONE: readonly RowFault[] = []

/** The rule of a table that goes beyond single cells and references (CONTRACT 1). */
export function rowRuleOf(table: TableKey): RowRule | undefined {
  if (table === 'employees') return employmentRule('employees', 'hired_on', 'left_on')
  if (table === 'spells') return spellRule()
  if (table === 'postings') return postingRule()
  if (table === 'collections') return collectionRule()
  if (table === 'decisions') return decisionRule()
  if (table === 'quotas') return quotaRule()
  return undefined
}

/** A plan below zero would be reached by selling nothing, and by returns. */
function quotaRule(): RowRule {
  const figures = TABLES.quotas.columns.flatMap(({ key, type }, index) =>
    type === 'money' || type === 'quantity' ? [{ key, type, index }] : [],
  )
  return (record) => {
    const negative = figures.filter(({ index }) => typeof record[index] === 'number' && record[index] < 0)
    if (negative.length === 0) return NONE
    return negative.map(({ key, type, index }) => ({
      code: 'quota_must_not_be_negative',
      column: key,
      values: { found: shownValue(record[index] as number, type) },
    }))
  }
}

function employmentRule(table: TableKey, first: string, last: string): RowRule {
  const hired = columnIndex(table, first)
  const left = columnIndex(table, last)
  return (record) => {
    const hiredOn = (record[hired] ?? null) as Day | null
    const leftOn = (record[left] ?? null) as Day | null
    if (hiredOn === null || leftOn === null || leftOn >= hiredOn) return NONE
    return [{ code: 'leaving_must_not_be_before_hire', column: last, values: { found: dayText(leftOn), hired: dayText(hiredOn) } }]
  }
}

/** Spells of one person do not overlap (CONTRACT section 5); the same spell twice is one. */
function spellRule(): RowRule {
  const [person, from, to] = ['employee', 'from', 'to'].map((key) => columnIndex('spells', key)) as [number, number, number]
  const inOrder = employmentRule('spells', 'from', 'to')
  const known = new Map<string, { readonly first: Day; readonly last: Day | null }[]>()
  return (record, references) => {
    const faults = inOrder(record, references)
    const [employee, first, last] = [record[person], record[from] as Day | null | undefined, record[to] as Day | null | undefined]
    if (faults.length > 0 || typeof employee !== 'string' || typeof first !== 'number' || last === undefined) return faults
    const earlier = known.get(employee) ?? []
    const other = earlier.find((spell) => (last === null || spell.first <= last) && (spell.last === null || first <= spell.last))
    known.set(employee, [...earlier, { first, last }])
    if (!other || other.first === first) return NONE
    const spell = `${dayText(other.first)} ~ ${other.last === null ? '' : dayText(other.last)}`.trim()
    return [{ code: 'spells_must_not_overlap', column: 'from', values: { found: dayText(first), spell } }]
  }
}

function postingRule(): RowRule {
  const [region, position] = ['region', 'position'].map((key) => columnIndex('postings', key)) as [number, number]
  const fault: RowFault = { code: 'posting_must_say_what_changes', column: 'region', values: { found: '' } }
  return (record) => (record[region] === null && record[position] === null ? [fault] : NONE)
}

function collectionRule(): RowRule {
  const [client, rep, region, kind, reason, date] = ['client', 'rep', 'region', 'kind', 'reason', 'date'].map((key) =>
    columnIndex('collections', key),
  ) as [number, number, number, number, number, number]
  const lacksRegion = (record: PartialValues, references: References): boolean => {
    if (record[region] !== null || references.client.state === 'unreadable' || references.employee.state === 'unreadable') return false
    if (record[rep] === undefined || (record[rep] === null && record[client] === undefined)) return false
    const since = references.repSince.get(String(record[client]))
    const hasRep = record[rep] !== null || (since !== undefined && since <= Number(record[date] ?? since))
    return !hasRep || references.employee.state !== 'read'
  }
  return (record, references) => {
    const faults: RowFault[] = []
    if (record[kind] === 'adjustment' && record[reason] === null) {
      faults.push({ code: 'adjustment_must_have_a_reason', column: 'reason', values: { found: '' } })
    }
    if (lacksRegion(record, references)) faults.push({ code: 'collection_must_have_a_region', column: 'region', values: { found: '' } })
    return faults.length > 0 ? faults : NONE
  }
}

function decisionRule(): RowRule {
  const module = columnIndex('decisions', 'module')
  const decision = columnIndex('decisions', 'decision')
  const value = columnIndex('decisions', 'value')
  const choices = TABLES.decisions.columns[module]?.choices ?? []
  return (record) => {
    const found = record[decision]
    const about = record[module]
    if (found === undefined) return NONE
    if (found === 'exclude') {
      if (about === null || about === undefined) return NONE
      return [{ code: 'exclusion_must_not_name_a_module', column: 'module', values: { found: String(about) } }]
    }
    const faults: RowFault[] = []
    if (about === null) {
      const values = {
        found: String(found),
        choices: choices.map(({ key }) => key).join(', '),
        titles: choices.map(({ title }) => title).join('、'),
      }
      faults.push({ code: 'decision_must_name_a_module', column: 'module', values })
    }
    if (found === 'value' && record[value] === null) {
      faults.push({ code: 'decision_must_have_a_value', column: 'value', values: { found: '' } })
    }
    return faults.length > 0 ? faults : NONE
  }
}
