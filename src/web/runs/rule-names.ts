import { useQuery } from '@tanstack/react-query'
import type { RULE_ROUTES } from '../../server/rules/rule-routes.ts'
import type { SETTING_ROUTES } from '../../server/settings/setting-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { inLanguage } from '../words/in-language.ts'

const settings = resource<typeof SETTING_ROUTES>().settings
const rules = resource<typeof RULE_ROUTES>().rules

/** How rules and settings are called; asked for only where a page names any. */
export function useRuleNames(needed: { readonly rules: boolean; readonly settings: boolean }) {
  const ruleList = useQuery({
    queryKey: ['rules', 'names'],
    enabled: needed.rules,
    queryFn: () => answer(rules.$get({ query: {} })),
    staleTime: 10 * 60_000,
  })
  const settingList = useQuery({
    queryKey: ['settings', 'names'],
    enabled: needed.settings,
    queryFn: () => answer(settings.$get({ query: {} })),
    staleTime: 10 * 60_000,
  })
  const settingOf = (key: string) => settingList.data?.items.find((each) => each.key === key)
  return {
    rule: (id: string) => {
      const found = ruleList.data?.items.find((each) => each.id === id)
      return found ? inLanguage(found.title) : id
    },
    setting: (key: string) => {
      const found = settingOf(key)
      return found ? inLanguage(found.title) : key
    },
    value: (key: string, value: string | null) => {
      const choice = settingOf(key)?.choices.find((each) => each.value === value)
      return choice ? inLanguage(choice.title) : (value ?? '—')
    },
  }
}
