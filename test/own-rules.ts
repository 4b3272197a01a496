import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { SHIPPED_RULES } from '../src/appraisal/shipped.ts'
import type { PolicyFile, RuleFile } from '../src/engine/rule/rule-file.ts'

const words = (zh: string, en: string) => ({ zh, en })
const count = (name: string, zh: string, en: string) => ({ name, title: words(zh, en), unit: 'count' as const, places: 0, min: '0' })

/** A KPI that no shipped rule knows, over measures that exist: orders per visit, or per successful visit by a setting of its own. */
export const ORDERS_PER_VISIT = {
  id: 'sales.orders-per-visit',
  title: words('每次访问成交单数', 'Orders per visit'),
  key: 'ordersPerVisit',
  kind: 'ratio' as const,
  versions: [
    {
      effectiveFrom: '2026-01-01',
      issuedOn: '2026-01-01',
      clause: 'S6a',
      why: words('公司自定的指标。', 'A KPI of the company’s own.'),
      inputs: [
        count('positiveOrders', '金额为正的订单数', 'Orders with a positive amount'),
        count('visits', '访问次数', 'Visits'),
        count('successfulVisits', '成功的访问次数', 'Successful visits'),
      ],
      settings: {
        counted: {
          title: words('按哪种访问计', 'Which visits count'),
          clause: 'S6a',
          kind: 'choice' as const,
          default: 'all',
          choices: [
            { value: 'all', title: words('全部访问', 'all of them') },
            { value: 'successful', title: words('成功的访问', 'successful ones') },
          ],
        },
      },
      steps: [
        {
          name: 'countedVisits',
          title: words('计入的访问', 'Visits that count'),
          formula: 'if(counted == "all", visits, successfulVisits)',
          unit: 'count' as const,
        },
      ],
      measure: 'count' as const,
      better: 'higher' as const,
      numerator: 'positiveOrders',
      denominator: 'countedVisits',
      result: { title: words('每次访问成交单数', 'Orders per visit'), unit: 'ratio' as const, scale: 4, clause: 'S0' },
      examples: [
        { name: 'half', source: 'S6a', inputs: { positiveOrders: '2', visits: '4', successfulVisits: '3' }, value: '0.5000' },
        {
          name: 'of the successful',
          source: 'S6a',
          settings: { counted: 'successful' },
          inputs: { positiveOrders: '2', visits: '4', successfulVisits: '3' },
          value: '0.6667',
        },
      ],
    },
  ],
}

const yuan = (name: string, zh: string, en: string) => ({ name, title: words(zh, en), unit: 'yuan' as const })

/** Net collections over what the quotas plan of them, where the company plans them. */
const COLLECTION_PLAN = {
  id: 'sales.collection-plan',
  title: words('回款计划完成率', 'Collection plan completion'),
  key: 'collectionPlan',
  kind: 'ratio' as const,
  versions: [
    {
      effectiveFrom: '2026-01-01',
      issuedOn: '2026-01-01',
      clause: 'S5d',
      why: words('公司自定的指标。', 'A KPI of the company’s own.'),
      inputs: [yuan('netCollections', '回款净额', 'Net collections'), yuan('plannedCollections', '回款计划', 'Planned collections')],
      measure: 'yuan' as const,
      better: 'higher' as const,
      numerator: 'netCollections',
      denominator: 'plannedCollections',
      result: { title: words('回款计划完成率', 'Collection plan completion'), unit: 'ratio' as const, scale: 4, clause: 'S0' },
      examples: [{ name: 'half', source: 'S5d', inputs: { netCollections: '50', plannedCollections: '100' }, value: '0.5000' }],
    },
  ],
}

/** The shipped rules with a KPI on planned collections. */
export function rulesWithCollectionPlan(folder: string): Promise<string> {
  const text = words('回款计划完成率：回款净额除以回款计划。', 'Collection plan completion: net collections over planned collections.')
  return ownRules(folder, (rules) => rules.add(COLLECTION_PLAN, { clause: 'S5d', text, computed: true }, 'S5c'))
}

/** A measure 计量 of the company's own, beside the shipped rules. */
export function ownMeasure(key: string, what: object) {
  const title = words(`自定 ${key}`, `Own ${key}`)
  const dated = { effectiveFrom: '2024-01-01', issuedOn: '2024-01-01', clause: 'D1', why: title }
  const examples = [{ name: 'nothing', source: 'D1', period: '2026-10', records: [], value: '0' }]
  return {
    id: `measures.${key.toLowerCase()}`,
    title,
    key,
    kind: 'measure',
    versions: [{ ...dated, window: { days: 'period' }, examples, ...what }],
  }
}

/** The shipped rules with measures of the company's own and a KPI of one over another, whichever they are. */
export function rulesWithOwnMeasures(
  folder: string,
  measures: readonly (object & { readonly id: string })[],
  { numerator, denominator, unit }: { readonly numerator: string; readonly denominator: string; readonly unit: 'yuan' | 'count' },
): Promise<string> {
  const title = words('自定指标', 'A KPI over own measures')
  const input = unit === 'yuan' ? yuan : count
  const version = {
    ...{ effectiveFrom: '2024-01-01', issuedOn: '2024-01-01', clause: 'S6a', why: title, measure: unit, better: 'higher' as const },
    ...{ inputs: [input(numerator, '分子', 'Numerator'), input(denominator, '分母', 'Denominator')], numerator, denominator },
    result: { title, unit: 'ratio' as const, scale: 4, clause: 'S0' },
    examples: [{ name: 'half', source: 'S6a', inputs: { [numerator]: '1', [denominator]: '2' }, value: '0.5000' }],
  }
  const kpi = { id: 'sales.own-kpi', title, key: 'ownKpi', kind: 'ratio' as const, versions: [version] }
  return ownRules(folder, async (rules) => {
    for (const measure of measures) await writeFile(join(folder, `${measure.id.replaceAll('.', '/')}.json`), JSON.stringify(measure))
    await rules.add(kpi, { clause: 'S6a', text: title, computed: true }, 'S6')
  })
}

/** A rules folder of its own: the shipped one, changed by `change`. */
async function ownRules(folder: string, change: (rules: OwnRules) => Promise<void>): Promise<string> {
  await cp(SHIPPED_RULES, folder, { recursive: true })
  await change(new OwnRules(folder))
  return folder
}

const policySchema = z.looseObject({ clauses: z.array(z.looseObject({ clause: z.string() })) })

class OwnRules {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** A rule file, and its clause behind another one of the policy. */
  async add(rule: object & { readonly id: string }, clause: PolicyFile['clauses'][number], after: string): Promise<void> {
    await writeFile(this.path(rule.id), JSON.stringify(rule))
    await this.clauses((clauses) => clauses.toSpliced(clauses.findIndex((each) => each.clause === after) + 1, 0, clause))
  }

  async remove(id: string, clause: string): Promise<void> {
    await rm(this.path(id))
    await this.clauses((clauses) => clauses.filter((each) => each.clause !== clause))
  }

  /** Changes the first version of a rule. */
  async change(id: string, parts: Partial<Record<keyof RuleFile['versions'][number] | 'entries' | 'examples', unknown>>): Promise<void> {
    const rule = JSON.parse(await readFile(this.path(id), 'utf8'))
    Object.assign(rule.versions[0], parts)
    await writeFile(this.path(id), JSON.stringify(rule))
  }

  private async clauses(change: (clauses: { clause: string }[]) => { clause: string }[]): Promise<void> {
    const path = this.path('policies.sales-kpis')
    const policy = policySchema.parse(JSON.parse(await readFile(path, 'utf8')))
    await writeFile(path, JSON.stringify({ ...policy, clauses: change(policy.clauses) }))
  }

  private path(id: string): string {
    return join(this.#folder, `${id.replaceAll('.', '/')}.json`)
  }
}

/** The shipped rules with the KPI of the company's own, which takes one rule file and one clause. */
export function rulesWithOneMore(folder: string, rule: typeof ORDERS_PER_VISIT = ORDERS_PER_VISIT): Promise<string> {
  const text = words('每次访问成交单数：金额为正的订单数除以访问次数。', 'Orders per visit: orders with a positive amount over visits.')
  return ownRules(folder, (rules) => rules.add(rule, { clause: 'S6a', text, computed: true }, 'S6'))
}

const SMALL_CARD = [
  { kpi: 'quotaCompletion', weight: '0.6', method: 'sales.points.ratio-to-target', parameters: { target: '1', cap: '1.5' } },
  { kpi: 'collectionRate', weight: '0.4', method: 'sales.points.ratio-to-target', parameters: { target: '0.95', cap: '1.5' } },
]

/** The shipped rules without the KPIs of new and of kept clients, and so with a scorecard of two. */
export function rulesWithTwoLess(folder: string): Promise<string> {
  return ownRules(folder, async (rules) => {
    await rules.remove('sales.new-client-rate', 'S8a')
    await rules.remove('sales.retention-rate', 'S9')
    const example = { name: 'both at target', source: 'M7', values: { quotaCompletion: '1', collectionRate: '0.95' }, value: '100.00' }
    await rules.change('sales.scorecard', { entries: SMALL_CARD, examples: [example] })
  })
}
