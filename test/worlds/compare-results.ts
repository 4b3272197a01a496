import { z } from 'zod'
import { byCodePoint } from '../../src/base/text-order.ts'
import type { ModelResult } from './model/appraise-by-hand.ts'

const text = z.string()
const nullableText = z.string().nullable()

/** The part of result.json that is checked here, as CONTRACT section 3 fixes it; remarks and whatever else it adds are left out. */
const RESULT = z.object({
  period: text,
  service: z.array(
    z.object({
      employee: text,
      name: text,
      region: text,
      status: text,
      missing: z.array(text).default([]),
      modules: z.record(text, z.object({ score: text })),
      final: nullableText,
    }),
  ),
  sales: z.array(
    z.object({
      employee: text,
      name: text,
      region: text,
      kpis: z.record(text, z.object({ value: nullableText, reason: text.optional(), numerator: text, denominator: text })),
      points: nullableText,
    }),
  ),
  bonus: z.array(
    z.object({
      region: text,
      status: text,
      netCollections: text,
      pool: text,
      scoreTotal: text,
      commission: nullableText,
      commissionLeft: nullableText,
      unallocated: text,
      shares: z.array(z.object({ employee: text, score: text, amount: text, days: text.optional(), percent: text.optional() })),
      months: z.array(z.object({ period: text })).optional(),
    }),
  ),
})
export type CheckedResult = z.infer<typeof RESULT>

/** Reads the parsed JSON of a result.json, or of an expected result. */
export function checkedResult(json: unknown): CheckedResult {
  return RESULT.parse(json)
}

/**
 * Every place where the product's result differs from the model's, as "sales/S001/kpis/salesGrowth/value: found 0.5, expected 0.6".
 * A reason is compared only where the model gives one (`no_data`); that every value that is null has one is checked for all.
 * Days and per cent, which a share states under the settings that split by them, and the months of a longer period are the product's own additions.
 */
export function differences(found: CheckedResult, expected: ModelResult | CheckedResult): string[] {
  const actual = flat(found)
  const wanted = flat(checkedResult(expected))
  const unexplained = found.sales.flatMap((person) =>
    Object.entries(person.kpis)
      .filter(([, kpi]) => (kpi.value === null) !== (kpi.reason !== undefined))
      .map(([key, kpi]) => `sales/${person.employee}/kpis/${key}: value ${kpi.value} with reason ${kpi.reason}`),
  )
  const places = [...new Set([...actual.keys(), ...wanted.keys()])].filter(
    (place) => !/\/(reason|days|percent)$|\/months\//.test(place) || wanted.has(place),
  )
  const differing = places
    .filter((place) => actual.get(place) !== wanted.get(place))
    .map((place) => `${place}: found ${actual.get(place)}, expected ${wanted.get(place)}`)
  return [...outOfOrder(found), ...unexplained, ...differing]
}

/** Lists are ordered by code or number, by code point. */
function outOfOrder(found: CheckedResult): string[] {
  const lists: [string, string[]][] = [
    ['service', found.service.map((one) => one.employee)],
    ['sales', found.sales.map((one) => one.employee)],
    ['bonus', found.bonus.map((one) => one.region)],
    ...found.bonus.map((one): [string, string[]] => [`bonus/${one.region}/shares`, one.shares.map((share) => share.employee)]),
  ]
  return lists
    .filter(([, keys]) => keys.some((key, index) => index > 0 && byCodePoint(keys[index - 1] ?? '', key) >= 0))
    .map(([list]) => `${list} is not in order`)
}

/** Every value under its place; people, regions and shares stand under their number or code. */
function flat(result: CheckedResult): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (place: string, value: unknown): void => {
    if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) found.set(place, value.join(','))
    else if (Array.isArray(value)) {
      found.set(`${place}/length`, String(value.length))
      for (const one of value) walk(`${place}/${keyOf(one)}`, one)
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(`${place}/${key}`, inner)
    } else if (value !== undefined) found.set(place, String(value))
  }
  walk('', result)
  return found
}

function keyOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item)
  if ('employee' in item) return String(item.employee)
  return 'region' in item ? String(item.region) : '?'
}
