import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Answer } from '../../base/answer.ts'
import { type Period, periodFromText, previousPeriod } from '../../base/period.ts'
import type { Language, Problem } from '../../base/problem.ts'
import { calendarFrom } from '../../domain/company/calendar-settings.ts'
import type { OnIncomplete } from '../../domain/engineers/score-engineer.ts'
import type { ComparedPeriod } from '../../domain/what-if/compared.ts'
import { type Simulation, simulationOf } from '../../domain/what-if/simulation.ts'
import { readRuleTexts } from '../../rulebook/read-rules.ts'
import { simulationFileName, writeSimulation } from '../../sheets/write/workbooks/simulation/write-simulation.ts'
import { sha256Of } from '../../sheets/write/workbooks/write-workbooks.ts'
import type { Store } from '../../store/open-store.ts'
import { type Format, withStore } from '../appraise.ts'
import { commandProblem } from '../command-problems.ts'
import { importDataset } from '../import-dataset.ts'
import { profilesIn } from '../profile-files.ts'
import { resultPieces } from '../result-json.ts'
import { type RulesInForce, rulesInForceFrom } from '../rules-in-force.ts'
import { SHIPPED_RULES } from '../shipped.ts'
import { makeFolder, removeUnfinished, replaceFile } from '../whole-files.ts'
import { appraiseTwice, type Side } from './appraise-twice.ts'
import { atOnce } from './at-once.ts'
import { rememberingRecords } from './remembering-records.ts'
import { simulationJson } from './simulation-json.ts'

export interface SimulateRequest {
  readonly dataset: string
  /** The first and the last of the periods that are tried: two months, two quarters ..., or the same twice. */
  readonly from: Period
  readonly to: Period
  /** The rules as they are; the shipped ones unless told. */
  readonly rules?: string | undefined
  /** Settings as they are, over the rules' defaults. */
  readonly settings: Readonly<Record<string, string>>
  readonly change: {
    /** A whole rules folder (one with policies), or some files that are laid over the rules by their paths. */
    readonly rules?: string | undefined
    /** The newest version of each changed file as if it had been in force from the first period on. */
    readonly atOnce?: boolean | undefined
    /** Settings as they would be, over those above. */
    readonly settings: Readonly<Record<string, string>>
    /** The dataset as it would be. */
    readonly dataset?: string | undefined
  }
  /** Files of kept mappings, for the exports of other programs among the files of either dataset. */
  readonly profiles?: readonly string[] | undefined
  readonly onIncomplete: OnIncomplete
  readonly language: Language
  readonly out: string
  readonly formats: readonly Format[]
  readonly company?: string | undefined
  readonly onProgress?: ((bytesRead: number, bytesTotal: number) => void) | undefined
  /** Told before each period. */
  readonly onPeriod?: ((period: string) => void) | undefined
}

export interface Simulated {
  readonly ok: true
  readonly simulation: Simulation
  readonly problems: readonly Problem[]
}

/**
 * Tries a change of rules, settings or records on periods: each is appraised twice from records that are read once, and what everybody and every
 * region would get is compared (CONTRACT section 7). Writes simulation.json and a workbook; no result comes of it that could be paid or verified.
 * Problems: those of data and rules, periods_must_be_in_order, change_must_be_readable, output_must_be_writable.
 */
export async function simulate(request: SimulateRequest): Promise<Answer<Simulated>> {
  const texts = await rulesOfBoth(request)
  if (!texts.ok) return texts
  return withStore(undefined, async (store) => {
    const sides = await sidesOf(request, texts, store)
    if (!sides.ok) return sides
    const compared: ComparedPeriod[] = []
    for (const [before, after] of sides.pairs) {
      request.onPeriod?.(before.period.text)
      const records = rememberingRecords(store)
      const { onIncomplete, language } = request
      const found = await appraiseTwice({ before, after, records, onIncomplete, language })
      if (!found.ok) return found
      compared.push(found.compared)
    }
    const inputs = { before: sides.pairs[0][0].book, after: sides.pairs[0][1].book }
    const simulation = simulationOf(compared, inputs, request)
    const warnings = withoutEffect(simulation, texts) ? [commandProblem('change_should_take_effect', {})] : []
    try {
      await publish(simulation, request)
    } catch (failure) {
      if (!(failure instanceof Error && 'code' in failure)) throw failure
      const values = { path: request.out, cause: String(failure.code) }
      return { ok: false, problems: [commandProblem('output_must_be_writable', values, request.out)] }
    }
    const said = compared.flatMap(({ problems }) => problems.after)
    return { ok: true, simulation, problems: [...warnings, ...new Map(said.map((each) => [JSON.stringify(each), each])).values()] }
  })
}

/** Files that say something else, of which no period sees anything: most likely they begin later. */
function withoutEffect({ rules, settings }: Simulation, { before, after }: Texts): boolean {
  const differs = [...after].some(([file, text]) => before.get(file) !== text) || after.size !== before.size
  return differs && rules.length === 0 && settings.length === 0
}

interface Texts {
  readonly ok: true
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
}

async function rulesOfBoth({ rules = SHIPPED_RULES, change }: SimulateRequest): Promise<Answer<Texts>> {
  const before = (await readRuleTexts(rules)) ?? new Map<string, string>()
  if (change.rules === undefined) return { ok: true, before, after: before }
  const own = await readRuleTexts(change.rules)
  if (!own || own.size === 0) {
    return { ok: false, problems: [commandProblem('change_must_be_readable', { path: change.rules }, change.rules)] }
  }
  const isWhole = [...own.keys()].some((file) => file.startsWith('policies/'))
  return { ok: true, before, after: isWhole ? own : new Map([...before, ...own]) }
}

type Pairs = readonly [readonly [Side, Side], ...(readonly [Side, Side])[]]

async function sidesOf(
  request: SimulateRequest,
  texts: Texts,
  store: Store,
): Promise<Answer<{ readonly ok: true; readonly pairs: Pairs }>> {
  const { rules = SHIPPED_RULES, settings, change } = request
  const names = namesBetween(request.from, request.to)
  if (!names) {
    const values = { from: request.from.text, to: request.to.text }
    return { ok: false, problems: [commandProblem('periods_must_be_in_order', values)] }
  }
  const before = rulesOfPeriods(texts.before, rules, names, settings)
  if (!before.ok) return before
  const first = before.of[0]?.period.first
  const tried = change.atOnce && first !== undefined ? atOnce(texts.before, texts.after, first) : texts.after
  const after = rulesOfPeriods(tried, change.rules ?? rules, names, { ...settings, ...change.settings })
  if (!after.ok) return after
  const kept = await profilesIn(request.profiles ?? [])
  if (!kept.ok) return kept
  const reading = { onProgress: request.onProgress, timeZone: before.of[0]?.rules.readings.timeZone, profiles: kept.profiles }
  const records = await importDataset(request.dataset, store, reading)
  if (!records.ok) return records
  const others = change.dataset === undefined ? records : await importDataset(change.dataset, store, reading)
  if (!others.ok) return others
  const [earliest, ...more] = names.map((_, index) => {
    const side = ({ book, problems }: typeof records, own: typeof before): Side => ({
      ...(own.of[index] as (typeof own.of)[number]),
      book,
      problems,
    })
    return [side(records, before), side(others, after)] as const
  })
  if (!earliest) throw new RangeError('There is a period from the first to the last.')
  return { ok: true, pairs: [earliest, ...more] }
}

interface OfPeriods {
  readonly ok: true
  readonly of: readonly { readonly period: Period; readonly rules: RulesInForce }[]
}

/** The rules of each period, read once: those in force on its last day. */
function rulesOfPeriods(
  texts: ReadonlyMap<string, string>,
  folder: string,
  names: readonly string[],
  settings: Readonly<Record<string, string>>,
): Answer<OfPeriods> {
  const calendar = calendarFrom(settings)
  const periods = names.flatMap((name) => periodFromText(name, calendar) ?? [])
  const of: { period: Period; rules: RulesInForce }[] = []
  for (const period of periods) {
    const [first] = of
    const loaded = first ? first.rules.on(period) : rulesInForceFrom(texts, folder, period, settings)
    if (!loaded.ok) return loaded
    of.push({ period, rules: loaded.rules })
  }
  return { ok: true, of }
}

/** More periods than these are a slip of the pen. */
const MOST_PERIODS = 120

/** The names of all periods from the first to the last; undefined where they are of two kinds or the wrong way round. */
function namesBetween(from: Period, to: Period): string[] | undefined {
  const names = [to.text]
  for (let period = to; period.text !== from.text; names.unshift(period.text)) {
    if (from.kind !== to.kind || from.first > period.first || names.length >= MOST_PERIODS) return undefined
    period = previousPeriod(period)
  }
  return names
}

/** The workbook, whose name tells what it belongs to, before the file that names it. */
async function publish(simulation: Simulation, { out, formats, language }: SimulateRequest): Promise<void> {
  await makeFolder(out)
  await removeUnfinished(out)
  const json = simulationJson(simulation)
  const files: object[] = []
  if (formats.includes('xlsx')) {
    // Everything else follows from both results of each period: to write all of it twice for its hash would take as long as some of them.
    const hash = createHash('sha256').update(JSON.stringify(simulation.periods.map(({ sha256 }) => sha256)))
    const name = simulationFileName(
      simulation.periods.map(({ period }) => period),
      language,
      hash.digest('hex').slice(0, 8),
    )
    await writeSimulation(join(out, name), simulation, language)
    files.push({ kind: 'simulation', path: name, sha256: await sha256Of(join(out, name)) })
  }
  await replaceFile(join(out, 'simulation.json'), resultPieces({ ...json, files }))
}
