import type { AccountPosition } from '../../domain/people/account-position.ts'
import type { Permission, Scope } from '../../server/kernel/access-types.ts'
import type { SHELL } from './words.ts'

type Key = NonNullable<(typeof SHELL)['keys']>

/** One line of the navigation. `to` may hold $period: the period that screens are about. */
export interface NavigationItem {
  readonly key: Key
  readonly to: string
  /** Shown to who has any of these; everybody unless told. */
  readonly permission?: readonly Permission[]
  /** Only where the permission reaches this far: "own" for one's own sheet. */
  readonly scope?: readonly Scope[]
  /** Only these positions, where the permission says too little. */
  readonly positions?: readonly AccountPosition[]
  /** Not for people of this job who reach their own rows only: representatives have no service jobs. */
  readonly notJob?: string
  /** Stands in the bar at the foot of a phone: four at most are shown, in this order. */
  readonly foot?: boolean
}

export interface NavigationGroup {
  readonly key: Key
  readonly items: readonly NavigationItem[]
}

/** Every screen that is reached from everywhere, by what one wants to do. */
const NAVIGATION: readonly NavigationGroup[] = [
  {
    key: 'groupMonth',
    items: [
      { key: 'home', to: '/', foot: true },
      { key: 'month', to: '/periods/$period', permission: ['outstanding.read'], foot: true },
      { key: 'periods', to: '/periods', permission: ['period.write'] },
      { key: 'mySheet', to: '/periods/$period/my-sheet', positions: ['staff'], foot: true },
      { key: 'marks', to: '/periods/$period/marks', permission: ['mark.read'], foot: true },
      { key: 'incomplete', to: '/periods/$period/incomplete', permission: ['incomplete.read'] },
      { key: 'runs', to: '/periods/$period/runs', permission: ['run.read'] },
      { key: 'appeals', to: '/periods/$period/appeals', permission: ['appeal.read'], scope: ['all', 'region'] },
      { key: 'signatures', to: '/periods/$period/signatures', permission: ['confirmation.manager'], foot: true },
      { key: 'confirmations', to: '/periods/$period/confirmations', permission: ['confirmation.read'], scope: ['all', 'region'] },
    ],
  },
  {
    key: 'groupData',
    items: [
      { key: 'uploads', to: '/uploads', permission: ['upload.read'], foot: true },
      { key: 'records', to: '/records', permission: ['record.read'] },
      { key: 'odd', to: '/odd-records', permission: ['odd.read'] },
      { key: 'people', to: '/people', permission: ['record.read'], scope: ['all', 'region', 'engineers'] },
      { key: 'formLinks', to: '/form-links', permission: ['form.read'], notJob: 'sales_rep' },
    ],
  },
  {
    key: 'groupResults',
    items: [
      { key: 'results', to: '/periods/$period/results', permission: ['result.read'], scope: ['all', 'region'], foot: true },
      { key: 'kpis', to: '/periods/$period/kpis', permission: ['result.read'], scope: ['all', 'region'] },
      { key: 'pipeline', to: '/opportunities', permission: ['opportunity.read'] },
    ],
  },
  {
    key: 'groupMoney',
    items: [
      { key: 'bonus', to: '/periods/$period/bonus', permission: ['bonus.read'], foot: true },
      { key: 'payments', to: '/periods/$period/payments', permission: ['payment.trail'] },
      { key: 'documents', to: '/periods/$period/documents', permission: ['document.read'], foot: true },
      { key: 'adjustments', to: '/periods/$period/adjustments', permission: ['adjustment.read'] },
    ],
  },
  {
    key: 'groupRules',
    items: [
      { key: 'rules', to: '/rules' },
      { key: 'settings', to: '/settings', permission: ['setting.write'] },
      { key: 'whatIfs', to: '/what-ifs', permission: ['what_if.read'] },
    ],
  },
  {
    key: 'groupSystem',
    items: [
      { key: 'accounts', to: '/accounts', permission: ['account.read'], foot: true },
      { key: 'deputies', to: '/deputies', permission: ['deputy.read'] },
      { key: 'tokens', to: '/tokens', permission: ['token.read'] },
      { key: 'retention', to: '/retention', permission: ['retention.read'] },
      { key: 'audit', to: '/audit', permission: ['audit.read'], foot: true },
      { key: 'health', to: '/system', permission: ['audit.read'] },
    ],
  },
]

/** What of the navigation somebody sees; groups without a line are left out. */
export function navigationOf(who: {
  readonly scopeOf: (permission: Permission) => Scope | undefined
  readonly is: (position: AccountPosition) => boolean
  readonly job: string | null
  readonly hasPeriod: boolean
}): NavigationGroup[] {
  return NAVIGATION.map((group) => ({
    ...group,
    items: group.items.filter(({ to, permission, scope, positions, notJob }) => {
      if (to.includes('$period') && !who.hasPeriod) return false
      if (positions && !positions.some(who.is)) return false
      if (!permission) return true
      return permission.some((each) => {
        const reach = who.scopeOf(each)
        if (reach === 'own' && notJob !== undefined && who.job === notJob) return false
        return reach !== undefined && (scope === undefined || scope.includes(reach))
      })
    }),
  })).filter(({ items }) => items.length > 0)
}
