import type { Scope } from '../rule/scope.ts'
import type { Expression } from './expression.ts'

/**
 * The formula as the settings in force leave it: of `if(base == "lastYear", a, b)` only `a` or `b` remains. What a person
 * is shown as workings names nothing that had no part in the value.
 */
export function settleSettings(expression: Expression, scope: Scope): Expression {
  const inner = (part: Expression) => settleSettings(part, scope)
  switch (expression.kind) {
    case 'number':
    case 'name':
    case 'text':
      return expression
    case 'negative':
    case 'not':
      return { ...expression, of: inner(expression.of) }
    case 'arithmetic':
    case 'comparison':
      return { ...expression, left: inner(expression.left), right: inner(expression.right) }
    case 'logic':
      if (settledTruth(expression.left, scope) !== undefined) return inner(expression.right)
      if (settledTruth(expression.right, scope) !== undefined) return inner(expression.left)
      return { ...expression, left: inner(expression.left), right: inner(expression.right) }
    case 'call': {
      const [condition, yes, no] = expression.arguments
      const truth = expression.function === 'if' && condition ? settledTruth(condition, scope) : undefined
      const branch = truth === undefined ? undefined : truth ? yes : no
      return branch ? inner(branch) : { ...expression, arguments: expression.arguments.map(inner) }
    }
  }
}

/** Whether a condition holds, when settings alone decide it. */
function settledTruth(expression: Expression, scope: Scope): boolean | undefined {
  if (expression.kind === 'not') {
    const truth = settledTruth(expression.of, scope)
    return truth === undefined ? undefined : !truth
  }
  if (expression.kind === 'logic') {
    const sides = [settledTruth(expression.left, scope), settledTruth(expression.right, scope)]
    const settles = expression.operator === 'or'
    if (sides.includes(settles)) return settles
    return sides.includes(undefined) ? undefined : !settles
  }
  if (expression.kind !== 'comparison' || expression.left.kind !== 'name' || expression.right.kind !== 'text') return undefined
  const setting = scope.get(expression.left.name)
  if (setting?.kind !== 'setting') return undefined
  return (setting.value === expression.right.text) === (expression.operator === '==')
}
