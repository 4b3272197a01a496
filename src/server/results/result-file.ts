import { payJson } from '../../appraisal/pay-json.ts'
import { ResultBytes } from '../../appraisal/result-bytes.ts'
import { daysStated, problemJson } from '../../appraisal/result-json.ts'
import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { runPay } from '../../store/aggregates/run-pay.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { type PersonKind, snapshotPeople, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { periodOfRun, runView } from '../runs/read-runs.ts'
import { storedPayFrom } from '../runs/stored-pay.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { type ViewedRun, viewedRun } from './viewed-run.ts'
import { seesEveryKpi } from './visible-kpis.ts'

export interface ResultFile {
  readonly name: string
  /** The bytes of result.json, part by part: those that the command writes without workbooks. */
  readonly parts: AsyncIterable<Uint8Array>
}

/** result.json of a run (CONTRACT section 3), put together from its snapshot while it is sent. Recorded as a download. Problems: of viewedRun; thing_must_exist for who may not see all KPIs of it. */
export const resultFile = useCase(
  'run.read',
  async (service, actor, input: ViewedRun): Promise<Answer<{ readonly ok: true; readonly value: ResultFile }>> => {
    const viewed = await viewedRun(service, actor, input)
    if (!viewed.ok) return viewed
    const { run } = viewed
    if (!(await seesEveryKpi(service, run, actor))) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `result.json of run ${run.id}` })] }
    }
    await recordReading(service, actor, { action: 'result.download', subject: `run ${run.id}`, period: input.period.text })
    return { ok: true, value: { name: `result-${run.period}.json`, parts: resultParts(service, run) } }
  },
)

const PEOPLE_A_READ = 500

/** The bytes of result.json of a run, put together from its snapshot. */
export async function* resultParts(service: Service, run: RunRow): AsyncGenerator<Uint8Array> {
  const { settings, rules, rows, problems } = runView(service, run)
  const language = settings.language === 'en' ? 'en' : 'zh'
  const sha256 = present(run.inputsSha256, 'A run that is done knows its inputs.')
  const bytes = new ResultBytes()
  const head = { format: 1, period: run.period, ...daysStated(periodOfRun(run, settings)), settings, rules, inputs: { sha256, rows } }
  for (const [key, value] of Object.entries(head)) bytes.field(key, value)
  yield* listed(bytes, 'service', everybody(service, run.id, 'service'))
  yield* listed(bytes, 'sales', everybody(service, run.id, 'sales'))
  const regions = await snapshotRegions(service.store, run.id)
  yield* listed(bytes, 'bonus', once(regions.map((region) => storedRegionFrom(region.result).result)))
  const pay = storedPayFrom(await runPay(service.store, run.id))
  for (const [name, entries] of Object.entries(pay ? payJson(pay, language) : {})) yield* listed(bytes, name, once(entries))
  yield* listed(bytes, 'problems', once(problems.map((problem) => problemJson(problem, language))))
  yield* listed(bytes, 'files', once([]))
  yield bytes.end()
}

async function* listed(bytes: ResultBytes, name: string, pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<Uint8Array> {
  bytes.beginList(name)
  for await (const page of pages) {
    for (const entry of page) bytes.entry(entry)
    yield* bytes.ready()
  }
  bytes.endList()
}

async function* once<T>(page: readonly T[]): AsyncGenerator<readonly T[]> {
  yield page
}

async function* everybody(service: Service, run: string, kind: PersonKind): AsyncGenerator<readonly unknown[]> {
  let employee = ''
  for (;;) {
    const page = await snapshotPeople(service.store, run, { kind }, { after: { kind, employee }, limit: PEOPLE_A_READ })
    yield page.map((person) => JSON.parse(person.result) as unknown)
    employee = page.at(-1)?.employee ?? ''
    if (page.length < PEOPLE_A_READ) return
  }
}
