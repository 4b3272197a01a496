import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { hasErrors } from '../../appraisal/import-dataset.ts'
import { loadRecords } from '../../appraisal/load-records.ts'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import type { KeptCorrections } from '../../domain/dataset/corrections.ts'
import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import { Corrections } from '../../sheets/read/corrections.ts'
import { mappingFrom } from '../../sheets/read/mapping-profile.ts'
import { type DatasetReading, type ReadOptions, readDataset, readTableFile } from '../../sheets/read/read-dataset.ts'
import { recognisable } from '../../sheets/read/suggest-columns.ts'
import { REPORT_READERS } from '../../sheets/reports/report-readers.ts'
import { touchProfile } from '../../store/aggregates/mapping-profiles.ts'
import { findUpload, insertUpload, type ReadSheet, replaceUpload, type Upload } from '../../store/aggregates/uploads.ts'
import type { Book } from '../../store/book/book.ts'
import { conflictsOfStaged, standingOf } from '../../store/company-book/apply-change.ts'
import { companyBook } from '../../store/company-book/company-book.ts'
import { dateSnapshot } from '../../store/company-book/date-snapshot.ts'
import { aliasedClients } from '../../store/company-book/references.ts'
import { dropStaging } from '../../store/company-book/scratch-book.ts'
import { dropAside, setAside } from '../../store/company-book/set-aside.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { companyTimeZone, companyToday } from '../kernel/company-day.ts'
import { type Actor, noteDeed, type Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { withTwins } from '../odd/repeated-clients.ts'
import { tableProblems } from '../records/change-rules.ts'
import { conflictProblems } from '../records/conflict-problems.ts'
import { everythingKnown } from '../records/read-cells.ts'
import { repeatedForms } from '../records/repeated-forms.ts'
import { snapshotDay } from '../records/snapshot-day.ts'
import { sheetsByProfile } from './apply-profiles.ts'
import { NONE_SAID, type ToCorrect, whatCameOf } from './corrections-of-upload.ts'
import { LeftOutByMeaning } from './leaves-out.ts'
import { oddOfUpload } from './odd-of-upload.ts'
import { planCommit, publishedPeriods, shownPlan } from './plan-commit.ts'
import { questionsOf, withQuestions } from './sheet-questions.ts'
import { hashOfFiles, removeFiles, uploadFolder } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'
import { type UploadPlan, type UploadView, uploadView } from './upload-view.ts'

export interface CheckUpload {
  /** Names the folder that the files were written to. */
  readonly id: string
  /** The names of the files in it. */
  readonly files: readonly string[]
  /** The table that the one file is, whatever its name. */
  readonly table: TableKey | undefined
  /** The open period to record it in; the one that the records are of unless told. */
  readonly period: Period | undefined
}

export interface CheckedUpload {
  readonly ok: true
  readonly upload: UploadView
  /** Undefined for a broken one. */
  readonly plan: UploadPlan | undefined
}

/** Less than a command takes: several people may upload at a time, and a list of problems is read by a person. */
const LIMITS: ReadOptions['limits'] = { unpackedBytes: 2 * 1024 ** 3, rows: 5_000_000, problems: 10_000 }

/**
 * Checks an upload whole against itself and the company book, and keeps it to be committed or dropped: how many records of each
 * table are new, changed or the same, and every problem with its cell. With an error it is kept as broken, for its problems
 * and its marked copy. The records, the upload and its audit entry are written in one transaction. Refused at once: tables
 * that are not the actor's to keep, and several files for one table; nothing is kept of those.
 */
export const checkUpload = useCase('upload.write', async (service, actor, input: CheckUpload): Promise<Answer<CheckedUpload>> => {
  const folder = uploadFolder(service, input.id)
  try {
    const checked = await check(service, actor, input, folder)
    if (!checked.ok) await removeFiles(folder)
    return checked
  } catch (failure) {
    await removeFiles(folder)
    throw failure
  }
})

async function check(service: Service, actor: Actor, input: CheckUpload, folder: string): Promise<Answer<CheckedUpload>> {
  const { files, table } = input
  const [first] = files
  if (first === undefined) return { ok: false, problems: [uploadProblem('upload_must_hold_a_file')] }
  if (table && files.length > 1) return { ok: false, problems: [uploadProblem('upload_of_one_table_must_hold_one_file', { table })] }
  const path = files.length === 1 ? join(folder, first) : folder
  const byProfile = await sheetsByProfile(service.store, path, table)
  return checkFiles(service, actor, {
    ...input,
    path,
    folder,
    sheets: byProfile,
    isAgain: false,
    action: 'upload.check',
    corrections: NONE_SAID,
  })
}

/** Files of an upload to be checked, the first time or again. */
export interface FilesToCheck extends CheckUpload {
  /** The one file, or the folder of several. */
  readonly path: string
  readonly folder: string
  /** What is known of sheets that are not named, or whose headers are not, as ours. */
  readonly sheets: readonly ReadSheet[]
  readonly isAgain: boolean
  /** The folder of its files; the one that it has unless told. */
  readonly stored?: string | undefined
  /** What else is to be said of it. */
  readonly further?: readonly Problem[] | undefined
  /** What it is called in the audit trail. */
  readonly action: 'upload.check' | 'upload.check_again' | 'upload.correct' | 'upload.replace_files'
  /** What is read otherwise than it stands in the files; `n` names those of which one that does not fit refuses all. */
  readonly corrections: ToCorrect
}

/** Reads the files of an upload, stages their records and writes down what it came to. */
export async function checkFiles(service: Service, actor: Actor, input: FilesToCheck): Promise<Answer<CheckedUpload>> {
  const { store } = service
  const { table, path } = input
  const book = await companyBook(store)
  const known = await everythingKnown(store, book)
  const mappings = input.sheets.map((each) => mappingFrom(each, each.file, each.sheet ?? undefined))
  const leftOut = new LeftOutByMeaning()
  const corrections = new Corrections(input.corrections.kept)
  const options: ReadOptions = {
    limits: LIMITS,
    timeZone: await companyTimeZone(service),
    known,
    mappings,
    reports: REPORT_READERS,
    period: input.period,
    onLeftOut: leftOut.add,
    corrections,
  }
  const reading = table ? await readTableFile(path, table, options) : await readDataset(path, options)
  const notTheirs = tableProblems(actor, reading.tables)
  if (notTheirs.length > 0) return { ok: false, problems: notTheirs }
  const sha256 = await hashOfFiles(input.folder, input.files)

  const writer = await store.beginBook()
  try {
    const found = withQuestions(await loadRecords(reading, writer), await questionsOf(path, mappings, recognisable(known)))
    const corrected = whatCameOf(corrections, input.corrections)
    const problems = [...found, ...corrected.stale, ...(input.further ?? [])]
    return await writer.stage(async (transaction, staged): Promise<Answer<CheckedUpload>> => {
      const before = input.isAgain ? await findUpload(transaction, input.id) : undefined
      if (input.isAgain && before?.state !== 'checked' && before?.state !== 'broken') {
        return { ok: false, problems: [uploadProblem('upload_must_not_be_settled_yet', { upload: input.id })] }
      }
      if (corrected.refused.length > 0) return { ok: false, problems: corrected.refused }
      if (before && !isAsSeen(before, input.corrections.seen)) {
        return { ok: false, problems: [uploadProblem('upload_corrections_must_be_as_seen', { upload: input.id })] }
      }
      if (before?.book !== undefined) await dropStaging(transaction, before.book)
      await dropAside(transaction, input.id)
      return keep(service, actor, input, transaction, {
        book,
        staged,
        reading,
        problems,
        sha256,
        stored: input.stored ?? before?.stored ?? input.id,
        sheets: sheetsRead(reading, input, leftOut),
        corrections: corrected.kept,
      })
    })
  } catch (failure) {
    await writer.drop()
    throw failure
  }
}

/** Whether nobody has corrected an upload or replaced its files since. */
function isAsSeen(now: Upload, seen: ToCorrect['seen']): boolean {
  return now.stored === seen.stored && isDeepStrictEqual(now.corrections, seen.corrections)
}

/** How each file and sheet was read: what a user or a profile said, else by our own names. */
function sheetsRead(reading: DatasetReading, { sheets: given, table: named }: FilesToCheck, leftOut: LeftOutByMeaning): ReadSheet[] {
  const own = reading.sources.map(
    ({ table, file, sheet }): ReadSheet => ({
      ...{ file, sheet: sheet ?? null, table, columns: null, profile: null },
      ...(named ? { isNamed: true } : {}),
    }),
  )
  const said = given.map((each): ReadSheet => {
    const source = reading.sources.find(({ file, sheet }) => file === each.file && (sheet ?? null) === each.sheet)
    return { ...each, leavesOut: leftOut.of(each, source?.report !== undefined) }
  })
  return [...said, ...own.filter(({ file, sheet }) => !given.some((each) => each.file === file && each.sheet === sheet))]
}

interface Loaded {
  readonly book: Book
  readonly staged: Book
  readonly reading: DatasetReading
  readonly problems: readonly Problem[]
  readonly sha256: string
  readonly sheets: readonly ReadSheet[]
  readonly corrections: KeptCorrections
  readonly stored: string
}

async function keep(
  service: Service,
  actor: Actor,
  input: FilesToCheck,
  transaction: WriteTransaction,
  { book, staged, reading, problems: own, sha256, sheets, corrections, stored }: Loaded,
): Promise<CheckedUpload> {
  const pair = { company: book.id, staging: staged.id }
  const given = new Set(TABLE_KEYS.filter((table) => reading.tables.has(table)))
  const day = await snapshotDay(transaction)
  const dated =
    day && (await dateSnapshot(transaction, pair, given, { ...day, today: await companyToday(service, transaction), isList: true }))
  const tables = new Set(TABLE_KEYS.filter((table) => given.has(table) || (dated && table in dated.rows)))
  await setAside(transaction, pair, input.id, tables, await publishedPeriods(transaction))
  const standing = await standingOf(transaction, tables, pair)
  // References were resolved while reading, against the same company book; what has changed since is found when it is committed.
  const { secondMarks, otherwiseLined, overlappingSpells } = await conflictsOfStaged(transaction, pair, tables)
  const conflicts = {
    secondMarks,
    otherwiseLined,
    overlappingSpells,
    dangling: [],
    leftBehind: [],
    withoutRegion: [],
    aliasedClients: await aliasedClients(transaction, [book.id, staged.id]),
  }
  const place = (table: TableKey, row: number, column: string) => reading.place(table, row, column)
  const repeated = await repeatedForms(transaction, pair, tables, place)
  const planned = await planCommit(transaction, actor, { ...pair, upload: input.id }, standing, input.period?.text)
  const recorded = planned.period ?? input.period?.text
  const odd = await oddOfUpload(service, transaction, pair, { sha256, given: tables, period: recorded, place: reading.place })
  const twins = await withTwins(transaction, pair, own)
  const problems = [...twins, ...conflictProblems(conflicts, place), ...repeated, ...odd]
  const broken = hasErrors(problems)
  const plan = broken ? undefined : { ...planned, meanwhile: null }
  if (broken) {
    await dropStaging(transaction, staged.id)
    await dropAside(transaction, input.id)
  }
  const upload: Upload = {
    id: input.id,
    period: input.period?.text ?? plan?.period ?? undefined,
    state: broken ? 'broken' : 'checked',
    fileName: input.files.join(', '),
    sha256,
    at: service.now().toISOString(),
    by: actor.id,
    book: broken ? undefined : staged.id,
    counts: {
      tables: planned.tables,
      errors: problems.filter(({ severity }) => severity === 'error').length,
      warnings: problems.filter(({ severity }) => severity === 'warning').length,
      setAside: plan?.setAside.count ?? 0,
      totals: reading.totals,
      shown: plan && (await shownPlan(transaction, plan, standing)),
    },
    stored,
    change: undefined,
    sheets,
    corrections,
  }
  if (input.isAgain) await replaceUpload(transaction, upload, JSON.stringify(problems))
  else await insertUpload(transaction, upload, JSON.stringify(problems))
  for (const { profile } of input.sheets) if (profile) await touchProfile(transaction, profile.id, upload.at)
  const deed = { action: input.action, subject: `upload ${input.id}`, period: upload.period }
  const said = corrections.cells.length + corrections.rows.length > 0 ? { corrections } : {}
  await noteDeed(service, actor, deed, transaction, {
    after: { files: input.files, sha256, state: upload.state, counts: upload.counts, ...said },
  })
  return { ok: true, upload: uploadView(upload), plan }
}
