import type { Problem } from '../../base/problem.ts'
import { add, compare, divide, larger, multiply, negate, type Rational, smaller, subtract, ZERO } from '../../base/rational.ts'
import { roundHalfUp } from '../../base/rounding.ts'
import { type Code, constantCode, constantTruth, type Frame, type NumberCode, type TruthCode } from '../rule/frame.ts'
import { type RulePlace, type RuleProblemCode, ruleProblem } from '../rule/rule-problem.ts'
import type { Scope } from '../rule/scope.ts'
import { type Comparison, type Expression, expressionText } from './expression.ts'
import { parseFormula } from './parse-formula.ts'

export interface CompiledFormula {
  readonly code: NumberCode
  readonly expression: Expression
  readonly problems: readonly Problem[]
}

/**
 * Compiles a formula once into exact closures over the slots of a frame. What settings decide is folded away: neither its
 * cost nor its inputs remain. A division by zero or an input that is not given leaves the formula without a value; it
 * never throws. Problems: those of parsing, unknown names, and numbers where conditions belong or the reverse.
 */
export function compileFormula(formula: string, scope: Scope, at: RulePlace): CompiledFormula {
  const parsed = parseFormula(formula, at)
  if (!parsed.ok) return { code: NO_CODE, expression: { kind: 'number', value: ZERO }, problems: parsed.problems }
  const problems: Problem[] = []
  const report = (code: RuleProblemCode, values: Record<string, string>) => problems.push(ruleProblem(code, at, { formula, ...values }))
  const code = numberCode(parsed.expression, scope, report)
  return { code, expression: parsed.expression, problems }
}

/** An expression of a formula that compiled before, compiled again: for asking what it came to in a frame. */
export function expressionCode(expression: Expression, scope: Scope): Code {
  return codeOf(expression, scope, () => undefined)
}

const NO_CODE = constantCode(ZERO)
type Report = (code: RuleProblemCode, values: Record<string, string>) => void

function numberCode(expression: Expression, scope: Scope, report: Report): NumberCode {
  const code = codeOf(expression, scope, report)
  if (code.kind === 'number') return code
  report('formula_parts_must_fit', { part: expressionText(expression), wanted: 'a number', wantedZh: '数' })
  return NO_CODE
}

function truthCode(expression: Expression, scope: Scope, report: Report): TruthCode {
  const code = codeOf(expression, scope, report)
  if (code.kind === 'truth') return code
  report('formula_parts_must_fit', { part: expressionText(expression), wanted: 'a comparison', wantedZh: '比较式' })
  return constantTruth(true)
}

function codeOf(expression: Expression, scope: Scope, report: Report): Code {
  switch (expression.kind) {
    case 'number':
      return constantCode(expression.value)
    case 'name':
      return nameCode(expression.name, scope, report)
    case 'text':
      report('formula_parts_must_fit', {
        part: expression.text,
        wanted: 'text only beside a setting with == or !=',
        wantedZh: '数（文字只能与设置用 == 或 != 比较）',
      })
      return NO_CODE
    case 'arithmetic': {
      const left = numberCode(expression.left, scope, report)
      const right = numberCode(expression.right, scope, report)
      return ARITHMETIC[expression.operator](left, right)
    }
    case 'negative':
      return mapped(numberCode(expression.of, scope, report), negate)
    case 'comparison':
      return comparisonCode(expression.operator, expression.left, expression.right, scope, report)
    case 'logic':
      return logicCode(expression.operator, truthCode(expression.left, scope, report), truthCode(expression.right, scope, report))
    case 'not': {
      const { constant, uses, at } = truthCode(expression.of, scope, report)
      if (constant !== undefined) return constantTruth(!constant)
      return truth(uses, (frame) => {
        const value = at(frame)
        return value === undefined ? undefined : !value
      })
    }
    case 'call':
      return callCode(expression, scope, report)
  }
}

function nameCode(name: string, scope: Scope, report: Report): NumberCode {
  const named = scope.get(name)
  if (named?.kind === 'figure') return named.code
  if (named?.kind === 'setting') {
    report('formula_parts_must_fit', {
      part: name,
      wanted: `${name} == "${named.choices[0]}"`,
      wantedZh: `${name} == "${named.choices[0]}" 这样的比较`,
    })
  } else report('formula_name_must_be_known', { name, known: [...scope.keys()].join(', ') })
  return NO_CODE
}

const ARITHMETIC: Readonly<Record<'+' | '-' | '*' | '/', (left: NumberCode, right: NumberCode) => NumberCode>> = {
  '+': (left, right) => pair(left, right, add),
  '-': (left, right) => pair(left, right, subtract),
  '*': (left, right) => pair(left, right, multiply),
  '/': (left, right) => {
    const a = left.at
    const b = right.at
    if (left.constant && right.constant && right.constant.numerator !== 0n)
      return constantCode(divide(left.constant, right.constant) ?? ZERO)
    return number(union(left, right), (frame) => {
      const over = a(frame)
      if (over === undefined) return undefined
      const under = b(frame)
      if (under === undefined) return undefined
      const quotient = divide(over, under)
      if (quotient === undefined) frame.failure = 'division_by_zero'
      return quotient
    })
  },
}

function pair(left: NumberCode, right: NumberCode, operate: (a: Rational, b: Rational) => Rational): NumberCode {
  const a = left.at
  const b = right.at
  const fixed = right.constant
  if (left.constant && fixed) return constantCode(operate(left.constant, fixed))
  if (fixed) {
    return number(left.uses, (frame) => {
      const x = a(frame)
      return x === undefined ? undefined : operate(x, fixed)
    })
  }
  return number(union(left, right), (frame) => {
    const x = a(frame)
    if (x === undefined) return undefined
    const y = b(frame)
    return y === undefined ? undefined : operate(x, y)
  })
}

function comparisonCode(operator: Comparison, left: Expression, right: Expression, scope: Scope, report: Report): TruthCode {
  const setting = left.kind === 'name' ? scope.get(left.name) : undefined
  if (setting?.kind === 'setting' && right.kind === 'text' && (operator === '==' || operator === '!=')) {
    if (!setting.choices.includes(right.text)) {
      report('formula_parts_must_fit', {
        part: right.text,
        wanted: `one of ${setting.choices.join(', ')}`,
        wantedZh: `${setting.choices.join('、')} 之一`,
      })
    }
    return constantTruth((setting.value === right.text) === (operator === '=='))
  }
  const a = numberCode(left, scope, report)
  const b = numberCode(right, scope, report)
  const holds = COMPARED[operator]
  if (a.constant && b.constant) return constantTruth(holds(compare(a.constant, b.constant)))
  return truth(union(a, b), (frame) => {
    const x = a.at(frame)
    if (x === undefined) return undefined
    const y = b.at(frame)
    return y === undefined ? undefined : holds(compare(x, y))
  })
}

const COMPARED: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
}

/** The right side is looked at only when the left one leaves it open, as in `ratings > 0 and sum / ratings > 3`. */
function logicCode(operator: 'and' | 'or', left: TruthCode, right: TruthCode): TruthCode {
  const settles = operator === 'or'
  if (left.constant !== undefined) return left.constant === settles ? constantTruth(settles) : right
  return truth(union(left, right), (frame) => {
    const value = left.at(frame)
    return value === undefined || value === settles ? value : right.at(frame)
  })
}

function callCode(expression: Extract<Expression, { kind: 'call' }>, scope: Scope, report: Report): NumberCode {
  if (expression.function === 'if') return choiceCode(expression.arguments, scope, report)
  const parts = expression.arguments.map((part) => numberCode(part, scope, report))
  const [first = NO_CODE, second = NO_CODE] = parts
  switch (expression.function) {
    case 'min':
      return parts.slice(1).reduce((least, part) => pair(least, part, smaller), first)
    case 'max':
      return parts.slice(1).reduce((most, part) => pair(most, part, larger), first)
    case 'clamp':
      return pair(pair(first, second, larger), parts[2] ?? NO_CODE, smaller)
    case 'abs':
      return mapped(first, (value) => (value.numerator < 0n ? negate(value) : value))
    case 'round': {
      const places = Number(second.constant?.numerator ?? 0n)
      return mapped(first, (value) => roundHalfUp(value, places))
    }
  }
}

function choiceCode(parts: readonly Expression[], scope: Scope, report: Report): NumberCode {
  const [asked, then, otherwise] = parts
  const condition = asked ? truthCode(asked, scope, report) : constantTruth(true)
  const yes = then ? numberCode(then, scope, report) : NO_CODE
  const no = otherwise ? numberCode(otherwise, scope, report) : NO_CODE
  if (condition.constant !== undefined) return condition.constant ? yes : no
  return number(new Set([...condition.uses, ...yes.uses, ...no.uses]), (frame) => {
    const holds = condition.at(frame)
    return holds === undefined ? undefined : holds ? yes.at(frame) : no.at(frame)
  })
}

function mapped(part: NumberCode, operate: (value: Rational) => Rational): NumberCode {
  if (part.constant) return constantCode(operate(part.constant))
  return number(part.uses, (frame) => {
    const value = part.at(frame)
    return value === undefined ? undefined : operate(value)
  })
}

function number(uses: ReadonlySet<string>, at: (frame: Frame) => Rational | undefined): NumberCode {
  return { kind: 'number', constant: undefined, uses, at }
}

function truth(uses: ReadonlySet<string>, at: (frame: Frame) => boolean | undefined): TruthCode {
  return { kind: 'truth', constant: undefined, uses, at }
}

function union(left: Code, right: Code): ReadonlySet<string> {
  return new Set([...left.uses, ...right.uses])
}
