import type { Place } from '../../base/problem.ts'
import type { DatasetProblemCode } from '../../domain/dataset/dataset-problems.ts'
import { recordName } from '../../domain/dataset/record-name.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { type PartialValues, type RecordValues, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import { isRenminbi } from '../../domain/dataset/telling-columns.ts'
import { bareText, type CellValue, foldedCode, readCell, trimmed } from './cell-values.ts'
import { type ColumnPlan, isRemembered, plainValue } from './column-plan.ts'
import { type DocumentSign, documentSignOf } from './document-sign.ts'
import type { Header } from './header.ts'
import { nearWords } from './near-miss.ts'
import type { ProblemList } from './problem-list.ts'
import { type Directory, detached, type References } from './references.ts'
import { type RowRule, rowRuleOf } from './row-rules.ts'
import { shown } from './shown.ts'

/** Texts already read, for columns whose values repeat from row to row; no more than this many, since anybody can write any text. */
const MOST_REMEMBERED = 2_000

/** What is the same for every cell of a dataset: the most characters of one, and the zone in which a moment becomes a day. */
export interface CellForms {
  readonly cellLength: number
  readonly timeZone: string
}

/**
 * Turns the rows of one table into records, checking every cell, reference and row rule. Cells in their plain forms, nearly all
 * of a large file, pass without a regular expression, an allocation or a call through a closure.
 */
export class RecordReader {
  readonly #table: TableKey
  readonly #header: Header
  readonly #references: References
  readonly #problems: ProblemList
  readonly #place: Place
  readonly #cellLength: number
  readonly #timeZone: string
  readonly #plans: readonly ColumnPlan[]
  readonly #rule: RowRule | undefined
  readonly #sign: DocumentSign | undefined
  readonly #onRejected: RejectedHandler | undefined
  /** The columns that no cell can be relied on in, as bits. */
  readonly #unreliable: number

  constructor(
    table: TableKey,
    header: Header,
    place: Place,
    references: References,
    problems: ProblemList,
    { cellLength, timeZone }: CellForms,
    onRejected?: RejectedHandler,
  ) {
    this.#table = table
    this.#header = header
    this.#references = references
    this.#problems = problems
    this.#place = place
    this.#cellLength = cellLength
    this.#timeZone = timeZone
    this.#rule = rowRuleOf(table)
    this.#sign = documentSignOf(table)
    this.#onRejected = onRejected
    this.#unreliable = TABLES[table].columns.reduce((bits, { required }, index) => {
      const isMissing = required === true && (header.positions[index] ?? -1) < 0
      return isMissing || header.doubtful.has(index) ? bits | (1 << index) : bits
    }, 0)
    this.#plans = TABLES[table].columns.map((column, index) => ({
      column,
      index,
      position: header.positions[index] ?? -1,
      required: column.required === true,
      blank: column.blank ?? null,
      directory: directoryOf(column, references),
      remembered: new Map(),
      namesReported: new Set(),
    }))
  }

  /**
   * The record of a row, or undefined when anything in it is wrong; the problems then say what. `shifted` when the row is known
   * to have its cells out of place: they are checked all the same.
   */
  read(cells: readonly string[], row: number, shifted = false): RecordValues | undefined {
    const plans = this.#plans
    const record: Value[] = new Array(plans.length)
    let sound = this.#header.sound && !shifted
    let wrong = this.#unreliable
    for (let index = 0; index < plans.length; index++) {
      const plan = plans[index] as ColumnPlan
      const text = plan.position < 0 ? '' : (cells[plan.position] ?? '')
      let value: Value | undefined
      if (text !== '') {
        value = plainValue(plan, text)
        if (value === undefined) value = this.#tolerantValue(plan, text, cells, row)
      } else if (!plan.required || plan.position < 0) value = plan.blank
      else value = this.#blankValue(plan, cells, row)
      if (value === undefined) {
        sound = false
        wrong |= 1 << index
        value = null
      }
      record[index] = value
    }
    if (this.#header.currencies.length > 0 && !this.#isInYuan(cells, row)) sound = false
    if (this.#table === 'clients' && this.#isAlias(record, row)) return undefined
    if (this.#header.beside.length > 0 && !this.#doAgree(record, cells, row)) sound = false
    this.#references.enter(this.#table, record, row)
    this.#sign?.(record)
    const found: PartialValues = wrong === 0 ? record : record.map((value, index) => ((wrong >> index) & 1 ? undefined : value))
    const faults = this.#rule?.(found, this.#references) ?? []
    for (const fault of faults) {
      const plan = plans.find(({ column }) => column.key === fault.column)
      if (plan) this.#report(fault.code, plan, fault.values.found ?? '', cells, row, fault.values)
    }
    if (sound && faults.length === 0) return record
    this.#onRejected?.(found, row)
    return undefined
  }

  /** A client under a code that is another's by now is that other one: lists of other programs go on naming it. */
  #isAlias([code]: readonly Value[], row: number): boolean {
    const client = typeof code === 'string' ? this.#references.client.meantBy(code) : undefined
    if (client === undefined) return false
    const values = { found: shown(String(code)), client: shown(client) }
    const place = { ...this.#place, row, column: this.#header.names[this.#plans[0]?.position ?? -1] }
    this.#problems.add('client_should_not_be_an_alias', { values, table: 'clients', record: values.found, column: 'code', place })
    return true
  }

  #blankValue(plan: ColumnPlan, cells: readonly string[], row: number): undefined {
    this.#report('cell_must_be_given', plan, '', cells, row)
    return undefined
  }

  /** Forms beyond the plain ones, and what is no value at all. */
  #tolerantValue(plan: ColumnPlan, text: string, cells: readonly string[], row: number): Value | undefined {
    if (text.length > this.#cellLength) {
      this.#report('cell_must_not_be_too_long', plan, '', cells, row, { length: String(text.length), limit: String(this.#cellLength) })
      return undefined
    }
    const bare = bareText(text)
    if (bare === '') return plan.required ? this.#blankValue(plan, cells, row) : plan.blank
    const read: CellValue = readCell(plan.column, bare, this.#cellLength, this.#timeZone)
    if (typeof read === 'object') {
      this.#report(read.code, plan, bare.startsWith('\u0000') ? '' : bare, cells, row, read.values)
      return undefined
    }
    if (plan.directory) return this.#referred(plan, plan.directory, bare.normalize('NFC'), String(read), cells, row)
    if (isRemembered(plan.column) && plan.remembered.size < MOST_REMEMBERED) plan.remembered.set(detached(text), read)
    return read
  }

  #referred(plan: ColumnPlan, directory: Directory, name: string, code: string, cells: readonly string[], row: number): Value | undefined {
    const resolved = directory.resolve(code, name)
    if ('fault' in resolved) {
      const codes = resolved.fault === 'ambiguous' ? resolved.codes.slice(0, 5).join(', ') : ''
      this.#report(
        resolved.fault === 'ambiguous' ? 'name_must_mean_one_record' : (UNKNOWN[plan.column.type] ?? 'employee_must_exist'),
        plan,
        name,
        cells,
        row,
        { codes, ...nearWords(shown(name), resolved.fault === 'unknown' && !this.#problems.isFull ? directory.near(name) : []) },
      )
      return undefined
    }
    if (resolved.by !== 'code' && !plan.namesReported.has(name)) {
      const found = detached(name)
      plan.namesReported.add(found)
      this.#problems.add(resolved.by === 'name' ? 'reference_by_name' : 'reference_by_alias', {
        values: { found, code: resolved.code },
        table: this.#table,
        column: plan.column.key,
        place: { ...this.#place, row, column: this.#header.names[plan.position] },
      })
    }
    return resolved.code
  }

  /** Whether the name beside a code means the same record; a name that nobody knows says nothing against it. */
  #doAgree(record: readonly Value[], cells: readonly string[], row: number): boolean {
    let sound = true
    for (const { index, position } of this.#header.beside) {
      const plan = this.#plans[index] as ColumnPlan
      const [found, code] = [bareText(cells[position] ?? '').normalize('NFC'), record[index]]
      if (found === '' || typeof code !== 'string' || plan.directory?.state !== 'read') continue
      const other = plan.directory.resolve(foldedCode(found), found)
      if (!('code' in other) || other.code === code) continue
      sound = false
      const [own = '', beside = ''] = [this.#header.names[plan.position], this.#header.names[position]]
      this.#report('references_must_agree', plan, found, cells, row, { own, code, beside, other: other.code })
    }
    return sound
  }

  #isInYuan(cells: readonly string[], row: number): boolean {
    let sound = true
    for (const position of this.#header.currencies) {
      const found = trimmed(cells[position] ?? '').normalize('NFKC')
      if (found === '' || isRenminbi(found)) continue
      sound = false
      this.#problems.add('currency_must_be_cny', {
        values: { found: shown(found) },
        table: this.#table,
        record: this.#nameOf(cells),
        place: { ...this.#place, row, column: this.#header.names[position] },
      })
    }
    return sound
  }

  #report(code: DatasetProblemCode, plan: ColumnPlan, found: string, cells: readonly string[], row: number, values = {}): void {
    if (this.#problems.isFull) {
      this.#problems.add(code)
      return
    }
    const { key, title } = plan.column
    const column = plan.position < 0 ? undefined : this.#header.names[plan.position]
    this.#problems.add(code, {
      values: { title, column: key, ...values, found: shown(found) },
      table: this.#table,
      record: this.#nameOf(cells),
      column: key,
      place: { ...this.#place, row, column },
    })
  }

  /** The record's name from the cells as they can be read, with the text itself where one cannot. */
  #nameOf(cells: readonly string[]): string | undefined {
    const identity = TABLES[this.#table].identity
    const record = this.#plans.map(({ column, position, directory }): Value => {
      const text = identity.includes(column.key) ? bareText(cells[position] ?? '') : ''
      if (text === '' || text.startsWith('\u0000')) return null
      const read = readCell(column, text, this.#cellLength, this.#timeZone)
      const value = typeof read === 'object' ? shown(text) : read
      const resolved = directory?.resolve(String(value), String(value))
      return resolved && 'code' in resolved ? resolved.code : value
    })
    const name = recordName(this.#table, record)
    return name === undefined ? undefined : shown(name)
  }
}

/** Hears of a row that is no record for its mistakes, with the cells of it that could be read. */
export type RejectedHandler = (values: PartialValues, row: number) => void

const UNKNOWN: Readonly<Partial<Record<Column['type'], DatasetProblemCode>>> = {
  employee: 'employee_must_exist',
  client: 'client_must_exist',
  region: 'region_must_exist',
}

function directoryOf({ type }: Column, references: References): Directory | undefined {
  return type === 'employee' || type === 'client' || type === 'region' ? references[type] : undefined
}
