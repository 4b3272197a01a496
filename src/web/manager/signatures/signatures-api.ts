import { queryOptions } from '@tanstack/react-query'
import type { CONFIRMATION_ROUTES } from '../../../server/confirmations/confirmation-routes.ts'
import type { RESULT_ROUTES } from '../../../server/results/result-routes.ts'
import { answer, resource } from '../../api/resource.ts'

const ofPeriod = resource<typeof CONFIRMATION_ROUTES>().periods[':period']
const results = resource<typeof RESULT_ROUTES>().periods[':period'].runs[':run'].results
const AT_ONCE = 500

async function readLines(period: string) {
  const param = { period }
  const first = await answer(ofPeriod.confirmations.$get({ param, query: { limit: AT_ONCE } }))
  const lines = [...first.items]
  for (let { next } = first; next !== null; ) {
    const page = await answer(ofPeriod.confirmations.$get({ param, query: { limit: AT_ONCE, cursor: next } }))
    lines.push(...page.items)
    next = page.next
  }
  return lines.filter(({ kind }) => kind === 'service')
}

async function readScores(period: string) {
  const param = { period, run: 'published' }
  const first = await answer(results.$get({ param, query: { kind: 'service', limit: AT_ONCE } }))
  const lines = [...first.items]
  for (let { next } = first; next !== null; ) {
    const page = await answer(results.$get({ param, query: { kind: 'service', limit: AT_ONCE, cursor: next } }))
    lines.push(...page.items)
    next = page.next
  }
  return new Map(lines.map(({ employee, score, bonus }) => [employee, { score, bonus }]))
}

async function readSheets(period: string) {
  const [lines, scores] = await Promise.all([readLines(period), readScores(period)])
  return lines.map((line) => ({ ...line, ...(scores.get(line.employee) ?? { score: null, bonus: null }) }))
}

/** A score sheet of the published results, with what was said of it. */
export type SignatureLine = Awaited<ReturnType<typeof readSheets>>[number]

/** The score sheets of engineers within reach, as they are published. */
export const signaturesQuery = (period: string) =>
  queryOptions({ queryKey: ['confirmations', period, 'signatures'], queryFn: () => readSheets(period) })

/** Signs sheets of a run; each is answered by itself. */
export async function signSheets(period: string, run: string, employees: readonly string[]) {
  return (await answer(ofPeriod.signatures.$post({ param: { period }, json: { run, employees: [...employees] } }))).items
}
