import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import type { SettingInfo } from '../../rulebook/book.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { type CompanyRegion, regionsOfCompany } from '../../store/aggregates/regions.ts'
import { type SettingChange, settingChangesAfter, settingChangesOn } from '../../store/aggregates/setting-changes.ts'
import { companyRules } from '../kernel/company-rules.ts'
import type { Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { type SettingPlace, settingPlace } from './setting-place.ts'

/** A setting 设置 as it stands on a day: what the rule file says, and what the company set over it. */
export interface SettingView extends Omit<SettingInfo, 'value'> {
  /** The value in force. */
  readonly value: string
  /** The rule file's own value; undefined for a region's target that only the server has. */
  readonly fileValue: string | undefined
  /** The change that set it; undefined where the file's value holds. */
  readonly change: SettingChange | undefined
  /** The change decided next, which takes effect on a later day. */
  readonly next: SettingChange | undefined
  readonly place: SettingPlace
  /** The clause in words. */
  readonly clauseText: { readonly zh: string; readonly en: string } | undefined
}

/** Settings of the server that belong to no rule. */
const OWN_SETTINGS: readonly SettingInfo[] = [
  {
    key: 'onIncomplete',
    kind: 'choice',
    value: 'hold',
    clause: 'A8',
    title: { zh: '缺数据且无人决定时', en: 'Where data are missing and nobody decided' },
    choices: [
      { value: 'hold', title: { zh: '暂缓分配', en: 'hold the split' } },
      { value: 'reweight', title: { zh: '其他模块按比例承担权重', en: 'the other modules carry the weight' } },
      { value: 'zero', title: { zh: '记零分', en: 'score it zero' } },
    ],
  },
  {
    key: 'language',
    kind: 'choice',
    value: 'zh',
    clause: '5.4',
    title: { zh: '备注和表格的语言', en: 'Language of remarks and sheets' },
    choices: [
      { value: 'zh', title: { zh: '中文', en: 'Chinese' } },
      { value: 'en', title: { zh: '英文', en: 'English' } },
    ],
  },
]

export type KnownSettings =
  | { readonly ok: true; readonly rulebook: Rulebook; readonly settings: readonly SettingInfo[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Every setting that can be changed, with the rule files' values on a day. */
export async function knownSettings(service: Service, day: Day): Promise<KnownSettings> {
  const loaded = await companyRules(service)
  if (!loaded.ok) return loaded
  return { ok: true, rulebook: loaded.rulebook, settings: [...loaded.rulebook.settings(day), ...OWN_SETTINGS] }
}

/** Every setting as it stands on a day, with its choices and clause; in the order of the rule book, the server's own last. */
export const listSettings = useCase(
  'setting.read',
  async (
    service,
    _,
    day: Day,
  ): Promise<Answer<{ readonly ok: true; readonly settings: readonly SettingView[]; readonly regions: readonly CompanyRegion[] }>> => {
    const known = await knownSettings(service, day)
    if (!known.ok) return known
    const changes = await settingChangesOn(service.store, day)
    const later = await settingChangesAfter(service.store, day)
    const regions = await regionsOfCompany(service.store)
    const clauses = new Map(
      known.rulebook.policies.flatMap(({ policy }) => policy.clauses.map((clause) => [clause.clause, clause.text] as const)),
    )
    const view = (info: SettingInfo, fileValue: string | undefined): SettingView => {
      const change = changes.get(info.key)
      const isSet = change?.value !== undefined
      return {
        ...info,
        value: change?.value ?? info.value,
        fileValue,
        change: isSet ? change : undefined,
        next: later.get(info.key),
        place: settingPlace(known.rulebook, info.key, day),
        clauseText: clauses.get(info.clause),
      }
    }
    const listed = new Set(known.settings.map((info) => info.key))
    const onServerOnly = [...changes.values()].filter((change) => !listed.has(change.key) && change.value !== undefined)
    return {
      ok: true,
      regions,
      settings: [
        ...known.settings.map((info) => view(info, info.value)),
        ...onServerOnly.flatMap((change) => {
          const general = known.settings.find((info) => change.key.startsWith(`${info.key}/`))
          const code = change.key.split('/').at(-1) ?? ''
          const region = regions.find((each) => each.code === code)?.name ?? code
          if (!general) return []
          const title = { zh: `${general.title.zh}（${region}）`, en: `${general.title.en} (${region})` }
          return [view({ ...general, key: change.key, title, value: change.value ?? '' }, undefined)]
        }),
      ],
    }
  },
)
