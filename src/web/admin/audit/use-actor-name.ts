import { useWords } from '../../words/words.ts'
import type { AuditEntry } from './audit-queries.ts'
import { AUDIT } from './audit-words.ts'

/** Who made an entry, as it was written then; the server itself and its command line in the language of the screen. */
export function useActorName(): (entry: Pick<AuditEntry, 'actor' | 'actorName'>) => string {
  const say = useWords(AUDIT)
  return ({ actor, actorName }) => {
    if (actor !== 'system') return actorName
    const [, user] = /^command line \((.*)\)$/.exec(actorName) ?? []
    return user === undefined ? say('system') : say('commandLine', { name: user })
  }
}
