import type { MathNode } from 'mathjs'
import mathjs from 'mathjs/lib/browser/math.js'
import type { Problem } from '../../base/problem.ts'
import { rationalFromText } from '../../base/rational.ts'
import { type RulePlace, type RuleProblemCode, ruleProblem } from '../rule/rule-problem.ts'
import { type Comparison, type Expression, FUNCTIONS, type FunctionName } from './expression.ts'

/**
 * mathjs is the language, never the arithmetic: this instance is private to the file and only ever parses, and BigNumber
 * mode keeps every literal exact. Nothing that an administrator wrote is ever evaluated by it.
 *
 * It comes from the package's bundle: loading its 1,262 modules one by one took two seconds of every command, this 0.2.
 */
const language = mathjs.create({ number: 'BigNumber' })

/** Formulas read before: a book is compiled for every choice of its settings, and a text always reads the same. */
const read = new Map<string, Expression>()
const MOST_READ = 1000

const LONGEST_FORMULA = 2000
const DEEPEST_BRACKETS = 40
/** Signs are checked in the text because some, % for one, leave no trace in mathjs's tree. */
const ALLOWED_SIGN = /[A-Za-z0-9_.+\-*/(),<>=!" \n]/
const COMPARISONS = new Set(['<', '<=', '>', '>=', '==', '!='])

export type Parsed = { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly problems: readonly Problem[] }

class Refused extends Error {
  readonly code: RuleProblemCode
  readonly values: Record<string, string>

  constructor(code: RuleProblemCode, values: Record<string, string>) {
    super(code)
    this.code = code
    this.values = values
  }
}

/**
 * Reads a formula into our own tree. Numbers stay exact. Refused, each with a problem: signs, nodes and functions outside
 * the closed list, products without a *, numbers in other than plain decimal form. Names are checked when it is compiled.
 */
export function parseFormula(formula: string, at: RulePlace): Parsed {
  const before = read.get(formula)
  if (before) return { ok: true, expression: before }
  try {
    checkText(formula)
    const expression = expressionOf(nodeOf(formula))
    if (read.size >= MOST_READ) read.clear()
    read.set(formula, expression)
    return { ok: true, expression }
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal
    return { ok: false, problems: [ruleProblem(refusal.code, at, { formula: formula.slice(0, LONGEST_FORMULA), ...refusal.values })] }
  }
}

function checkText(formula: string): void {
  if (formula.length > LONGEST_FORMULA) throw new Refused('formula_must_parse', { detail: `${formula.length} > ${LONGEST_FORMULA}` })
  for (const sign of formula) {
    if (!ALLOWED_SIGN.test(sign)) throw new Refused('formula_must_use_allowed_signs', { sign })
  }
  const outsideText = formula.replace(/"[A-Za-z0-9_]*"/g, '')
  const glued = /(?<![A-Za-z0-9_.])[0-9.]+[A-Za-z_]\w*/.exec(outsideText)
  if (glued) throw new Refused('formula_must_write_products', { part: glued[0] })
  const assigned = /(?<![<>=!])=(?!=)/.exec(outsideText)
  if (assigned) throw new Refused('formula_must_use_allowed_signs', { sign: '=' })
  let depth = 0
  for (const sign of outsideText) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
    if (depth > DEEPEST_BRACKETS) throw new Refused('formula_must_parse', { detail: `( > ${DEEPEST_BRACKETS}` })
  }
}

function nodeOf(formula: string): MathNode {
  try {
    return language.parse(formula)
  } catch (error) {
    throw new Refused('formula_must_parse', { detail: error instanceof Error ? error.message : String(error) })
  }
}

/** mathjs's own types know a node's class by the `is...` marks only, so each case reads the fields of its class. */
interface Node {
  readonly type: string
  readonly value?: unknown
  readonly name?: string
  readonly op?: string
  readonly args?: readonly MathNode[]
  readonly fn?: unknown
  readonly implicit?: boolean
  readonly content?: MathNode
}

function expressionOf(mathNode: MathNode): Expression {
  const node = mathNode as Node
  const args = node.args ?? []
  switch (node.type) {
    case 'ParenthesisNode':
      return node.content ? expressionOf(node.content) : refusePart(mathNode)
    case 'ConstantNode':
      return constant(node.value, mathNode)
    case 'SymbolNode':
      return { kind: 'name', name: node.name ?? '' }
    case 'OperatorNode':
      if (node.implicit) throw new Refused('formula_must_write_products', { part: mathNode.toString() })
      return operation(node.op ?? '', args, mathNode)
    case 'FunctionNode':
      return call(mathNode, args)
    default:
      return refusePart(mathNode)
  }
}

function constant(value: unknown, node: MathNode): Expression {
  if (typeof value === 'string') return { kind: 'text', text: value }
  const exact = mathjs.isBigNumber(value) ? rationalFromText(value.toFixed()) : undefined
  return exact ? { kind: 'number', value: exact } : refusePart(node)
}

function operation(operator: string, args: readonly MathNode[], node: MathNode): Expression {
  const [first, second] = args
  if (first && !second) {
    if (operator === '-') return { kind: 'negative', of: expressionOf(first) }
    if (operator === 'not') return { kind: 'not', of: expressionOf(first) }
  }
  if (!first || !second || args.length > 2) return refusePart(node)
  const left = expressionOf(first)
  const right = expressionOf(second)
  if (operator === '+' || operator === '-' || operator === '*' || operator === '/') return { kind: 'arithmetic', operator, left, right }
  if (operator === 'and' || operator === 'or') return { kind: 'logic', operator, left, right }
  if (isComparison(operator)) return { kind: 'comparison', operator, left, right }
  return refusePart(node)
}

function isComparison(operator: string): operator is Comparison {
  return COMPARISONS.has(operator)
}

function call(node: MathNode, args: readonly MathNode[]): Expression {
  const name = /^(\w+)\(/.exec(node.toString())?.[1] ?? ''
  if (!isFunction(name)) return refusePart(node)
  const parts = args.map(expressionOf)
  const fits = {
    min: parts.length >= 2,
    max: parts.length >= 2,
    clamp: parts.length === 3,
    abs: parts.length === 1,
    round: roundsToPlaces(parts),
    if: parts.length === 3,
  }
  if (!fits[name]) throw new Refused('formula_function_must_have_arguments', { part: node.toString(), wanted: FUNCTIONS[name] })
  return { kind: 'call', function: name, arguments: parts }
}

function roundsToPlaces(parts: readonly Expression[]): boolean {
  const places = parts[1]
  return (
    parts.length === 2 &&
    places?.kind === 'number' &&
    places.value.denominator === 1n &&
    places.value.numerator >= 0n &&
    places.value.numerator <= 12n
  )
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name)
}

function refusePart(node: MathNode): never {
  throw new Refused('formula_must_use_allowed_parts', { part: node.toString(), functions: Object.keys(FUNCTIONS).join(', ') })
}
