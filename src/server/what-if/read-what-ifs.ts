import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import type { Answer } from '../../base/answer.ts'
import type { Language } from '../../base/problem.ts'
import { simulationFileName } from '../../sheets/write/workbooks/simulation/write-simulation.ts'
import { isPublishedBy } from '../../store/aggregates/company-rules.ts'
import {
  deleteWhatIf,
  findWhatIf,
  listWhatIfs,
  type PeopleWanted,
  type WhatIfPerson,
  type WhatIfRow,
  whatIfPeople,
} from '../../store/aggregates/what-ifs.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { seesEveryKpiNow } from '../results/visible-kpis.ts'
import { askedSchema } from './what-if-asked.ts'
import { whatIfProblem } from './what-if-problems.ts'
import { whatIfWorkbook } from './write-what-if.ts'

type Found = Answer<{ readonly ok: true; readonly row: WhatIfRow }>

/** The newest first. */
export const readWhatIfs = useCase(
  'what_if.read',
  async (
    { store },
    _,
    page: Parameters<typeof listWhatIfs>[1],
  ): Promise<Answer<{ readonly ok: true; readonly rows: readonly WhatIfRow[] }>> => {
    return { ok: true, rows: await listWhatIfs(store, page) }
  },
)

/** Problems: thing_must_exist. */
export const readWhatIf = useCase('what_if.read', async (service, _, id: string): Promise<Found> => existing(service, id))

/** The people for whom something differs, and why. Problems: thing_must_exist, also for who may not see every KPI. */
export const readWhatIfPeople = useCase(
  'what_if.read',
  async (
    service,
    actor,
    id: string,
    wanted: PeopleWanted,
  ): Promise<Answer<{ readonly ok: true; readonly people: readonly WhatIfPerson[] }>> => {
    const found = await wholeFor(service, actor, id)
    return found.ok ? { ok: true, people: await whatIfPeople(service.store, id, wanted) } : found
  },
)

/** Takes a what-if away that is over and that nothing was published on. Problems: thing_must_exist, what_if_must_be_over, what_if_must_stay. */
export const removeWhatIf = useCase('what_if.write', async (service, actor, id: string): Promise<Answer<{ readonly ok: true }>> => {
  const removed = await changing(service, actor, { action: 'what_if.remove', subject: `what-if ${id}` }, async (transaction) => {
    const row = await findWhatIf(transaction, id)
    if (!row) return { ok: false, problems: [unknown(id)] }
    if (row.state === 'running') return { ok: false, problems: [notOver(row)] }
    if (await isPublishedBy(transaction, id)) return { ok: false, problems: [whatIfProblem('what_if_must_stay', { title: row.title })] }
    await deleteWhatIf(transaction, id)
    return { ok: true, value: undefined, before: { title: row.title, sha256: row.sha256 ?? null } }
  })
  if (!removed.ok) return removed
  await rm(dirname(whatIfWorkbook(service.dataFolder, id, 'zh')), { recursive: true, force: true })
  return { ok: true }
})

export interface WhatIfFile {
  readonly ok: true
  readonly name: string
  readonly bytes: number
  readonly content: ReadableStream<Uint8Array>
}

/** Its workbook; who took it stands in the trail. Problems: thing_must_exist, what_if_must_be_over, what_if_workbook_must_be_there. */
export const downloadWhatIf = useCase(
  'what_if.read',
  async (service, actor, id: string, language: Language): Promise<Answer<WhatIfFile>> => {
    const found = await wholeFor(service, actor, id)
    if (!found.ok) return found
    if (found.row.state !== 'done') return { ok: false, problems: [notOver(found.row)] }
    const path = whatIfWorkbook(service.dataFolder, id, language)
    const there = await stat(path).catch(() => undefined)
    if (!there) return { ok: false, problems: [whatIfProblem('what_if_workbook_must_be_there')] }
    const { periods } = askedSchema.parse(JSON.parse(found.row.asked))
    await recordReading(service, actor, { action: 'what_if.download', subject: `what-if ${id}`, asked: { language } })
    const content = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
    return { ok: true, name: simulationFileName(periods, language, found.row.sha256?.slice(0, 8) ?? ''), bytes: there.size, content }
  },
)

/** Causes name every KPI that changed, with its figures: they are for who sees all of them. */
async function wholeFor(service: Service, actor: Actor, id: string): Promise<Found> {
  return (await seesEveryKpiNow(service, actor)) ? existing(service, id) : { ok: false, problems: [unknown(id)] }
}

async function existing({ store }: Pick<Service, 'store'>, id: string): Promise<Found> {
  const row = await findWhatIf(store, id)
  return row ? { ok: true, row } : { ok: false, problems: [unknown(id)] }
}

function unknown(id: string) {
  return serviceProblem('thing_must_exist', { thing: `what-if ${id}` })
}

function notOver({ title, state }: WhatIfRow) {
  return whatIfProblem('what_if_must_be_over', { title, state })
}
