import { createHash } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { resultPieces } from '../../appraisal/result-json.ts'
import { personJson, simulationJson } from '../../appraisal/what-if/simulation-json.ts'
import type { Language } from '../../base/problem.ts'
import { differenceOverall, type Simulation } from '../../domain/what-if/simulation.ts'
import { writeSimulation } from '../../sheets/write/workbooks/simulation/write-simulation.ts'
import { endWhatIf, insertWhatIfPeople, type WhatIfPerson } from '../../store/aggregates/what-ifs.ts'
import type { Store } from '../../store/open-store.ts'
import { changing, type Service, SYSTEM } from '../kernel/service.ts'
import type { ComputedWhatIf } from './compute-what-if.ts'

/** The languages that its workbook is written in. */
const LANGUAGES: readonly Language[] = ['zh', 'en']

/** Where the workbook of a what-if is kept. */
export function whatIfWorkbook(dataFolder: string, id: string, language: Language): string {
  return join(dataFolder, 'what-ifs', id, `${language}.xlsx`)
}

/** Writes the result of a what-if: its workbooks, then all rows and the entry of the trail in one transaction. */
export async function writeWhatIf(
  service: Pick<Service, 'dataFolder' | 'trail' | 'now'> & { readonly store: Store },
  id: string,
  { simulation, asOfChange }: Omit<ComputedWhatIf, 'ok'>,
): Promise<void> {
  const json = simulationJson(simulation)
  const hash = createHash('sha256')
  for (const piece of resultPieces(json)) hash.update(piece)
  const sha256 = hash.digest('hex')
  await writeWorkbooks(service.dataFolder, id, simulation)
  const { people: _, files: __, ...summary } = json
  await changing({ ...service, rulesFolder: '' }, SYSTEM, { action: 'what_if.finish', subject: `what-if ${id}` }, async (transaction) => {
    const finishedAt = service.now().toISOString()
    const ended = await endWhatIf(transaction, id, {
      ...{ state: 'done', finishedAt, asOfChange, summary: JSON.stringify(summary), sha256, problems: '[]' },
    })
    if (!ended) return { ok: false, problems: [] }
    await insertWhatIfPeople(transaction, id, peopleOf(simulation))
    return { ok: true, value: undefined, after: { sha256, asOfChange, people: simulation.counts } }
  })
}

async function writeWorkbooks(dataFolder: string, id: string, simulation: Simulation): Promise<void> {
  const folder = join(dataFolder, 'what-ifs', id)
  const unfinished = `${folder}.part`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  for (const language of LANGUAGES) await writeSimulation(join(unfinished, `${language}.xlsx`), simulation, language)
  await rm(folder, { recursive: true, force: true })
  await rename(unfinished, folder)
}

/** Those for whom something differs in one of the periods. */
function peopleOf({ people, periods, language }: Simulation): WhatIfPerson[] {
  const changed = new Map<string, object[]>()
  for (const { period, people: compared } of periods) {
    for (const person of compared) {
      if (person.causes.length === 0) continue
      const { employee: _, name: __, region: ___, ...said } = personJson(person, language)
      changed.set(person.employee, [...(changed.get(person.employee) ?? []), { period, ...said, causes: person.causes }])
    }
  }
  return people.flatMap(({ employee, name, region, ...amounts }): WhatIfPerson[] => {
    const own = changed.get(employee)
    if (!own) return []
    const { before, after } = amounts
    return [
      {
        employee,
        name,
        region,
        before: before.total,
        after: after.total,
        difference: differenceOverall(amounts),
        periods: JSON.stringify(own),
      },
    ]
  })
}
