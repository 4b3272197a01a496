import { createHash } from 'node:crypto'
import type { Parameter, Reader } from '../database/connection.ts'
import { quotedList } from '../database/record-columns.ts'

/** What is kept of a person in a run, in the order that their hash takes. */
export const PERSON_COLUMNS = ['kind', 'employee', 'name', 'region', 'status', 'score', 'bonus', 'result', 'facts'] as const

/** What is kept of what a plan pays a person. Runs without plans have the hash that they had before there were any. */
const PAY_COLUMNS = ['kind', 'employee', 'plan', 'name', 'region', 'amount', 'result', 'facts'] as const

const PEOPLE_AT_ONCE = 500

/** The hash of what a run left behind: every person and region of its snapshot, what plans pay, and the texts of the rules that it followed. */
export async function runHash(reader: Reader, run: string): Promise<string> {
  const hash = createHash('sha256')
  let after: Parameter[] = []
  for (;;) {
    const beyond = after.length > 0 ? ' AND (kind, employee) > ($2, $3)' : ''
    const page = await reader.all(
      `SELECT ${quotedList(PERSON_COLUMNS)} FROM run_people WHERE run = $1${beyond} ORDER BY kind, employee LIMIT ${PEOPLE_AT_ONCE}`,
      [run, ...after],
    )
    for (const row of page) hash.update(lineOf(row))
    const last = page.at(-1)
    if (page.length < PEOPLE_AT_ONCE || !last) break
    after = [String(last[0]), String(last[1])]
  }
  const regions = await reader.all('SELECT region, name, status, result FROM run_regions WHERE run = $1 ORDER BY region', [run])
  for (const row of regions) hash.update(lineOf(row))
  const pay = await reader.all(`SELECT ${quotedList(PAY_COLUMNS)} FROM run_pay WHERE run = $1 ORDER BY kind, employee, plan`, [run])
  for (const row of pay) hash.update(lineOf(row))
  const [texts] = await reader.all(
    'SELECT rule_texts.texts FROM runs JOIN rule_texts ON rule_texts.sha256 = runs.rules_sha256 WHERE runs.id = $1',
    [run],
  )
  return hash.update(String(texts?.[0] ?? '')).digest('hex')
}

function lineOf(row: readonly (bigint | string | null)[]): string {
  return `${JSON.stringify(row.map((cell) => (cell === null ? null : String(cell))))}\n`
}
