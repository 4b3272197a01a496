import type { Rational } from '../../base/rational.ts'
import { exactText } from '../../base/rounding.ts'

/** A formula as our own tree: what parsing leaves and compiling takes. */
export type Expression =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'name'; readonly name: string }
  /** A choice of a setting; stands only beside == or !=. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'arithmetic'; readonly operator: '+' | '-' | '*' | '/'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'negative'; readonly of: Expression }
  | { readonly kind: 'comparison'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'call'; readonly function: FunctionName; readonly arguments: readonly Expression[] }

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!='

/** The closed list of functions, each with how it is written. `if` computes only the branch that its condition chooses. */
export const FUNCTIONS = {
  min: 'min(a, b, ...)',
  max: 'max(a, b, ...)',
  clamp: 'clamp(x, least, most)',
  abs: 'abs(x)',
  round: 'round(x, 2)',
  if: 'if(condition, a, b)',
} as const
export type FunctionName = keyof typeof FUNCTIONS

/** Words that formulas and conditions keep for themselves; no input, setting, parameter or step may bear them. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(FUNCTIONS),
  'and',
  'or',
  'not',
  'xor',
  'mod',
  'to',
  'in',
  'true',
  'false',
  'null',
  'undefined',
  'end',
  'result',
])

/** The formula as text again, with brackets only where its meaning needs them: for messages and workings. */
export function expressionText(expression: Expression, nameText: (name: string) => string = (name) => name): string {
  const inner = (part: Expression, least: number) => {
    const text = expressionText(part, nameText)
    return binding(part) < least ? `(${text})` : text
  }
  switch (expression.kind) {
    case 'number':
      return exactText(expression.value)
    case 'name':
      return nameText(expression.name)
    case 'text':
      return `"${expression.text}"`
    case 'arithmetic':
    case 'comparison':
    case 'logic': {
      const own = binding(expression)
      return `${inner(expression.left, own)} ${expression.operator} ${inner(expression.right, own + 1)}`
    }
    case 'negative':
      return `-${inner(expression.of, TIGHTEST)}`
    case 'not':
      return `not ${inner(expression.of, TIGHTEST)}`
    case 'call':
      return `${expression.function}(${expression.arguments.map((part) => expressionText(part, nameText)).join(', ')})`
  }
}

/** The names in an expression, as often as they stand there. */
export function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'number':
    case 'text':
      return []
    case 'name':
      return [expression.name]
    case 'negative':
    case 'not':
      return namesIn(expression.of)
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return [...namesIn(expression.left), ...namesIn(expression.right)]
    case 'call':
      return expression.arguments.flatMap(namesIn)
  }
}

/** How tightly the tightest part binds: what may stand anywhere without brackets. */
export const TIGHTEST = 6
const BINDINGS: Readonly<Record<string, number>> = { or: 1, and: 2, '+': 4, '-': 4, '*': 5, '/': 5 }

/** How tightly an expression's outermost sign binds; a part that binds looser than its place asks needs brackets. */
export function binding(expression: Expression): number {
  if (expression.kind === 'comparison') return 3
  return 'operator' in expression ? (BINDINGS[expression.operator] ?? TIGHTEST) : TIGHTEST
}
