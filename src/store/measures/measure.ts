import type { Day } from '../../base/day.ts'
import type { Period } from '../../base/period.ts'
import { type Rational, rational, ZERO } from '../../base/rational.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Owner } from '../../domain/measures/measure-owner.ts'
import { UNIT_SCALES } from '../../domain/measures/unit-scales.ts'
import type { MeasureUnit } from '../../domain/sales/sales-result.ts'
import type { WindowReadings } from '../../domain/sales/windows.ts'
import type { Reader } from '../database/connection.ts'
import type { ArrearsReadings } from './arrears-owner.ts'
import type { DayRange } from './day-range.ts'
import type { SourceQuery } from './source-query.ts'

/** The counted collections of one rep that name one region, or none; those of a rep who moves on the days, and name none, day by day. */
export interface CollectionTotals {
  /** The region on the documents themselves; without one they belong to the rep's region on their day, or at home (POLICY A11). */
  readonly region: string | undefined
  /** The rep on the document, else the client's; without one the region is always given. */
  readonly rep: string | undefined
  readonly day: Day | undefined
  /** In fen: what lies above zero 收款, and the rest 退款 as a negative amount. */
  readonly receipts: bigint
  readonly refunds: bigint
}

/** The readings of the policy that decide which records a measure counts. */
export interface Readings extends WindowReadings, ArrearsReadings {}

/** The period that is measured, and by which readings of the policy. */
export interface Measured {
  readonly period: Period
  readonly readings: Readings
  /** The home region of everybody in the period, by which measures of regions are given to people. */
  readonly homeOf?: ((person: string) => string | undefined) | undefined
}

/** The same with where its records are. */
export interface MeasuredBook extends Measured {
  readonly reader: Reader
  readonly book: number
  /** The totals of the period's collections, where they were asked for already. */
  readonly collections?: readonly CollectionTotals[] | undefined
}

type Words = { readonly zh: string; readonly en: string }

/** A measure 计量 of sales representatives: what KPI rules take as inputs. */
export interface Measure {
  readonly title: Words
  /** Money is counted in fen and given to rules in yuan, quantities in millionths and units; the rest are counts. */
  readonly unit: MeasureUnit
  /** The tables it is counted from: where one of them is not in the data at all, a KPI that uses the measure has no data. */
  readonly tables: readonly TableKey[]
  /** Of whom it is counted; of each representative unless told. */
  readonly per?: Owner
  /** The figure of every representative, as rules take it; undefined where there is none (no quota given), 0 where nothing was counted. */
  figures(measured: MeasuredBook): Promise<(rep: string) => Rational | undefined>
  /** Of a measure of the company's own: the figure of each of those whom it is of and something was counted of, '' being the company. */
  figuresOfOwners?(measured: MeasuredBook): Promise<ReadonlyMap<string, Rational | undefined>>
  /** What each client adds to a representative's figure, by code, '' for records without one; none for what no client stands behind. */
  byClient?(measured: MeasuredBook, rep: string): Promise<ReadonlyMap<string, bigint>>
  /** The records behind a representative's figure. */
  records(measured: Measured, rep: string): readonly SourceQuery[]
  /** The days before the period that it looks back to: where the records of its tables begin after them nobody can tell it. */
  lookBack?(measured: Measured): DayRange
  /** Where they do, it is told all the same, as if there had been nothing. */
  readonly toldWithout?: true
  /** What these records are, where that is not plain from the title. */
  readonly note?: Words
}

/** One statement 语句 of a table and window, for all representatives, and client by client for one of them. */
interface Statement<Row> {
  readonly byRep: (measured: MeasuredBook) => Promise<ReadonlyMap<string, Row>>
  readonly byClient?: (measured: MeasuredBook, rep: string) => Promise<ReadonlyMap<string, Row>>
  /** Somebody without a row has no figure; 0 unless told. */
  readonly unstated?: true
}

interface Described<Row> extends Omit<Measure, 'figures' | 'byClient' | 'records'> {
  readonly of: (row: Row) => bigint | undefined
  readonly records: Measure['records']
}

/** The measures that one statement counts. It runs once for all of them: its rows are kept with what is measured. */
export function measuresOf<Row, Name extends string>(
  { byRep, byClient, unstated }: Statement<Row>,
  measures: Readonly<Record<Name, Described<Row>>>,
): Readonly<Record<Name, Measure>> {
  const kept = new WeakMap<MeasuredBook, Promise<ReadonlyMap<string, Row>>>()
  const rowsOf = (measured: MeasuredBook) => {
    const rows = kept.get(measured) ?? byRep(measured)
    kept.set(measured, rows)
    return rows
  }
  const nothing = unstated ? undefined : ZERO
  const described = Object.entries<Described<Row>>(measures).map(([name, { of, ...measure }]): [string, Measure] => [
    name,
    {
      ...measure,
      async figures(measured) {
        const rows = await rowsOf(measured)
        return (rep) => {
          const row = rows.get(rep)
          if (row === undefined) return nothing
          const figure = of(row)
          return figure === undefined ? undefined : exactFigure(measure, figure)
        }
      },
      ...(byClient && {
        byClient: async (measured: MeasuredBook, rep: string) =>
          new Map([...(await byClient(measured, rep))].map(([client, row]) => [client, of(row) ?? 0n])),
      }),
    },
  ])
  return Object.fromEntries(described) as Record<Name, Measure>
}

/** A figure as rules take it: yuan, units, or a count. */
export function exactFigure({ unit }: Pick<Measure, 'unit'>, figure: bigint): Rational {
  return figure === 0n ? ZERO : rational(figure, UNIT_SCALES[unit])
}
