import { queryOptions } from '@tanstack/react-query'
import type { RULE_ROUTES } from '../../../server/rules/rule-routes.ts'
import { answer, resource } from '../../api/resource.ts'

const api = resource<typeof RULE_ROUTES>()
const MINUTES = 60_000

/** The rule book changes with its files, so what was read a moment ago still holds. */
export const rulesQuery = queryOptions({ queryKey: ['rules'], queryFn: readRules, staleTime: 5 * MINUTES })
export const policiesQuery = queryOptions({ queryKey: ['policies'], queryFn: readPolicies, staleTime: 5 * MINUTES })

export function ruleQuery(rule: string) {
  return queryOptions({ queryKey: ['rules', rule], queryFn: () => readRule(rule), staleTime: 5 * MINUTES })
}

export type RuleLine = Awaited<ReturnType<typeof readRules>>['items'][number]
export type Policy = Awaited<ReturnType<typeof readPolicies>>['items'][number]
export type Rule = Awaited<ReturnType<typeof readRule>>
export type RuleVersion = Rule['versions'][number]
export type RuleExample = RuleVersion['examples'][number]

function readRules() {
  return answer(api.rules.$get({ query: {} }))
}

/** The policy with numbered clauses comes first: what the company wrote, before how it is measured. */
async function readPolicies() {
  const { items } = await answer(api.policies.$get({ query: {} }))
  const isNumbered = ({ clauses }: (typeof items)[number]) => /^\d/.test(clauses[0]?.clause ?? '')
  return { items: [...items.filter(isNumbered), ...items.filter((policy) => !isNumbered(policy))] }
}

function readRule(rule: string) {
  return answer(api.rules[':rule'].$get({ param: { rule }, query: {} }))
}
