import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appraise } from '../../src/appraisal/appraise.ts'
import { checkRules } from '../../src/appraisal/check-rules.ts'
import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { messageOf } from '../../src/base/problem.ts'
import { inventedWorld, tablesText, type World } from './plain-sales-world.ts'

const TEMPLATES = [
  ...['grossMargin', 'campaignReturn', 'collectionPlanCompletion', 'overdueToSales', 'clientSatisfaction', 'complaintsInTime'],
  ...['classAShare', 'classBShare', 'classCShare', 'visitConversion', 'winRate'],
]
let folder = ''
let rules = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-templates-'))
  rules = join(folder, 'rules')
  await cp(SHIPPED_RULES, rules, { recursive: true })
  for (const below of ['measures', 'sales']) {
    for (const name of await readdir(join(rules, below))) {
      if (!name.endsWith('.json')) continue
      const { template, ...rule } = JSON.parse(await readFile(join(rules, below, name), 'utf8'))
      if (template) await writeFile(join(rules, below, name), JSON.stringify(rule))
    }
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const said = (problems: readonly Parameters<typeof messageOf>[0][]) => problems.map((problem) => messageOf(problem, 'en'))

/** By representative and KPI: the value, or null with its reason. */
type Figures = Readonly<Record<string, Readonly<Record<string, { readonly value: string | null; readonly reason?: string }>>>>

async function figuresOf(world: World, name: string): Promise<Figures> {
  const [dataset, out] = [join(folder, name), join(folder, `${name}-out`)]
  await mkdir(dataset)
  for (const [table, text] of Object.entries(tablesText(world))) await writeFile(join(dataset, `${table}.csv`), text)
  const period = present(periodFromText('2026-10'), 'a month')
  const answer = await appraise({
    dataset,
    period,
    rules,
    settings: {},
    onIncomplete: 'zero',
    language: 'zh',
    out,
    formats: ['json', 'xlsx'],
  })
  if (!answer.ok) throw new Error(said(answer.problems).join('\n'))
  const result = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'))
  return Object.fromEntries(result.sales.map(({ employee, kpis }: { employee: string; kpis: Figures[string] }) => [employee, kpis]))
}

test('every template of a KPI is sound once it is put in force, with the measures that it takes', async () => {
  expect(said((await checkRules(rules)).problems)).toEqual([])
})

test.each([1, 2, 3])('what the templates come to is what plain code finds, for everybody (invented company %d)', async (seed) => {
  const world = inventedWorld(seed)
  const found = await figuresOf(world, `world-${seed}`)
  let told = 0
  for (const { number } of world.reps) {
    for (const kpi of TEMPLATES) {
      const wanted = plainKpi(world, number, kpi)
      expect([number, kpi, found[number]?.[kpi]?.value]).toEqual([number, kpi, wanted])
      if (wanted !== null) told += 1
    }
  }
  expect(told).toBeGreaterThan(25)
})

const IN_MONTH = (day: string) => day >= '2026-10-01' && day <= '2026-10-31'

/** The figures once more, row by row; amounts are whole fen. */
function plainKpi(world: World, rep: string, kpi: string): string | null {
  const own = <Row extends { readonly rep: string }>(rows: readonly Row[]) => rows.filter((row) => row.rep === rep)
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const orders = own(world.orders).filter(({ date }) => IN_MONTH(date))
  const keptBy = (client: World['clients'][number], day: string) =>
    world.handovers.filter(({ client: code, from }) => code === client.code && from <= day).at(-1)?.rep ?? client.rep
  const clients = world.clients.filter((client) => keptBy(client, '2026-10-31') === rep)
  const ofClass = (wanted: string) => quotient(clients.filter(({ class: each }) => each === wanted).length, clients.length)
  switch (kpi) {
    case 'grossMargin': {
      const costed = orders.filter(({ cost }) => cost !== undefined)
      const sales = sum(costed.map(({ amount }) => amount))
      return quotient(sales - sum(costed.map(({ cost = 0 }) => cost)), sales)
    }
    case 'campaignReturn': {
      const costs = own(world.expenses).filter(({ date, campaign }) => IN_MONTH(date) && campaign !== undefined)
      return quotient(
        sum(orders.filter(({ campaign }) => campaign !== undefined).map(({ amount }) => amount)),
        sum(costs.map(({ amount }) => amount)),
      )
    }
    case 'collectionPlanCompletion': {
      const collected = world.collections.filter(
        ({ client, date }) =>
          IN_MONTH(date) &&
          keptBy(
            present(
              world.clients.find(({ code }) => code === client),
              client,
            ),
            date,
          ) === rep,
      )
      return quotient(sum(collected.map(({ amount }) => amount)), world.plans[rep] ?? 0)
    }
    case 'overdueToSales': {
      const overdue = world.clients.map(({ code }) => {
        const due = sum(
          own(world.receivables)
            .filter(({ client, due: day }) => client === code && day <= '2026-10-31')
            .map(({ amount }) => amount),
        )
        const paid = sum(
          world.collections
            .filter(({ client, date, rep: by }) => client === code && by === rep && date <= '2026-10-31')
            .map(({ amount }) => amount),
        )
        return Math.max(0, due - paid)
      })
      const year = own(world.orders).filter(({ date }) => date >= '2025-11-01' && date <= '2026-10-31')
      return quotient(sum(overdue), sum(year.map(({ amount }) => amount)))
    }
    case 'clientSatisfaction': {
      const forms = world.feedback.filter(
        ({ client, date }) =>
          IN_MONTH(date) &&
          keptBy(
            present(
              world.clients.find(({ code }) => code === client),
              client,
            ),
            date,
          ) === rep,
      )
      return quotient(sum(forms.flatMap(({ marks }) => marks)), 300 * forms.length)
    }
    case 'complaintsInTime': {
      const complaints = own(world.complaints).filter(({ date }) => IN_MONTH(date))
      const inTime = complaints.filter(
        ({ date, handled }) => handled !== undefined && Date.parse(handled) - Date.parse(date) <= 3 * 86_400_000,
      )
      return quotient(inTime.length, complaints.length)
    }
    case 'classAShare':
      return ofClass('A')
    case 'classBShare':
      return ofClass('B')
    case 'classCShare':
      return ofClass('C')
    case 'visitConversion': {
      const sold = new Set(orders.filter(({ amount }) => amount > 0).map(({ client }) => client))
      const visited = new Set(own(world.visits).flatMap(({ date, client }) => (IN_MONTH(date) && client !== undefined ? [client] : [])))
      return quotient(sold.size, visited.size)
    }
    default: {
      const decided = own(world.opportunities).filter(
        ({ closed, outcome }) => closed !== undefined && IN_MONTH(closed) && outcome !== undefined,
      )
      return quotient(decided.filter(({ outcome }) => outcome === 'won').length, decided.length)
    }
  }
}

/** To four decimals, half up; null over nothing or less. */
function quotient(over: number, under: number): string | null {
  if (under <= 0) return null
  const scaled = 2n * BigInt(over) * 10_000n + BigInt(under)
  const divisor = 2n * BigInt(under)
  const rounded = scaled / divisor - (scaled % divisor < 0n ? 1n : 0n)
  const digits = String(rounded < 0n ? -rounded : rounded).padStart(5, '0')
  return `${rounded < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}
