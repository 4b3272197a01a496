import { type Rational, rationalFromText } from '../../base/rational.ts'
import { type ConditionText, OPERATORS, type Operator } from '../rule/rule-file.ts'
import type { RuleProblemCode } from '../rule/rule-problem.ts'
import type { Scope } from '../rule/scope.ts'

/** A condition whose parts are known to fit together. Facts and facts compared with are names of the scope. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'order'
      readonly fact: string
      readonly operator: OrderOperator
      readonly value: Rational | { readonly fact: string }
    }
  | { readonly kind: 'given'; readonly fact: string; readonly value: boolean }
  | { readonly kind: 'is'; readonly fact: string; readonly value: string }

export type OrderOperator = Exclude<Operator, 'given' | 'is'>

export type ConditionReport = (code: RuleProblemCode, values: Record<string, string>) => void

/**
 * Checks a condition of a rule file and gives it a type. json-rules-engine would find an unknown operator only while
 * running, and would take an unknown fact for an error of the data; here both are problems of the file.
 */
export function readCondition(text: ConditionText, scope: Scope, report: ConditionReport): Condition | undefined {
  const { all, any, not, fact, operator, value } = text
  const forms = [all, any, not, fact].filter((form) => form !== undefined).length
  const isLeaf = fact !== undefined
  if (forms !== 1 || isLeaf !== (operator !== undefined) || isLeaf !== (value !== undefined)) {
    report('condition_must_have_one_form', { part: JSON.stringify(text) })
    return undefined
  }
  if (all || any) {
    const parts = (all ?? any ?? []).map((part) => readCondition(part, scope, report))
    const whole = parts.filter((part) => part !== undefined)
    return whole.length === parts.length ? { kind: all ? 'all' : 'any', parts: whole } : undefined
  }
  if (not) {
    const part = readCondition(not, scope, report)
    return part && { kind: 'not', part }
  }
  return readComparison(fact ?? '', operator ?? '', value ?? '', scope, report)
}

function readComparison(
  fact: string,
  operator: string,
  value: NonNullable<ConditionText['value']>,
  scope: Scope,
  report: ConditionReport,
): Condition | undefined {
  const known = [...scope.keys()].join(', ')
  const named = scope.get(fact)
  if (!isOperator(operator)) {
    report('condition_operator_must_be_known', { operator, known: OPERATORS.join(', ') })
    return undefined
  }
  if (!named) {
    report('condition_fact_must_be_known', { fact, known })
    return undefined
  }
  const unfit = (wanted: string, wantedZh: string) => {
    report('condition_value_must_fit', {
      fact,
      operator,
      value: typeof value === 'string' ? value : JSON.stringify(value),
      wanted,
      wantedZh,
    })
    return undefined
  }
  if (named.kind === 'setting') {
    const choices = named.choices.join(', ')
    if (operator !== 'is') return unfit(`is with one of ${choices}`, `用 is 与 ${choices} 之一比较`)
    if (typeof value !== 'string' || !named.choices.includes(value)) return unfit(`one of ${choices}`, `${choices} 之一`)
    return { kind: 'is', fact, value }
  }
  if (operator === 'is') return unfit('a setting before "is"; figures compare with equals', '“is”只用于设置；数用 equals 比较')
  if (operator === 'given') return typeof value === 'boolean' ? { kind: 'given', fact, value } : unfit('true or false', 'true 或 false')
  if (typeof value === 'object') {
    if (scope.get(value.fact)?.kind === 'figure') return { kind: 'order', fact, operator, value }
    report('condition_fact_must_be_known', { fact: value.fact, known })
    return undefined
  }
  const exact = typeof value === 'string' ? rationalFromText(value) : undefined
  return exact
    ? { kind: 'order', fact, operator, value: exact }
    : unfit('decimal text such as "90" or {"fact": "..."}', '如 "90" 的数字文本或 {"fact": "..."}')
}

function isOperator(operator: string): operator is Operator {
  return OPERATORS.some((known) => known === operator)
}
