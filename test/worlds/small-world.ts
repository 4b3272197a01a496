import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { ModelSettings } from './model/settings.ts'

const WORLDS = fileURLToPath(new URL('../../fixtures/worlds/', import.meta.url))
const classification = z.enum(['unclassified', 'late', 'call_absence', 'ignore'])

/** The settings of a run, in the model's words. */
const SETTINGS = z
  .strictObject({
    onIncomplete: z.enum(['hold', 'reweight', 'zero']),
    leaveKinds: z.array(z.string()),
    absence: classification,
    missingPunch: classification,
    seriousLate: classification,
    deductFrom: z.enum(['matching', 'both']),
    zeroScope: z.enum(['module', 'onTimeArrival']),
    excludedKinds: z.array(z.string()),
    regionOfReceipt: z.enum(['day', 'home']),
    receivablesOwner: z.enum(['recorded', 'client']),
    capAtCommission: z.boolean(),
    longerPeriods: z.enum(['anew', 'months']),
    joiners: z.enum(['whole', 'days_employed']),
    countedDays: z.enum(['calendar', 'working']),
    leastDays: z.number(),
    probation: z.object({ months: z.number(), percent: z.number() }),
    longAbsence: z.object({ days: z.number(), kinds: z.array(z.string()), percent: z.number() }),
    whenNotApplicable: z.enum(['hold', 'reweight', 'full', 'zero']),
    monthStartsOn: z.array(z.tuple([z.string(), z.number()])),
    attendanceStartsOn: z.array(z.tuple([z.string(), z.union([z.number(), z.literal('same')])])),
    yearStartsIn: z.array(z.tuple([z.string(), z.number()])),
  })
  .partial()

const rows = z.array(z.record(z.string(), z.unknown())).default([])
const WORLD = z.strictObject({
  why: z.string(),
  period: z.string(),
  runs: z.array(z.strictObject({ settings: SETTINGS, service: rows, sales: rows, bonus: rows })),
})

/** A few people and records, with what somebody worked out by hand from POLICY: parts of result.json under given settings. */
export interface SmallWorld {
  readonly name: string
  readonly why: string
  readonly folder: string
  readonly period: string
  readonly runs: readonly {
    readonly settings: Partial<ModelSettings>
    readonly expected: Readonly<Record<'service' | 'sales' | 'bonus', readonly Readonly<Record<string, unknown>>[]>>
  }[]
}

export function smallWorlds(): SmallWorld[] {
  return readdirSync(WORLDS)
    .filter((name) => name.startsWith('small-'))
    .sort()
    .map((name) => {
      const world = WORLD.parse(JSON.parse(readFileSync(join(WORLDS, name, 'expected.json'), 'utf8')))
      const runs = world.runs.map(({ settings, ...expected }) => ({ settings: given(settings), expected }))
      return { name, why: world.why, folder: join(WORLDS, name, 'dataset'), period: world.period, runs }
    })
}

/** Only the settings that are there. */
function given(settings: z.infer<typeof SETTINGS>): Partial<ModelSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** The rows of a result that the expectation names, by person or region. */
export function rowsNamed(found: readonly object[], expected: readonly Readonly<Record<string, unknown>>[]): (object | undefined)[] {
  const key = (row: object) => ('employee' in row ? row.employee : 'region' in row ? row.region : undefined)
  return expected.map((row) => found.find((one) => key(one) === key(row)))
}
