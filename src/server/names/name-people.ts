import type { Answer } from '../../base/answer.ts'
import { accountNames, employeeNames, formNumbers, tokenNames } from '../../store/aggregates/people-names.ts'
import type { Scope } from '../kernel/access.ts'
import { actorScope, SYSTEM } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import type { namedPerson } from './name-schema.ts'

/** Who stands behind an id that an answer shows in `by`, `openedBy`, `updatedBy` and their like. */
export type NamedPerson = ShapeOf<typeof namedPerson>

const TOKEN = 'token:'
/** A client who filled in a form, known by its link alone. */
const FORM = 'form:'

/**
 * Names people by the ids that answers show: account ids, "token:ID", "form:ID" (the number of a client's form), "system" and employee numbers. In the order asked for;
 * ids that nobody has are left out. Account ids are given by no list, so whoever has one may know the name. Employee numbers
 * can be guessed: those who reach nobody but themselves get managers' names and their own, who rates engineers theirs too, and nobody else's.
 */
export const namePeople = useCase(
  'session.own',
  async (service, actor, asked: readonly string[]): Promise<Answer<{ readonly ok: true; readonly people: readonly NamedPerson[] }>> => {
    const ids = [...new Set(asked)]
    const { store } = service
    const accounts = await accountNames(store, ids)
    const tokens = await tokenNames(
      store,
      ids.filter((id) => id.startsWith(TOKEN)).map((id) => id.slice(TOKEN.length)),
    )
    const forms = await formNumbers(
      store,
      ids.filter((id) => id.startsWith(FORM)).map((id) => id.slice(FORM.length)),
    )
    const scope = actorScope(actor, 'record.read')
    const others = await employeeNames(store, ids, scope === 'all' || scope === 'region' ? undefined : namedToAll(scope))
    const own =
      actor.employee !== undefined && ids.includes(actor.employee) ? await employeeNames(store, [actor.employee], undefined) : others
    const people = ids.flatMap((id): NamedPerson[] => {
      if (id === SYSTEM.id) return [{ id, kind: 'system', name: SYSTEM.name }]
      const token = id.startsWith(TOKEN) ? tokens.get(id.slice(TOKEN.length)) : undefined
      if (token !== undefined) return [{ id, kind: 'token', name: token }]
      const form = id.startsWith(FORM) ? forms.get(id.slice(FORM.length)) : undefined
      if (form !== undefined) return [{ id, kind: 'form', name: form }]
      const account = accounts.get(id)
      if (account !== undefined) return [{ id, kind: 'account', name: account }]
      const employee = others.get(id) ?? own.get(id)
      return employee === undefined ? [] : [{ id, kind: 'employee', name: employee }]
    })
    return { ok: true, people }
  },
)

function namedToAll(scope: Scope | undefined): readonly string[] {
  const managers = ['regional_manager', 'rd_manager']
  return scope === 'engineers' ? [...managers, 'service_engineer'] : managers
}
