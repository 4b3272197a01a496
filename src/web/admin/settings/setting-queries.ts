import { queryOptions } from '@tanstack/react-query'
import type { SETTING_ROUTES } from '../../../server/settings/setting-routes.ts'
import { answer, resource } from '../../api/resource.ts'

const api = resource<typeof SETTING_ROUTES>().settings

/** The settings as they stand on a day, today unless told. */
export function settingsQuery(day: string | undefined) {
  return queryOptions({ queryKey: ['settings', day ?? 'today'], queryFn: () => readSettings(day) })
}

export type Settings = Awaited<ReturnType<typeof readSettings>>
export type Setting = Settings['items'][number]
export type SettingChanges = Awaited<ReturnType<typeof readSettingChanges>>
export type SettingChange = SettingChanges['items'][number]

function readSettings(day: string | undefined) {
  return answer(api.$get({ query: { day } }))
}

/** Changes newest first, of one setting where told, a page at a time. */
export function readSettingChanges(key: string | undefined, cursor: string | undefined) {
  return answer(api.changes.$get({ query: { key, cursor, limit: 20 } }))
}

export interface SettingChangeInput {
  readonly values: Record<string, string | null>
  readonly effectiveFrom: string
  readonly reason: string
}

export function changeSettings(input: SettingChangeInput) {
  return answer(api.changes.$post({ json: input }))
}
