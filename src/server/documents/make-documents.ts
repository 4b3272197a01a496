import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Answer } from '../../base/answer.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import type { Contents } from '../../store/trail/trail-contents.ts'
import { documentKey, fileHash } from '../audit/trail-documents.ts'
import { noteDeed, type Service, SYSTEM } from '../kernel/service.ts'
import { documentProblem } from './document-problems.ts'
import { LIST, makeInThread } from './documents-worker.ts'

/** One workbook of a closed period. */
export interface MadeDocument {
  /** score-sheets, bonus-sheets, sales-kpis or payroll */
  readonly kind: string
  readonly name: string
}

export interface MadeDocuments {
  readonly folder: string
  readonly files: readonly MadeDocument[]
}

const list = z.array(z.object({ kind: z.string(), name: z.string() })).readonly()

/** What is being made now, so that two who ask at once wait for the same. */
const underWay = new Map<string, Promise<readonly string[]>>()

/**
 * The workbooks of a closed period's published run, of the company or of one region: made of the snapshot and the accepted
 * adjustments alone, once, and kept in the data folder. Problems: document_must_be_as_made.
 */
export async function makeDocuments(
  service: Service,
  run: RunRow,
  region: string | undefined,
): Promise<Answer<{ readonly ok: true } & MadeDocuments>> {
  const part = region === undefined ? 'company' : `region-${folderName(region)}`
  const folder = join(service.dataFolder, 'documents', run.id, part)
  const making = underWay.get(folder) ?? makeProved(service, { run, region, part, folder }).finally(() => underWay.delete(folder))
  underWay.set(folder, making)
  const changed = await making
  if (changed.length > 0) {
    const names = changed.join('、')
    return { ok: false, problems: [documentProblem('document_must_be_as_made', { names, folder: `documents/${run.id}/${part}` })] }
  }
  return { ok: true, folder, files: list.parse(JSON.parse(await readFile(join(folder, LIST), 'utf8'))) }
}

interface Making {
  readonly run: RunRow
  readonly region: string | undefined
  readonly part: string
  readonly folder: string
}

/**
 * Makes the workbooks where they are not there, or where no entry of the audit trail says that we made what is there, and enters
 * their hashes into it. Answers the names of those that are not as they were made.
 */
async function makeProved(service: Service, { run, region, part, folder }: Making): Promise<readonly string[]> {
  const said = existsSync(folder) ? await hashesSaid(service, run, part) : undefined
  if (said) {
    const names = await readdir(folder)
    const all = [...new Set([...names, ...said.keys()])].sort()
    const now = await Promise.all(all.map(async (name) => (names.includes(name) ? fileHash(join(folder, name)) : undefined)))
    return all.filter((name, index) => now[index] !== said.get(name))
  }
  await rm(folder, { recursive: true, force: true })
  const { rulesFolder, dataFolder, trail } = service
  // Under another name until the trail says what they are: a proof meanwhile does not take them for a stranger's.
  const made = join(dirname(folder), `.made-${randomUUID()}`)
  await makeInThread({ address: service.store.address, rulesFolder, dataFolder, trail, run: run.id, region, folder: made })
  const names = (await readdir(made)).sort()
  const contents = Object.fromEntries(
    await Promise.all(names.map(async (name) => [documentKey(run.id, part, name), await fileHash(join(made, name))])),
  )
  const deed = { action: 'document.make', subject: subjectOf(run, region), period: run.period }
  await service.store.write(async (transaction) => {
    await noteDeed(service, SYSTEM, deed, transaction, { after: { files: names } }, contents)
    return { ok: true }
  })
  await rename(made, folder)
  return []
}

function subjectOf({ id }: RunRow, region: string | undefined): string {
  return `documents of run ${id}${region === undefined ? '' : ` region ${region}`}`
}

/** What the newest entry about these workbooks says, by name; undefined where none does. */
async function hashesSaid({ store }: Service, run: RunRow, part: string): Promise<ReadonlyMap<string, string> | undefined> {
  const before = documentKey(run.id, part, '')
  const [row] = await store.all(
    `SELECT contents FROM audit_entries WHERE action IN ('document.make', 'audit.seal') AND contents LIKE $1 ORDER BY sequence DESC LIMIT 1`,
    [`%"${before}%`],
  )
  if (typeof row?.[0] !== 'string') return undefined
  const hashes = Object.entries(JSON.parse(row[0]) as Contents).filter(([key]) => key.startsWith(before))
  return new Map(hashes.map(([key, hash]) => [key.slice(before.length), hash ?? '']))
}

/** A region's code may hold what no file name takes. */
function folderName(region: string): string {
  return Buffer.from(region, 'utf8').toString('hex')
}
