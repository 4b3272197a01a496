import { present } from '../base/assert.ts'
import type { Period } from '../base/period.ts'
import type { Problem } from '../base/problem.ts'
import type { Rational } from '../base/rational.ts'
import type { BonusRules } from '../domain/bonus/region-bonus.ts'
import type { AttendanceSettings } from '../domain/engineers/attendance.ts'
import { CLASSES } from '../domain/engineers/attendance-classes.ts'
import type { ServiceRules } from '../domain/engineers/module-outcomes.ts'
import { PARTICIPATION_CHOICES, type ParticipationRules, participationRules } from '../domain/engineers/participation.ts'
import { MODULES, type Module } from '../domain/engineers/service-facts.ts'
import { OWNERS_OF_KPIS } from '../domain/measures/measure-owner.ts'
import type { Kpi } from '../domain/sales/sales-facts.ts'
import type { ScorecardInForce } from '../domain/sales/score-points.ts'
import type { CompiledRule } from '../engine/compiled-rule.ts'
import { ruleProblem } from '../engine/rule/rule-problem.ts'
import type { Book as RulesBook } from '../rulebook/book.ts'
import type { RuleNeeds, Supplied } from '../rulebook/find-needs.ts'
import { rulesInUse } from '../rulebook/kpis-in-use.ts'
import { readRuleTexts } from '../rulebook/read-rules.ts'
import { type Rulebook, rulebookFrom } from '../rulebook/rulebook.ts'
import { COMPANY, RECEIVABLES, settingKey } from '../rulebook/settings-on.ts'
import { companyMeasures } from '../store/measures/company-measures.ts'
import type { Measure, Readings as MeasureReadings } from '../store/measures/measure.ts'
import { SALES_MEASURES } from '../store/measures/sales-measures.ts'
import { COUNT, kpiNeed, measureUnits, QUANTITY, wrongMeasures, YUAN } from './measures-of-rules.ts'

/**
 * Settings by which a measure chooses its records, and what holds where no KPI of the rule book has them: a window of twelve months, and
 * new means new ever (POLICY S8a, S9).
 */
const MEASURE_SETTINGS = {
  lookBackMonths: { rule: 'sales.new-client-rate', otherwise: '0' },
  windowMonths: { rule: 'sales.retention-rate', otherwise: '12' },
} as const
/** What else is called by a name where a KPI is: an order of lists, parts of a sheet, modules. */
const TAKEN_NAMES = ['points', 'employee', 'total', 'final', 'person', ...MODULES, ...Object.keys(SALES_MEASURES)]
const TIMES = { unit: 'times', places: 0, min: '0' }
const FLAG = { unit: 'flag', places: 0, min: '0', max: '1' }
const POINTS = { unit: 'points', places: 2, min: '0' }
const MODULE_SCORE = { ...POINTS, max: '100' }
/** What goes into a points method: the ratio of a KPI, or the numerator where points go by the case. */
const OF_KPIS: readonly Supplied[] = [{ unit: 'ratio', places: 4 }, { unit: 'count', places: 0 }, YUAN, QUANTITY]
const EXACT_POINTS = { unit: 'points', scale: undefined }
const SCORE = { unit: 'points', scale: 2 }
const ANSWERS = ['unclassified', ...CLASSES]

/** The rules an appraisal needs, by their ids, with the kind each must be of; of KPIs, beside `kpiNeed`. */
const NEEDED: RuleNeeds = {
  'service.attendance': {
    kind: 'formula',
    withoutValue: 'missing',
    inputs: ['officeEvents', 'lateArrivals', 'callAbsences', 'unclassifiedEvents', 'tableGiven'],
    settings: ['leaveKinds', 'absence', 'missingPunch', 'seriousLate'],
    units: { officeEvents: TIMES, lateArrivals: TIMES, callAbsences: TIMES, unclassifiedEvents: TIMES, tableGiven: FLAG },
    lists: ['leaveKinds'],
    choices: { leaveKinds: ['leave', 'sick_leave', 'time_off'], absence: ANSWERS, missingPunch: ANSWERS, seriousLate: ANSWERS },
    result: SCORE,
  },
  'service.customer-evaluation': {
    kind: 'formula',
    withoutValue: 'missing',
    inputs: ['forms', 'attitudeSum', 'resolutionSum', 'dedicationSum'],
    units: { forms: COUNT, attitudeSum: POINTS, resolutionSum: POINTS, dedicationSum: POINTS },
    result: SCORE,
  },
  'service.manager-evaluation': {
    kind: 'formula',
    withoutValue: 'missing',
    inputs: ['overall'],
    units: { overall: MODULE_SCORE },
    result: SCORE,
  },
  'service.problem-solving': {
    kind: 'formula',
    withoutValue: 'missing',
    inputs: ['onSiteAnswers', 'onSiteSolved', 'ratings', 'ratingSum', 'followUps', 'followUpSum'],
    units: { onSiteAnswers: COUNT, onSiteSolved: COUNT, ratings: COUNT, ratingSum: POINTS, followUps: COUNT, followUpSum: POINTS },
    result: SCORE,
  },
  'service.final-score': {
    kind: 'formula',
    withoutValue: 'missing',
    inputs: MODULES.flatMap((module) => [module, `${module}Counted`]),
    parameters: MODULES.map((module) => `${module}Weight`),
    units: Object.fromEntries(MODULES.flatMap((module) => [[module, MODULE_SCORE] as const, [`${module}Counted`, FLAG] as const])),
    result: SCORE,
  },
  'bonus.pool': {
    kind: 'formula',
    inputs: ['netCollections', 'commission'],
    parameters: ['rate'],
    settings: ['excludedKinds', 'internalClients'],
    units: { netCollections: YUAN, commission: YUAN },
    lists: ['excludedKinds'],
    choices: {
      excludedKinds: ['deposit', 'prepayment', 'bill'],
      internalClients: ['include', 'exclude'],
      regionOfReceipt: ['day', 'home'],
      longerPeriods: ['anew', 'months'],
    },
    result: { unit: 'yuan', scale: 2 },
  },
  'bonus.split': {
    kind: 'allocation',
    withoutValue: 'notApplicable',
    inputs: ['pool', 'score', 'scoreTotal'],
    settings: ['movers'],
    units: { pool: { ...YUAN, min: '0' }, score: POINTS, scoreTotal: POINTS },
    lists: ['absenceKinds'],
    choices: PARTICIPATION_CHOICES,
    result: { unit: 'yuan', scale: undefined },
  },
  'sales.points.*': { kind: 'formula', inputs: ['value', 'second'], units: { value: OF_KPIS, second: OF_KPIS }, result: EXACT_POINTS },
  'sales.scorecard': { kind: 'scorecard', settings: ['whenNotApplicable'], result: SCORE },
  ...Object.fromEntries(
    Object.entries(MEASURE_SETTINGS).map(([name, { rule }]) => [rule, { kind: 'ratio' as const, optional: true, settings: [name] }]),
  ),
}

/** The rules of one period as the domain takes them, and the readings of the policy (POLICY A1-A16) that it follows itself. */
export interface RulesInForce {
  readonly book: RulesBook
  /** What KPIs take as inputs, by name: the measures that everybody has, and the company's own in force. */
  readonly measures: Readonly<Record<string, Measure>>
  readonly service: Omit<ServiceRules, 'attendanceGiven'>
  /** The KPIs by their keys, in the order of their clauses. */
  readonly kpis: ReadonlyMap<Kpi, CompiledRule>
  readonly scorecard: ScorecardInForce
  readonly bonus: BonusRules
  readonly readings: Readings
  /** The versions in force on another period's last day, with the same settings. */
  on(period: Period): LoadedRules
}

export interface Readings extends MeasureReadings {
  readonly participation: ParticipationRules
  /** Whether a quarter, half-year or year is computed over its days, or made of its months. */
  readonly longerPeriods: 'anew' | 'months'
  /** The company's time zone: the day of a moment with a zone is the day there. */
  readonly timeZone: string
  /** Where a receipt without a region counts: the representative's region on its day, or at home in the period (A11). */
  readonly regionOfReceipt: 'day' | 'home'
}

export type LoadedRules =
  | { readonly ok: true; readonly rules: RulesInForce }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Loads a rules folder and compiles the versions in force on the period's last day with the settings asked for. */
export async function rulesInForce(folder: string, period: Period, settings: Readonly<Record<string, string>>): Promise<LoadedRules> {
  return rulesInForceFrom((await readRuleTexts(folder)) ?? new Map(), folder, period, settings)
}

/** The same from the texts of the files, by their path inside the folder, as a snapshot keeps them. */
export function rulesInForceFrom(
  texts: ReadonlyMap<string, string>,
  folder: string,
  period: Period,
  settings: Readonly<Record<string, string>>,
): LoadedRules {
  const loaded = rulebookFrom(texts, folder)
  if (!loaded.ok) return loaded
  const lacking = lackingRules(loaded.rulebook)
  if (lacking.length > 0) return { ok: false, problems: lacking }
  const on = ({ last }: Pick<Period, 'last'>): LoadedRules => {
    const compiled = loaded.rulebook.compile(last, settings)
    return compiled.ok ? { ok: true, rules: { ...fromBook(compiled.book), on } } : compiled
  }
  return on(period)
}

/** A problem for each rule that an appraisal cannot do without. */
export function lackingRules(rulebook: Rulebook): readonly Problem[] {
  const { measures, entries } = rulebook
  const needs = { ...NEEDED, '*': kpiNeed(measures, rulesInUse(entries), TAKEN_NAMES) }
  const ofTemplates = measures.map(({ file, rule: { template: _, ...rule } }) => ({ file, rule }))
  return [
    ...rulebook.lacking(needs),
    ...rulebook.templatesLacking({ '*': kpiNeed(ofTemplates, entries, TAKEN_NAMES) }),
    ...wrongMeasures(rulebook, TAKEN_NAMES),
    ...rulebook.plans.flatMap((plan) => unknownMeasures(plan, rulebook)),
  ]
}

/** A plan pays on money that somebody can be told of. */
function unknownMeasures({ file, rule }: Rulebook['plans'][number], { measures }: Rulebook): Problem[] {
  const ofPeople = measures.filter((entry) => entry.rule.versions.every(({ per }) => OWNERS_OF_KPIS.includes(per ?? 'rep')))
  const known = measureUnits(ofPeople, TAKEN_NAMES).flatMap(([name, unit]) => (unit === 'yuan' ? [name] : []))
  return rule.versions.flatMap((version) => {
    if (!('base' in version) || version.base.of !== 'measure' || known.includes(version.base.measure)) return []
    const wanted = known.join(', ')
    const values = { path: 'base.measure', found: version.base.measure, wanted, wantedZh: wanted }
    return [ruleProblem('plan_must_fit_together', { file, version: version.effectiveFrom }, values)]
  })
}

/** A region whose own target nobody can have: a slip in --set, in a setting on the server or in a rule file. */
export function unknownRegions(book: RulesBook, regions: Iterable<string>): Problem[] {
  const known = [...regions]
  return book.regionsNamed
    .filter(({ region }) => !known.includes(region))
    .map(({ region, key, at }) => ruleProblem('region_of_setting_must_exist', at, { key, region, known: known.join(', ') }))
}

function fromBook(book: RulesBook): Omit<RulesInForce, 'on'> {
  const setting = (key: string) => present(book.settings[key], `The rules have the setting ${key}.`)
  const measured = (name: keyof typeof MEASURE_SETTINGS) => {
    const { rule, otherwise } = MEASURE_SETTINGS[name]
    return Number(book.settings[`${rule}.${name}`] ?? otherwise)
  }
  const weights = book.parameters('service.final-score')
  const scorecard = book.scorecard('sales.scorecard')
  return {
    book,
    service: {
      attendance: book.rule('service.attendance'),
      customer: book.rule('service.customer-evaluation'),
      manager: book.rule('service.manager-evaluation'),
      problemSolving: book.rule('service.problem-solving'),
      finalScore: book.rule('service.final-score'),
      weights: Object.fromEntries(MODULES.map((module) => [module, moduleWeight(weights, module)])) as Record<Module, Rational>,
      attendanceSettings: attendanceSettings(setting),
    },
    measures: { ...SALES_MEASURES, ...companyMeasures(book.measures) },
    kpis: book.kpis,
    scorecard: {
      whenNotApplicable: scorecard.whenNotApplicable,
      scale: scorecard.scale,
      entries: (region) => scorecard.entries(region),
    },
    bonus: {
      pool: book.rule('bonus.pool'),
      poolRate: present(book.parameters('bonus.pool').rate, 'The pool rule has a rate.'),
      split: book.allocation('bonus.split'),
    },
    readings: {
      excludedKinds: setting('bonus.pool.excludedKinds').split(',').filter(Boolean),
      excludeInternalClients: setting('bonus.pool.internalClients') === 'exclude',
      lookBackMonths: measured('lookBackMonths') || undefined,
      windowMonths: measured('windowMonths'),
      // Rules written before there was a choice count at home.
      regionOfReceipt: book.settings['bonus.pool.regionOfReceipt'] === 'day' ? 'day' : 'home',
      receivablesOwner: setting(settingKey(RECEIVABLES, 'owner')) === 'client' ? 'client' : 'recorded',
      longerPeriods: book.settings['bonus.pool.longerPeriods'] === 'months' ? 'months' : 'anew',
      participation: participationRules((name) => book.settings[`bonus.split.${name}`]),
      timeZone: setting(settingKey(COMPANY, 'timeZone')),
    },
  }
}

function attendanceSettings(setting: (key: string) => string): AttendanceSettings {
  return {
    leaveKinds: setting('service.attendance.leaveKinds'),
    absence: setting('service.attendance.absence'),
    missingPunch: setting('service.attendance.missingPunch'),
    seriousLate: setting('service.attendance.seriousLate'),
  }
}

function moduleWeight(parameters: Readonly<Record<string, Rational>>, module: Module): Rational {
  return present(parameters[`${module}Weight`], `The final score has a weight for ${module}.`)
}
