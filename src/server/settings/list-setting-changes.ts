import type { Answer } from '../../appraisal/appraise.ts'
import { type SettingChange, settingChanges } from '../../store/aggregates/setting-changes.ts'
import { type Actor, allowed, type Service } from '../kernel/service.ts'

/** A change as HTTP shows it. */
export type SettingChangeView = SettingChange

export interface SettingChangesAsked {
  readonly key: string | undefined
  /** Only changes before this id. */
  readonly before: number | undefined
  readonly limit: number
}

/** Changes of settings on the server, newest first. */
export async function listSettingChanges(
  service: Service,
  actor: Actor,
  asked: SettingChangesAsked,
): Promise<Answer<{ readonly ok: true; readonly changes: readonly SettingChange[] }>> {
  const permitted = allowed(actor, 'setting.read')
  return permitted.ok ? { ok: true, changes: await settingChanges(service.store, asked) } : permitted
}
