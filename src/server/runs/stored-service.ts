import { z } from 'zod'
import { DECISIONS, type IncompleteDecision, MODULES, type Module, type ServiceFacts } from '../../domain/engineers/service-facts.ts'
import type { ServiceResult } from '../../domain/engineers/service-result.ts'
import { storedNumber, storedOptional, storedRemark, storedText } from './stored-values.ts'

/** One service engineer of a snapshot: what the records said, what HR decided, and what came of it. */
export interface StoredService {
  readonly facts: ServiceFacts
  readonly decisions: readonly IncompleteDecision[]
  readonly result: ServiceResult
}

const facts = z.object({
  employee: z.string(),
  events: z.array(z.object({ kind: z.string(), count: z.number(), days: z.array(z.number()).readonly() })).readonly(),
  forms: z.number(),
  attitudeSum: storedNumber,
  resolutionSum: storedNumber,
  dedicationSum: storedNumber,
  onSiteAnswers: z.number(),
  onSiteSolved: z.number(),
  followUps: z.number(),
  followUpSum: storedNumber,
  overallMark: storedOptional(storedNumber),
  onSiteRatings: z.array(z.object({ evaluator: z.string(), score: storedNumber })).readonly(),
})

const decision = z.object({
  employee: z.string(),
  module: storedOptional(z.enum(MODULES)),
  decision: z.enum(DECISIONS),
  value: storedOptional(storedNumber),
  reason: z.string(),
})

const moduleResult = z.object({
  score: storedOptional(storedNumber),
  weight: storedNumber,
  counted: z.boolean(),
  treated: storedOptional(z.enum(['reweight', 'zero', 'value'])),
  remarks: z.array(storedRemark).readonly(),
})

const resultOfMonth = z.object({
  employee: z.string(),
  name: z.string(),
  region: z.string(),
  status: z.enum(['scored', 'incomplete', 'excluded']),
  modules: z.object(Object.fromEntries(MODULES.map((module) => [module, moduleResult])) as Record<Module, typeof moduleResult>),
  missing: z.array(z.enum(MODULES)).readonly(),
  final: storedOptional(storedNumber),
  remarks: z.array(storedRemark).readonly(),
})
const result = resultOfMonth.extend({
  months: storedOptional(z.array(z.object({ period: z.string(), days: z.number(), result: resultOfMonth })).readonly()),
})

const stored = z.object({ facts, decisions: z.array(decision).readonly(), result })

export function storedServiceText(person: StoredService): string {
  return storedText(person)
}

export function storedServiceFrom(text: string): StoredService {
  return stored.parse(JSON.parse(text))
}
