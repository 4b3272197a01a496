import type { Unit } from '../rule/units.ts'
import type { Expression } from './expression.ts'

/** What follows of a formula's unit: one of the list, "number" for a quotient of like figures, nothing where a plain number or parameter leaves it open. */
export type Followed = Unit | 'number' | undefined

const PURE: ReadonlySet<Followed> = new Set<Followed>(['count', 'times', 'flag', 'ratio', 'number'])

/** Whether a figure of one unit may be called by another. */
export function unitsFit(found: Followed, wanted: Followed): boolean {
  if (found === undefined || wanted === undefined || found === wanted) return true
  return PURE.has(found) && PURE.has(wanted) && (found === 'number' || wanted === 'number')
}

/** The unit of a formula by those of its names; `clash` is told of the parts that are added or compared though they are counted otherwise. */
export function unitOf(
  expression: Expression,
  unitOfName: (name: string) => Followed,
  clash: (part: Expression, left: Unit | 'number', right: Unit | 'number') => void,
): Followed {
  const of = (part: Expression) => unitOf(part, unitOfName, clash)
  const alike = (parts: readonly Expression[]): Followed => {
    let known: Followed
    for (const part of parts) {
      const unit = of(part)
      if (known !== undefined && unit !== undefined && !unitsFit(unit, known)) clash(part, unit, known)
      if (known === undefined || known === 'number') known = unit ?? known
    }
    return known
  }
  switch (expression.kind) {
    case 'number':
    case 'text':
      return undefined
    case 'name':
      return unitOfName(expression.name)
    case 'negative':
      return of(expression.of)
    case 'not':
      of(expression.of)
      return undefined
    case 'logic':
      of(expression.left)
      of(expression.right)
      return undefined
    case 'comparison':
      alike([expression.left, expression.right])
      return undefined
    case 'arithmetic': {
      const { left, right, operator } = expression
      if (operator === '+' || operator === '-') return alike([left, right])
      return operator === '*' ? product(of(left), of(right)) : quotient(of(left), of(right))
    }
    case 'call': {
      const [first, ...others] = expression.arguments
      if (expression.function === 'if') {
        if (first) of(first)
        return alike(others)
      }
      return expression.function === 'round' && first ? of(first) : alike(expression.arguments)
    }
  }
}

function product(left: Followed, right: Followed): Followed {
  if (left === undefined || right === undefined) return undefined
  if (!PURE.has(left)) return PURE.has(right) ? left : undefined
  return left === 'number' || !PURE.has(right) ? right : right === 'number' ? left : 'number'
}

function quotient(over: Followed, under: Followed): Followed {
  if (over === undefined || under === undefined) return undefined
  if (PURE.has(under)) return PURE.has(over) ? 'number' : over
  return over === under ? 'number' : undefined
}
