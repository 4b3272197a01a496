import { ACCESS, type Permission, tokenRule } from '../kernel/access.ts'

/** Whether a permission can be given to a token at all: access.ts says what people do themselves. */
export function isGrantable(scope: string): scope is Permission {
  return scope in ACCESS && tokenRule(scope as Permission) !== 'never'
}

/** The scopes of a token that a second person has to approve; without any it needs nobody. */
export function scopesToApprove(scopes: readonly string[]): Permission[] {
  return scopes.filter(isGrantable).filter((scope) => tokenRule(scope) === 'approved')
}
