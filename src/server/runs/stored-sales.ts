import { z } from 'zod'
import type { SalesFacts } from '../../domain/sales/sales-facts.ts'
import type { SalesResult } from '../../domain/sales/sales-result.ts'
import { storedNumber, storedOptional, storedText } from './stored-values.ts'

/** One sales representative of a snapshot: what the records said, and what came of it. */
export interface StoredSales {
  readonly facts: SalesFacts
  readonly result: SalesResult
}

const facts = z.object({
  employee: z.string(),
  measures: z.record(z.string(), storedOptional(storedNumber)),
})

const kpi = z.object({
  value: storedOptional(storedNumber),
  exact: storedOptional(storedNumber),
  reason: storedOptional(z.string()),
  numerator: storedNumber,
  denominator: storedNumber,
  unit: z.enum(['yuan', 'quantity', 'count', 'points', 'ratio']),
})

const line = z.object({
  kpi: z.string(),
  weight: storedNumber,
  parameters: z.record(z.string(), storedNumber),
  method: z.string(),
  points: storedOptional(storedNumber),
  counted: z.boolean(),
})

const result = z.object({
  employee: z.string(),
  name: z.string(),
  region: z.string(),
  /** Those of the rules that the run followed. */
  kpis: z.record(z.string(), kpi),
  lines: z.array(line).readonly(),
  points: storedOptional(storedNumber),
})

const stored = z.object({ facts, result })

export function storedSalesText(person: StoredSales): string {
  return storedText(person)
}

export function storedSalesFrom(text: string): StoredSales {
  return stored.parse(JSON.parse(text))
}
