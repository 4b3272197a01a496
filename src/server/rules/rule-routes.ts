import { z } from 'zod'
import { companyToday } from '../kernel/company-day.ts'
import { codeField, dayField } from '../kernel/fields.ts'
import { defineRoute } from '../kernel/route.ts'
import { listPolicies } from './list-policies.ts'
import { listRules } from './list-rules.ts'
import { readRule } from './read-rule.ts'
import { policySchema, ruleLine, ruleSchema } from './rule-schema.ts'

const dayQuery = z.object({ day: dayField.optional().meta({ description: 'Today unless told.' }) })

export const RULE_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/rules',
    elsewhere: 'reading',
    serves: listRules,
    summary: 'The rule book 规则: every rule, pay plan and measure of the company’s own with its versions and the one in force on a day',
    description:
      'Everybody reads the rules that they are paid by. The worked examples of every version are tried once for each text of the rules. Templates are never in force.',
    query: dayQuery,
    success: { status: 200, description: 'The rules by id.', body: z.object({ items: z.array(ruleLine), next: z.null() }) },
    handler: async ({ service, actor, query }) => {
      const found = await listRules(service, actor, query.day ?? (await companyToday(service)))
      return found.ok ? { ok: true, body: { items: found.rules, next: null } } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/rules/{rule}',
    elsewhere: 'reading',
    serves: readRule,
    summary: 'One rule, plan or measure: all its versions in words, with parameters, settings, decisions, tiers and examples',
    params: z.object({ rule: codeField }),
    query: dayQuery,
    success: { status: 200, description: 'The rule.', body: ruleSchema },
    problems: ['thing_must_exist'],
    handler: async ({ service, actor, params, query }) => {
      const found = await readRule(service, actor, { id: params.rule, day: query.day ?? (await companyToday(service)) })
      return found.ok ? { ok: true, body: found.rule } : found
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/policies',
    elsewhere: 'reading',
    serves: listPolicies,
    summary: 'The policies 制度 clause by clause, each with the rules and settings that carry it out',
    query: dayQuery,
    success: { status: 200, description: 'The policies.', body: z.object({ items: z.array(policySchema), next: z.null() }) },
    handler: async ({ service, actor, query }) => {
      const found = await listPolicies(service, actor, query.day ?? (await companyToday(service)))
      return found.ok ? { ok: true, body: { items: found.policies, next: null } } : found
    },
  }),
]
