import type { Answer } from '../../base/answer.ts'
import type { Permission, Scope } from './access.ts'
import { type Actor, actorScope, type Service } from './service.ts'
import { serviceProblem } from './service-problems.ts'

/**
 * Somebody who may do what they are about to do, and on which rows: what a use case works with behind its gate. The permission goes along, so that
 * whatever asks for reach or duties behind the gate (reachOf, ownCaseProblems) asks for the one that was given.
 */
export interface Permitted<Given extends Permission = Permission> extends Actor {
  readonly permission: Given
  readonly scope: Scope
}

/** A verb behind its gate; it carries the permission, so that the route that serves it has no second one. */
export interface UseCase<Input extends readonly unknown[], Done> {
  (service: Service, actor: Actor, ...input: Input): Promise<Done | Answer<never>>
  readonly permission: Permission
}

/**
 * The only gate: the verb is reached by those who have the permission, whoever calls it, and is told their scope; others are
 * answered action_must_be_allowed. The verb itself stands nowhere else, so that there is no way around.
 */
export function useCase<Given extends Permission, Input extends readonly unknown[], Done>(
  permission: Given,
  verb: (service: Service, actor: Permitted<Given>, ...input: Input) => Promise<Done>,
): UseCase<Input, Done> {
  const gated = async (service: Service, actor: Actor, ...input: Input): Promise<Done | Answer<never>> => {
    const admitted = allowed(actor, permission)
    return admitted.ok ? verb(service, { ...actor, permission, scope: admitted.scope }, ...input) : admitted
  }
  return Object.assign(gated, { permission })
}

/** The scope, or the problem that there is none. Use cases ask it by their gate, and serving a request before it is read. */
export function allowed(actor: Actor, permission: Permission): Answer<{ readonly ok: true; readonly scope: Scope }> {
  const scope = actorScope(actor, permission)
  if (scope === undefined) return { ok: false, problems: [serviceProblem('action_must_be_allowed', { permission })] }
  return { ok: true, scope }
}
