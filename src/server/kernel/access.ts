import { ACCOUNT_POSITIONS, type AccountPosition } from '../../domain/people/account-position.ts'

/**
 * Who may do what, on which rows: the one table of access. Every route of the API names one of its permissions, and
 * every list is filtered in its query by the scope that this table gives.
 *
 * | scope | rows |
 * |---|---|
 * | all | every row |
 * | region | rows of the regions that were the person's in the period (as manager, or as deputy on that day) |
 * | engineers | of records: who the service engineers are, and what on-site resolution is rated by; and rows about the person themselves |
 * | own | rows about the person themselves |
 */

export type Scope = 'all' | 'region' | 'engineers' | 'own'
type Grants = Readonly<Partial<Record<AccountPosition, Scope>>>

const READERS = { hr: 'all', finance: 'all', auditor: 'all' } as const satisfies Grants
const EVERYBODY = {
  administrator: 'all',
  hr: 'all',
  finance: 'all',
  regional_manager: 'all',
  rd_manager: 'all',
  staff: 'all',
  auditor: 'all',
} as const satisfies Grants

export const ACCESS = {
  'account.read': { administrator: 'all', hr: 'all', auditor: 'all' },
  'account.write': { administrator: 'all', hr: 'all' },
  'token.read': { administrator: 'all', hr: 'all', finance: 'all', auditor: 'all' },
  /** Everybody who has something to hand on to another system; what and how far: tokenRule. */
  'token.write': { administrator: 'all', hr: 'all', finance: 'all' },
  'session.own': EVERYBODY,
  'setting.read': EVERYBODY,
  'setting.write': { administrator: 'all', hr: 'all' },
  /** People see the rules that they are paid by. */
  'rule.read': EVERYBODY,
  /** Drafts of rules, plans and measures, and publishing them from a day on. */
  'rule.write': { administrator: 'all', hr: 'all' },
  'period.read': EVERYBODY,
  'period.write': { hr: 'all' },
  'upload.read': { hr: 'all', finance: 'all', auditor: 'all' },
  /** Finance uploads its own tables only: FINANCE_TABLES. */
  'upload.write': { hr: 'all', finance: 'all' },
  /** R&D managers read what their marks need: see ENGINEER_RECORDS of records/reach-records.ts. */
  'record.read': { ...READERS, regional_manager: 'region', rd_manager: 'engineers', staff: 'own' },
  'record.write': { hr: 'all', finance: 'all' },
  'mark.read': { hr: 'all', auditor: 'all', regional_manager: 'region', rd_manager: 'all' },
  /** R&D managers rate on-site resolution only. */
  'mark.write': { regional_manager: 'region', rd_manager: 'all' },
  /** A region's pool and split as they would be now, before anything is published. */
  'preview.read': { hr: 'all', auditor: 'all', regional_manager: 'region' },
  'deputy.read': { hr: 'all', auditor: 'all', regional_manager: 'own', rd_manager: 'own' },
  'deputy.write': { hr: 'all' },
  /** Links to the forms that clients fill in; engineers see those about their own jobs. */
  'form.read': { hr: 'all', auditor: 'all', regional_manager: 'region', rd_manager: 'engineers', staff: 'own' },
  'form.write': { hr: 'all', staff: 'own' },
  /** What to do with an answer that cannot become a record. */
  'form.settle': { hr: 'all' },
  'outstanding.read': { hr: 'all', auditor: 'all' },
  /** What looks odd in the records, with what it comes to in points and yuan. */
  'odd.read': READERS,
  'odd.dismiss': { hr: 'all' },
  'incomplete.read': { hr: 'all', auditor: 'all', regional_manager: 'region' },
  'incomplete.decide': { hr: 'all' },
  'run.read': READERS,
  'run.write': { hr: 'all' },
  /** Changes of rules and settings that are tried on periods, and what everybody would get by them. */
  'what_if.read': READERS,
  'what_if.write': { hr: 'all' },
  /** All records that a run read, to derive its result again elsewhere. */
  'run.export': { hr: 'all', auditor: 'all' },
  'result.read': { ...READERS, regional_manager: 'region', staff: 'own' },
  /** Opportunities added up: funnel, forecast, conversion. */
  'opportunity.read': { ...READERS, regional_manager: 'region' },
  /** How the scores of a run lie. */
  'distribution.read': { ...READERS, regional_manager: 'region' },
  'confirmation.read': { hr: 'all', auditor: 'all', regional_manager: 'region', staff: 'own' },
  'confirmation.own': { staff: 'own', regional_manager: 'own', rd_manager: 'own', hr: 'own', finance: 'own' },
  'confirmation.manager': { regional_manager: 'region' },
  'appeal.read': { hr: 'all', auditor: 'all', regional_manager: 'region', staff: 'own' },
  'appeal.decide': { hr: 'all', regional_manager: 'region' },
  'adjustment.read': READERS,
  'adjustment.decide': { finance: 'all' },
  /** The bonus board: pools and splits by region, and what was collected of what was due. */
  'bonus.read': { ...READERS, regional_manager: 'region' },
  'payment.read': { ...READERS, regional_manager: 'region', rd_manager: 'own', staff: 'own' },
  'payment.write': { finance: 'all' },
  'payment.trail': READERS,
  'document.read': { hr: 'all', finance: 'all', auditor: 'all', regional_manager: 'region' },
  'document.downloads': READERS,
  'audit.read': { administrator: 'all', auditor: 'all' },
  'system.read': { administrator: 'all', auditor: 'all' },
  'message.own': EVERYBODY,
  /** What is held about somebody who asks for it; one's own everybody takes along: session.own. */
  'person.export': { hr: 'all' },
  /** How long data are kept, what is held back, and what was removed. */
  'retention.read': { administrator: 'all', hr: 'all', auditor: 'all' },
  'retention.write': { administrator: 'all', hr: 'all' },
} as const satisfies Readonly<Record<string, Grants>>
export type Permission = keyof typeof ACCESS

/** Whether any of the positions sees or pays what others get, or keeps the accounts of those who do, and so could sign in as them. */
export function seesMoney(positions: readonly AccountPosition[]): boolean {
  return positions.some((position) =>
    ACCOUNT_POSITIONS.some((each) => paysOthers(each) && (each === position || KEPT_BY[each].includes(position))),
  )
}

const MONEY = /^(adjustment|bonus|payment|preview)\./

function paysOthers(position: AccountPosition): boolean {
  const permissions = (Object.keys(ACCESS) as Permission[]).filter((permission) => MONEY.test(permission))
  return permissions.some((permission) => ['all', 'region'].includes(scopeOf([position], permission) ?? 'own'))
}

/** The tables that finance keeps. */
export const FINANCE_TABLES = ['collections', 'commissions'] as const

const WIDEST: readonly Scope[] = ['all', 'region', 'engineers', 'own']

/** The widest scope that any of the positions has for a permission; undefined when none has it. */
export function scopeOf(positions: readonly AccountPosition[], permission: Permission): Scope | undefined {
  const grants: Grants = ACCESS[permission]
  const granted = positions.map((position) => grants[position])
  return WIDEST.find((scope) => granted.includes(scope))
}

/** Whether any of the positions has that very scope for a permission: who manages a region may rate all engineers besides. */
export function hasScope(positions: readonly AccountPosition[], permission: Permission, scope: Scope): boolean {
  const grants: Grants = ACCESS[permission]
  return positions.some((position) => grants[position] === scope)
}

/**
 * Separated duties 职责分离. What no combination of positions does by itself stands here, in five tables; use cases ask them by
 * oneself.ts, and every refusal is an entry of the audit trail.
 *
 * 1. Who gives and takes away a position, and touches the accounts of those who have it: names, addresses, links, one-time
 *    passwords, locks, sessions. Whoever hands out somebody's password could be them, so positions that see money or watch over the
 *    others are the administrator's. Nobody at all gives a position to themselves, or links themselves to a person.
 */
export const KEPT_BY: Readonly<Record<AccountPosition, readonly AccountPosition[]>> = {
  administrator: ['administrator'],
  hr: ['administrator'],
  finance: ['administrator'],
  auditor: ['administrator'],
  regional_manager: ['administrator', 'hr'],
  rd_manager: ['administrator', 'hr'],
  staff: ['administrator', 'hr'],
}

/** 2. What nobody does about themselves: about the person that their account is linked to, or was when the period ran. */
export const NEVER_ABOUT_ONESELF = [
  'mark.write',
  'incomplete.decide',
  'form.settle',
  'record.write',
  'upload.write',
  'confirmation.manager',
  'appeal.decide',
  'adjustment.decide',
  'payment.write',
] as const satisfies readonly Permission[]
export type AboutOthersOnly = (typeof NEVER_ABOUT_ONESELF)[number]

/**
 * 3. What another system may be allowed to do with an API token: `alone` by whoever makes it, `approved` by a second person too,
 *    because it writes what becomes scores or money, `never` where people act in their own name. A token never does what its maker
 *    may not do at that moment.
 */
export type TokenRule = 'alone' | 'approved' | 'never'
const TOKEN_RULES: Readonly<Partial<Record<Permission, TokenRule>>> = {
  'account.write': 'never',
  'token.write': 'never',
  'session.own': 'never',
  'message.own': 'never',
  'mark.write': 'never',
  'confirmation.own': 'never',
  'confirmation.manager': 'never',
  'appeal.decide': 'never',
  'adjustment.decide': 'never',
  'incomplete.decide': 'never',
  'odd.dismiss': 'never',
  'person.export': 'never',
  'retention.write': 'never',
  'setting.write': 'approved',
  'rule.write': 'approved',
  'period.write': 'approved',
  'upload.write': 'approved',
  'record.write': 'approved',
  'deputy.write': 'approved',
  'form.write': 'approved',
  'form.settle': 'approved',
  'run.write': 'approved',
  'payment.write': 'approved',
}

export function tokenRule(permission: Permission): TokenRule {
  return TOKEN_RULES[permission] ?? 'alone'
}

/**
 * 4. Who approves a token that needs a second person: an administrator, or somebody with the position by which its maker may do what
 *    it does; never its maker, whatever account they use.
 */
export function mayApproveToken(
  positions: readonly AccountPosition[],
  maker: readonly AccountPosition[],
  scopes: readonly Permission[],
): boolean {
  const shared = maker.filter((position) => positions.includes(position))
  return positions.includes('administrator') || scopes.every((scope) => scopeOf(shared, scope) !== undefined)
}

/** 5. Who acts for whom 代理: somebody of the same line 条线, who does such work anyway. */
export const DEPUTY_LINES: readonly (readonly AccountPosition[])[] = [['regional_manager', 'rd_manager'], ['hr']]

/** Whether somebody with these positions may act for somebody with that one. */
export function isOfTheLine(positions: readonly AccountPosition[], position: AccountPosition): boolean {
  return DEPUTY_LINES.some((line) => line.includes(position) && positions.some((each) => line.includes(each)))
}

/** The positions among these that somebody with those positions does not keep. */
export function notKeptBy(keeper: readonly AccountPosition[], positions: readonly AccountPosition[]): AccountPosition[] {
  return [...new Set(positions)].filter((position) => !KEPT_BY[position].some((each) => keeper.includes(each)))
}
