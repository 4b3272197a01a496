import { present } from '../../base/assert.ts'
import { compare } from '../../base/rational.ts'
import { constantCode, constantTruth, type Frame, type NumberCode } from '../rule/frame.ts'
import type { Scope } from '../rule/scope.ts'
import type { Condition, OrderOperator } from './read-condition.ts'

/** A condition compiled: it holds or does not, never "unknown", as in json-rules-engine. */
export interface ConditionCode {
  /** Set when the settings in force decide it. */
  readonly constant: boolean | undefined
  readonly uses: ReadonlySet<string>
  readonly at: (frame: Frame) => boolean
}

/**
 * Compiles a condition once into a synchronous closure that says what json-rules-engine would say of the same facts with
 * our operators (a property test holds the two together). Comparing a figure that is not there never holds; only
 * `given` sees that it is missing.
 */
export function compileCondition(condition: Condition, scope: Scope): ConditionCode {
  switch (condition.kind) {
    case 'is': {
      const setting = scope.get(condition.fact)
      const holds = setting?.kind === 'setting' && setting.value === condition.value
      return { ...constantTruth(holds), at: () => holds }
    }
    case 'given': {
      const { uses, at } = figure(condition.fact, scope)
      const wanted = condition.value
      return { constant: undefined, uses, at: (frame) => (at(frame) !== undefined) === wanted }
    }
    case 'order': {
      const left = figure(condition.fact, scope)
      const right = 'fact' in condition.value ? figure(condition.value.fact, scope) : constantCode(condition.value)
      return orderCode(left, condition.operator, right)
    }
    case 'not': {
      const { constant, uses, at } = compileCondition(condition.part, scope)
      if (constant !== undefined) return { ...constantTruth(!constant), at: () => !constant }
      return { constant, uses, at: (frame) => !at(frame) }
    }
    default:
      return combined(
        condition.parts.map((part) => compileCondition(part, scope)),
        condition.kind === 'any',
      )
  }
}

function figure(name: string, scope: Scope): NumberCode {
  const named = scope.get(name)
  return present(named?.kind === 'figure' ? named.code : undefined, `Reading a condition has checked that ${name} is a figure.`)
}

/** Whether the order of left and right (-1, 0, 1) satisfies an operator; the library's operators use the same table. */
export const ORDERS: Readonly<Record<OrderOperator, (order: number) => boolean>> = {
  atLeast: (order) => order >= 0,
  above: (order) => order > 0,
  atMost: (order) => order <= 0,
  below: (order) => order < 0,
  equals: (order) => order === 0,
  differs: (order) => order !== 0,
}

function orderCode(left: NumberCode, operator: OrderOperator, right: NumberCode): ConditionCode {
  const whenBelow = ORDERS[operator](-1)
  const whenEqual = ORDERS[operator](0)
  const whenAbove = ORDERS[operator](1)
  const holds = (order: number) => (order < 0 ? whenBelow : order > 0 ? whenAbove : whenEqual)
  const a = left.at
  const fixed = right.constant
  if (fixed) {
    return {
      constant: left.constant ? holds(compare(left.constant, fixed)) : undefined,
      uses: left.uses,
      at: (frame) => {
        const value = a(frame)
        if (value === undefined) return false
        const order = compare(value, fixed)
        return order < 0 ? whenBelow : order > 0 ? whenAbove : whenEqual
      },
    }
  }
  const b = right.at
  return {
    constant: undefined,
    uses: new Set([...left.uses, ...right.uses]),
    at: (frame) => {
      const value = a(frame)
      if (value === undefined) return false
      const other = b(frame)
      return other !== undefined && holds(compare(value, other))
    },
  }
}

/** `any` is settled by the first part that holds, `all` by the first that does not; settled parts cost nothing. */
function combined(parts: readonly ConditionCode[], settles: boolean): ConditionCode {
  if (parts.some((part) => part.constant === settles)) return { ...constantTruth(settles), at: () => settles }
  const open = parts.filter((part) => part.constant === undefined)
  const [first, second] = open
  if (!first) return { ...constantTruth(!settles), at: () => !settles }
  if (!second) return first
  const uses = new Set(open.flatMap((part) => [...part.uses]))
  const one = first.at
  const other = second.at
  if (open.length === 2) {
    return { constant: undefined, uses, at: (frame) => (one(frame) === settles ? settles : other(frame)) }
  }
  const checks = open.map((part) => part.at)
  return {
    constant: undefined,
    uses,
    at: (frame) => {
      for (const check of checks) if (check(frame) === settles) return settles
      return !settles
    },
  }
}
