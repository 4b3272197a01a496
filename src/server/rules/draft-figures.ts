import { explainedRecord } from '../../appraisal/explain/explained.ts'
import { findRecords } from '../../appraisal/explain/find-records.ts'
import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { Period } from '../../base/period.ts'
import { exactText } from '../../base/rounding.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { CompanyMeasure } from '../../domain/measures/measure-definition.ts'
import type { Owner } from '../../domain/measures/measure-owner.ts'
import { readMeasure } from '../../domain/measures/read-measure.ts'
import { companyMeasureOf } from '../../rulebook/measures-in-force.ts'
import { readRules } from '../../rulebook/read-rules.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { directoryRows, type ReferenceType } from '../../store/company-book/references.ts'
import { companyMeasures } from '../../store/measures/company-measures.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import { reachBy } from '../kernel/reach.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { fileOfRule } from './check-rule-text.ts'
import type { draftFiguresSchema } from './draft-figures-schema.ts'

export interface DraftFiguresAsked {
  readonly rule: string
  readonly text: string
  readonly period: Period
  /** Whose records are asked for: a number or a code, '' for the company. */
  readonly of: string | undefined
}

export type DraftFigures = ShapeOf<typeof draftFiguresSchema>

const MOST_RECORDS = 50

/**
 * What a measure 计量 that is being written counts in a period, of everybody it is of, by the statement that runs count with; and the
 * records behind one of the figures. Only for those who see all records and write rules. Problems: action_must_be_allowed, and what is
 * wrong with the text or with the rules of the period.
 */
export const draftFigures = useCase(
  'rule.write',
  async (
    service,
    actor,
    { rule, text, period, of }: DraftFiguresAsked,
  ): Promise<Answer<{ readonly ok: true; readonly figures: DraftFigures }>> => {
    const reach = await reachBy(service, actor, 'record.read', period)
    if (reach.kind !== 'all') return { ok: false, problems: [serviceProblem('action_must_be_allowed', { permission: 'record.read' })] }
    const read = measureIn(fileOfRule(rule), text)
    if (!read.ok) return read
    const { key, definition } = read.measure
    const found = await rulesOfPeriod(service, period)
    if (!found.ok) return found
    const about = { period: period.text, per: definition.per, unit: definition.unit }
    const book = await findCompanyBook(service.store)
    if (!book) return { ok: true, figures: { ...about, items: [], records: null } }
    const measure = present(companyMeasures([read.measure])[key], 'The measure was just made.')
    // Whose figure is asked for is whose records are: nobody's home region is in between.
    const measured = { reader: service.store, book: book.id, period, readings: found.rules.readings, homeOf: (owner: string) => owner }
    const counted = await present(measure.figuresOfOwners, 'A measure of the company’s own is told of each.')(measured)
    const sorted = [...counted].sort(([a], [b]) => byCodePoint(a, b))
    const names = await namesOf(
      service.store,
      book.id,
      definition.per,
      sorted.map(([owner]) => owner),
    )
    const items = sorted.map(([owner, figure]) => ({
      of: owner,
      name: names.get(owner) ?? null,
      figure: figure ? exactText(figure) : null,
    }))
    if (of === undefined) return { ok: true, figures: { ...about, items, records: null } }
    const { total, records } = await findRecords(service.store, book.id, measure.records(measured, of), { offset: 0, limit: MOST_RECORDS })
    const shown = records.map((record) => explainedRecord(record).values)
    return {
      ok: true,
      figures: { ...about, items, records: { of, table: definition.table, total, items: shown.map((values) => ({ ...values })) } },
    }
  },
)

function measureIn(file: string, text: string): Answer<{ readonly ok: true; readonly measure: CompanyMeasure }> {
  const { measures, problems } = readRules(new Map([[file, text]]))
  const [entry] = measures
  const version = entry?.rule.versions.at(-1)
  if (!entry || !version) return { ok: false, problems }
  const read = readMeasure(version, { file, version: version.effectiveFrom })
  return read.ok ? { ok: true, measure: companyMeasureOf({ entry, version }) } : read
}

const DIRECTORY: Readonly<Partial<Record<Owner, ReferenceType>>> = {
  rep: 'employee',
  engineer: 'employee',
  client: 'client',
  region: 'region',
}
const MOST_NAMED = 400

async function namesOf(
  reader: Parameters<typeof directoryRows>[0],
  book: number,
  per: Owner,
  owners: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const type = DIRECTORY[per]
  if (type === undefined) return new Map()
  const rows = await directoryRows(reader, book, type, owners.slice(0, MOST_NAMED))
  return new Map(rows.map(({ code, name }) => [code, name]))
}
