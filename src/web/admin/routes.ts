import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ACCOUNT_POSITIONS } from '../../domain/people/account-position.ts'
import { shellRoute } from '../routes.ts'
import type { AccountSearch } from './accounts/account-queries.ts'
import { AUDIT_FILTERS, type AuditSearch } from './audit/audit-filter-names.ts'

export const ADMIN_ROUTES = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/rules',
    validateSearch: (search: Record<string, unknown>): { find?: string | undefined } => textOf(search, 'find'),
    component: lazyRouteComponent(() => import('./rules/rules-page.tsx'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/rules/$rule',
    validateSearch: (search: Record<string, unknown>): { version?: string | undefined; with?: string | undefined } =>
      textOf(search, 'version', 'with'),
    component: lazyRouteComponent(() => import('./rules/rule-page.tsx'), 'RulePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/rules/$rule/document',
    validateSearch: (search: Record<string, unknown>): { version?: string | undefined } => textOf(search, 'version'),
    component: lazyRouteComponent(() => import('./rules/plan-document-page.tsx'), 'PlanDocumentPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/rules/$rule/draft',
    staticData: { permission: 'rule.write' },
    component: lazyRouteComponent(() => import('./rules/builder/draft-page.tsx'), 'RuleDraftPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/policies',
    validateSearch: (search: Record<string, unknown>): { find?: string | undefined } => textOf(search, 'find'),
    component: lazyRouteComponent(() => import('./rules/policies-page.tsx'), 'PoliciesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings',
    staticData: { permission: 'setting.read' },
    validateSearch: (
      search: Record<string, unknown>,
    ): { key?: string | undefined; day?: string | undefined; history?: string | undefined } => textOf(search, 'key', 'day', 'history'),
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/what-ifs',
    staticData: { permission: 'what_if.read' },
    validateSearch: (search: Record<string, unknown>): { draft?: string | undefined; setting?: string | undefined } =>
      textOf(search, 'draft', 'setting'),
    component: lazyRouteComponent(() => import('./what-if/what-ifs-page.tsx'), 'WhatIfsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/what-ifs/$id',
    staticData: { permission: 'what_if.read' },
    component: lazyRouteComponent(() => import('./what-if/what-if-page.tsx'), 'WhatIfPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/accounts',
    staticData: { permission: 'account.read' },
    validateSearch: (search: Record<string, unknown>): AccountSearch => {
      const position = ACCOUNT_POSITIONS.find((each) => each === search.position)
      const state = search.state === 'open' || search.state === 'closed' ? search.state : undefined
      return { ...textOf(search, 'search'), ...(position ? { position } : {}), ...(state ? { state } : {}) }
    },
    component: lazyRouteComponent(() => import('./accounts/accounts-page.tsx'), 'AccountsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/tokens',
    staticData: { permission: 'token.read' },
    component: lazyRouteComponent(() => import('./tokens/tokens-page.tsx'), 'TokensPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/retention',
    staticData: { permission: 'retention.read' },
    component: lazyRouteComponent(() => import('./retention/retention-page.tsx'), 'RetentionPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/audit',
    staticData: { permission: 'audit.read' },
    validateSearch: (search: Record<string, unknown>): AuditSearch => textOf(search, ...AUDIT_FILTERS),
    component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/system',
    staticData: { permission: 'system.read' },
    component: lazyRouteComponent(() => import('./system/system-page.tsx'), 'SystemPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/deputies',
    staticData: { permission: 'deputy.read' },
    component: lazyRouteComponent(() => import('./deputies/deputies-page.tsx'), 'DeputiesPage'),
  }),
] as const

/** The named parts of an address that are text. */
function textOf<Name extends string>(search: Record<string, unknown>, ...names: Name[]): { [Key in Name]?: string | undefined } {
  const found: { [Key in Name]?: string | undefined } = {}
  for (const name of names) {
    const value = search[name]
    // An address such as ?find=5 is read as a number.
    if (typeof value === 'string' || typeof value === 'number') found[name] = String(value)
  }
  return found
}
