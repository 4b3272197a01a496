import type { Answer } from '../../base/answer.ts'
import { type SettingChange, settingChanges } from '../../store/aggregates/setting-changes.ts'
import { useCase } from '../kernel/use-case.ts'

/** A change as HTTP shows it. */
export type SettingChangeView = SettingChange

export interface SettingChangesAsked {
  readonly key: string | undefined
  /** Only changes before this id. */
  readonly before: number | undefined
  readonly limit: number
}

/** Changes of settings on the server, newest first. */
export const listSettingChanges = useCase(
  'setting.read',
  async (service, _, asked: SettingChangesAsked): Promise<Answer<{ readonly ok: true; readonly changes: readonly SettingChange[] }>> => {
    return { ok: true, changes: await settingChanges(service.store, asked) }
  },
)
