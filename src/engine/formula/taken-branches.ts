import type { Frame } from '../rule/frame.ts'
import type { Scope } from '../rule/scope.ts'
import { expressionCode } from './compile-formula.ts'
import { type Expression, namesIn } from './expression.ts'

/** What of a formula was evaluated for one person, and the names that decided it. */
export interface Taken {
  readonly expression: Expression
  readonly asked: readonly string[]
}

/**
 * The formula as the figures of a frame leave it: of `if(ratings > 0, a, b)` only the branch that was computed remains, so
 * that workings show no `0 / 0` that nobody divided.
 */
export function takenBranches(expression: Expression, scope: Scope, frame: Frame): Taken {
  const asked: string[] = []
  const inner = (part: Expression): Expression => {
    switch (part.kind) {
      case 'number':
      case 'name':
      case 'text':
        return part
      case 'negative':
      case 'not':
        return { ...part, of: inner(part.of) }
      case 'arithmetic':
      case 'comparison':
      case 'logic':
        return { ...part, left: inner(part.left), right: inner(part.right) }
      case 'call': {
        const [condition, yes, no] = part.arguments
        if (part.function !== 'if' || !condition || !yes || !no) return { ...part, arguments: part.arguments.map(inner) }
        const holds = expressionCode(condition, scope).at(frame)
        asked.push(...namesIn(condition))
        return typeof holds === 'boolean' ? inner(holds ? yes : no) : part
      }
    }
  }
  return { expression: inner(expression), asked }
}
