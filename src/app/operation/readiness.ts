import { loadRulebook } from '../../rulebook/rulebook.ts'
import { databaseAnswers } from '../../store/operation-counts.ts'
import type { Service } from '../service/service.ts'

/** What the server needs before it can work; each is said by itself. */
export interface Readiness {
  readonly database: boolean
  readonly rules: boolean
}

/** Anybody may ask, and loading the rules is work: what was found holds for so long. */
const HOLDS_MS = 5_000

/**
 * Asks whether the database answers and the rules load. That the schema is up to date is seen to when a store is opened: one
 * that is open has every migration applied.
 */
export function readinessOf({ store, rulesFolder, now }: Service): () => Promise<Readiness> {
  let latest: { readonly at: number; readonly found: Promise<Readiness> } | undefined
  const look = async () => {
    const [database, rules] = await Promise.all([
      databaseAnswers(store).catch(() => false),
      loadRulebook(rulesFolder).then(
        ({ ok }) => ok,
        () => false,
      ),
    ])
    return { database, rules }
  }
  return () => {
    const at = now().getTime()
    if (latest === undefined || Math.abs(at - latest.at) > HOLDS_MS) latest = { at, found: look() }
    return latest.found
  }
}
