import type { Problem } from '../../base/problem.ts'
import { rationalFromText } from '../../base/rational.ts'
import { constantCode, type Frame, type NumberCode } from '../rule/frame.ts'
import type { ComputingVersion, RuleDecision } from '../rule/rule-file.ts'
import { type RulePlace, ruleProblem } from '../rule/rule-problem.ts'
import type { Scope } from '../rule/scope.ts'
import { compileCondition } from './compile-condition.ts'
import { readCondition } from './read-condition.ts'

export interface CompiledDecision {
  readonly name: string
  readonly text: RuleDecision
  readonly uses: ReadonlySet<string>
  readonly holds: (frame: Frame) => boolean
  /** The value that an override or a grade gives; undefined for those that give a reason. */
  readonly value: NumberCode | undefined
  readonly reason: string | undefined
  /** Its place in the order of precedence, counted from 0; Infinity when it has none. */
  readonly rank: number
}

/** Decisions that can still hold under the settings in force, by what they do. */
export interface CompiledDecisions {
  readonly before: readonly CompiledDecision[]
  readonly grades: readonly CompiledDecision[]
  readonly after: readonly CompiledDecision[]
}

/** Compiles the decisions of a version and checks what they name. `scope` knows its steps; `result` is added for the stage that sees it. */
export function compileDecisions(
  version: Pick<ComputingVersion, 'decisions' | 'precedence' | 'reasons'>,
  scope: Scope,
  at: RulePlace,
): { readonly decisions: CompiledDecisions; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const compiled = version.decisions.flatMap((text) => compileDecision(text, version, scope, at, problems) ?? [])
  version.precedence.forEach((name, index) => {
    const isDecision = version.decisions.some((decision) => decision.name === name)
    if (!isDecision || version.precedence.indexOf(name) !== index)
      problems.push(ruleProblem('precedence_must_name_decisions', at, { name }))
  })
  return {
    decisions: {
      before: compiled.filter(({ text }) => text.stage === 'before' && text.event.type !== 'grade'),
      grades: compiled.filter(({ text }) => text.event.type === 'grade'),
      after: compiled.filter(({ text }) => text.stage === 'result' && text.event.type !== 'grade'),
    },
    problems,
  }
}

function compileDecision(
  text: RuleDecision,
  version: Pick<ComputingVersion, 'precedence' | 'reasons'>,
  scope: Scope,
  at: RulePlace,
  problems: Problem[],
): CompiledDecision | undefined {
  const seen = text.stage === 'result' ? new Map([...scope, RESULT]) : scope
  const condition = readCondition(text.conditions, seen, (code, values) =>
    problems.push(ruleProblem(code, at, { decision: text.name, ...values })),
  )
  const { params } = text.event
  let value: NumberCode | undefined
  let reason: string | undefined
  if ('value' in params) {
    value = decisionValue(params.value, scope)
    if (!value)
      problems.push(
        ruleProblem('decision_value_must_be_known', at, { decision: text.name, value: params.value, known: [...scope.keys()].join(', ') }),
      )
  } else {
    reason = params.reason
    if (!Object.hasOwn(version.reasons, reason)) problems.push(ruleProblem('reason_must_have_words', at, { decision: text.name, reason }))
  }
  if (!condition) return undefined
  const code = compileCondition(condition, seen)
  if (code.constant === false) return undefined
  const rank = version.precedence.indexOf(text.name)
  return {
    name: text.name,
    text,
    uses: new Set([...code.uses, ...(value?.uses ?? [])]),
    holds: code.at,
    value,
    reason,
    rank: rank < 0 ? Number.POSITIVE_INFINITY : rank,
  }
}

const RESULT = [
  'result',
  { kind: 'figure', code: { kind: 'number', constant: undefined, uses: new Set<string>(), at: (frame: Frame) => frame.result } },
] as const

function decisionValue(text: string, scope: Scope): NumberCode | undefined {
  const exact = rationalFromText(text)
  if (exact) return constantCode(exact)
  const named = scope.get(text)
  return named?.kind === 'figure' ? named.code : undefined
}

/** The decision that goes first among several that hold at once; undefined when the rule gives no order among them. */
export function firstByPrecedence(held: readonly CompiledDecision[]): CompiledDecision | undefined {
  const [first, ...others] = [...held].sort((a, b) => a.rank - b.rank)
  return others.length > 0 && held.some((decision) => decision.rank === Number.POSITIVE_INFINITY) ? undefined : first
}
