import { z } from 'zod'
import { type Day, dayText } from '../../base/day.ts'
import { companyToday } from '../kernel/company-day.ts'
import { codeField, dayField, reasonField, timeText } from '../kernel/fields.ts'
import { paged, pageOf, pageQuery } from '../kernel/pagination.ts'
import { defineRoute } from '../kernel/route.ts'
import { changeSettings } from './change-setting.ts'
import { listSettingChanges, type SettingChangeView } from './list-setting-changes.ts'
import { listSettings, type SettingView } from './list-settings.ts'
import { sinceOf } from './setting-place.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const changeSchema = z
  .object({
    id: z.number().int(),
    key: z.string(),
    value: z.string().nullable().meta({ description: 'Null: the rule file’s own value holds again.' }),
    effectiveFrom: z.string(),
    reason: z.string(),
    at: timeText,
    by: z.string(),
  })
  .meta({ id: 'SettingChange' })
const settingSchema = z
  .object({
    key: z.string(),
    kind: z.enum(['choice', 'list', 'number']),
    value: z.string().meta({ description: 'The value in force on that day.' }),
    fileValue: z.string().nullable(),
    choices: z.array(z.object({ value: z.string(), title: words })),
    bounds: z
      .object({ above: z.string().nullable(), min: z.string().nullable(), max: z.string().nullable() })
      .nullable()
      .meta({ description: 'Between what a number lies: above a number, from one, up to one. Null for choices and lists.' }),
    title: words,
    clause: z.string(),
    clauseText: words.nullable(),
    change: changeSchema.nullable(),
    since: z.string().nullable().meta({ description: 'The day from which on this value has been in force.' }),
    next: changeSchema.nullable().meta({ description: 'The change decided next, which takes effect later.' }),
    rule: z.object({ id: z.string(), title: words, effectiveFrom: z.string() }).nullable(),
    scorecard: z
      .object({ kpi: z.string(), title: words, parameter: z.string(), region: z.string().nullable() })
      .nullable()
      .meta({ description: 'What of a scorecard it sets: weight, or a parameter such as target, for one region or all.' }),
  })
  .meta({ id: 'Setting' })

const settingsSchema = z.object({ items: z.array(settingSchema), regions: z.array(z.object({ code: z.string(), name: z.string() })) })

function changeBody(change: SettingChangeView): z.infer<typeof changeSchema> {
  return { ...change, value: change.value ?? null, effectiveFrom: dayText(change.effectiveFrom as Day) }
}

function settingBody({ change, next, place, fileValue, clauseText, bounds, ...setting }: SettingView) {
  const { rule, scorecard } = place
  return {
    ...setting,
    bounds: bounds ? { above: bounds.above ?? null, min: bounds.min ?? null, max: bounds.max ?? null } : null,
    fileValue: fileValue ?? null,
    clauseText: clauseText ?? null,
    change: change ? changeBody(change) : null,
    since: sinceOf(change, place) ?? null,
    next: next ? changeBody(next) : null,
    rule: rule ?? null,
    scorecard: scorecard ? { ...scorecard, region: scorecard.region ?? null } : null,
  }
}

export const SETTING_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/settings',
    elsewhere: 'reading',
    serves: listSettings,
    summary: 'Every setting 设置 of the rules, scorecard and targets as it stands on a day, with choices and clause',
    query: z.object({ day: dayField.optional().meta({ description: 'Today unless told.' }) }),
    success: { status: 200, description: 'The settings, and the regions that can have targets of their own.', body: settingsSchema },
    handler: async ({ service, actor, query }) => {
      const found = await listSettings(service, actor, query.day ?? (await companyToday(service)))
      if (!found.ok) return found
      return { ok: true, body: { items: found.settings.map(settingBody), regions: [...found.regions] } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/settings/changes',
    serves: listSettingChanges,
    summary: 'Changes of settings on the server, newest first',
    query: z.object({ ...pageQuery, key: codeField.optional() }),
    success: { status: 200, description: 'Changes.', body: pageOf(changeSchema) },
    handler: async ({ service, actor, query }) => {
      const before = Number(query.cursor?.[0])
      const found = await listSettingChanges(service, actor, {
        key: query.key,
        before: Number.isSafeInteger(before) ? before : undefined,
        limit: query.limit + 1,
      })
      if (!found.ok) return found
      return { ok: true, body: paged(found.changes, query.limit, (change) => [change.id], changeBody) }
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/settings/changes',
    elsewhere: 'work',
    serves: changeSettings,
    summary: 'Sets settings, scorecard weights or targets from a day on, with a reason',
    description:
      'Keys are those of GET /settings; a scorecard is set by sales.scorecard/KPI/weight, /KPI/target and, for one region, /KPI/target/REGION. Null gives the rule file’s own value back. Several keys change together, so that weights still add up to 1.',
    body: z.object({
      values: z
        .record(z.string().min(1).max(200), z.string().max(200).nullable())
        .refine((values) => Object.keys(values).length > 0 && Object.keys(values).length <= 100),
      effectiveFrom: dayField,
      reason: reasonField,
    }),
    success: { status: 201, description: 'The changes.', body: z.object({ items: z.array(changeSchema) }) },
    problems: ['setting_must_take_effect_later', 'setting_value_must_be_allowed', 'reason_must_be_given'],
    creates: true,
    handler: async ({ service, actor, body }) => {
      const changed = await changeSettings(service, actor, body)
      return changed.ok ? { ok: true, body: { items: changed.value.map(changeBody) }, location: '/settings/changes' } : changed
    },
  }),
]
