import { ACCESS, type Permission } from '../../access.ts'

/** What a person does themselves, or decides with their name under it: never a token. */
const FOR_PEOPLE_ONLY: ReadonlySet<string> = new Set<Permission>([
  'account.write',
  'token.write',
  'session.own',
  'message.own',
  'mark.write',
  'confirmation.own',
  'confirmation.manager',
  'appeal.decide',
  'adjustment.decide',
  'incomplete.decide',
  'person.export',
])

/** Whether an administrator can give a permission to a token. */
export function isGrantable(scope: string): scope is Permission {
  return scope in ACCESS && !FOR_PEOPLE_ONLY.has(scope)
}
