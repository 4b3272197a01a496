import { type Day, dayText } from '../../base/day.ts'
import type { DatasetProblemCode } from '../../domain/dataset/dataset-problems.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import type { References } from './references.ts'

/** What is wrong with a row whose cells are each in order, and in which column it is to be put right. */
export interface RowFault {
  readonly code: DatasetProblemCode
  readonly column: string
  readonly values: Readonly<Record<string, string>>
}

/** Returns the fault of a record, if it has one. The records of most tables have no rule beyond their cells. */
export type RowRule = (record: RecordValues, references: References) => RowFault | undefined

/** The rule of a table that goes beyond single cells and references (CONTRACT 1). */
export function rowRuleOf(table: TableKey): RowRule | undefined {
  if (table === 'employees') return employmentRule()
  if (table === 'collections') return collectionRule()
  if (table === 'decisions') return decisionRule()
  return undefined
}

function employmentRule(): RowRule {
  const hired = columnIndex('employees', 'hired_on')
  const left = columnIndex('employees', 'left_on')
  return (record) => {
    const hiredOn = record[hired] as Day | null
    const leftOn = record[left] as Day | null
    if (hiredOn === null || leftOn === null || leftOn >= hiredOn) return undefined
    return { code: 'leaving_must_not_be_before_hire', column: 'left_on', values: { found: dayText(leftOn), hired: dayText(hiredOn) } }
  }
}

function collectionRule(): RowRule {
  const [client, rep, region, kind, reason] = ['client', 'rep', 'region', 'kind', 'reason'].map((key) =>
    columnIndex('collections', key),
  ) as [number, number, number, number, number]
  return (record, references) => {
    if (record[kind] === 'adjustment' && record[reason] === null) {
      return { code: 'adjustment_must_have_a_reason', column: 'reason', values: { found: '' } }
    }
    if (record[region] !== null || references.client.state === 'unreadable' || references.employee.state === 'unreadable') return undefined
    const hasRep = record[rep] !== null || references.clientsWithRep.has(String(record[client]))
    if (hasRep && references.employee.state === 'read') return undefined
    return { code: 'collection_must_have_a_region', column: 'region', values: { found: '' } }
  }
}

function decisionRule(): RowRule {
  const module = columnIndex('decisions', 'module')
  const decision = columnIndex('decisions', 'decision')
  const value = columnIndex('decisions', 'value')
  const choices = TABLES.decisions.columns[module]?.choices ?? []
  return (record) => {
    const found: Value = record[decision] ?? null
    if (found === 'exclude') {
      if (record[module] === null) return undefined
      return { code: 'exclusion_must_not_name_a_module', column: 'module', values: { found: String(record[module]) } }
    }
    if (record[module] === null) {
      const values = {
        found: String(found),
        choices: choices.map(({ key }) => key).join(', '),
        titles: choices.map(({ title }) => title).join('、'),
      }
      return { code: 'decision_must_name_a_module', column: 'module', values }
    }
    if (found !== 'value' || record[value] !== null) return undefined
    return { code: 'decision_must_have_a_value', column: 'value', values: { found: '' } }
  }
}
