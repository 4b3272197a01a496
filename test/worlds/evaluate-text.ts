import {
  add,
  compare,
  divide,
  larger,
  multiply,
  negate,
  type Rational,
  rationalFromText,
  smaller,
  subtract,
} from '../../src/base/rational.ts'
import { roundHalfUp } from '../../src/base/rounding.ts'

/**
 * What a printed formula comes to, by a reader of its own that knows nothing of the engine: figures, + - * / ( ), and the listed functions.
 * Names are asked for. Throws where the text says something that has no value, such as 0 / 0.
 */
export function evaluateText(text: string, figureOf: (name: string) => Rational): Rational {
  const tokens = text.match(/\d+\/\d+|\d+(?:\.\d+)?|[A-Za-z_]\w*|[()+\-*/,]|\S/g) ?? []
  let at = 0
  const expect = (wanted: string) => {
    if (tokens[at++] !== wanted) throw new Error(`"${text}": ${wanted} is missing before ${tokens[at]}`)
  }
  const sums = (): Rational => {
    let value = products()
    while (tokens[at] === '+' || tokens[at] === '-') value = tokens[at++] === '+' ? add(value, products()) : subtract(value, products())
    return value
  }
  const products = (): Rational => {
    let value = single()
    while (tokens[at] === '*' || tokens[at] === '/') {
      const isProduct = tokens[at++] === '*'
      const other = single()
      const result = isProduct ? multiply(value, other) : divide(value, other)
      if (!result) throw new Error(`"${text}" divides by zero`)
      value = result
    }
    return value
  }
  const single = (): Rational => {
    const token = tokens[at++] ?? ''
    if (token === '-') return negate(single())
    if (token === '(') {
      const value = sums()
      expect(')')
      return value
    }
    const figure = rationalFromText(token)
    if (figure) return figure
    if (tokens[at] !== '(') return figureOf(token)
    at++
    const parts = [sums()]
    while (tokens[at] === ',') {
      at++
      parts.push(sums())
    }
    expect(')')
    return call(token, parts)
  }
  const value = sums()
  if (at !== tokens.length) throw new Error(`"${text}" goes on after its end`)
  return value
}

function call(name: string, [first, ...rest]: readonly Rational[]): Rational {
  const [second, third] = rest
  if (!first) throw new Error(`${name} of nothing`)
  if (name === 'min') return rest.reduce(smaller, first)
  if (name === 'max') return rest.reduce(larger, first)
  if (name === 'abs') return first.numerator < 0n ? negate(first) : first
  if (name === 'clamp' && second && third) return smaller(larger(first, second), third)
  if (name === 'round' && second) return roundHalfUp(first, Number(second.numerator))
  throw new Error(`${name} is no function of printed formulas`)
}

export function isEqual(a: Rational, b: Rational): boolean {
  return compare(a, b) === 0
}
