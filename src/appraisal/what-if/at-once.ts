import { z } from 'zod'
import { type Day, dayText } from '../../base/day.ts'

const dated = z.looseObject({ versions: z.array(z.looseObject({ effectiveFrom: z.string() })).min(1) })

/**
 * The rule files as they would be, had the newest version of each file that differs been in force since a day: a plan that is to begin next year can be
 * tried on months of this one. Versions that began earlier stay, those between are passed over. What is no file of versions stays as it is.
 */
export function atOnce(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, day: Day): ReadonlyMap<string, string> {
  return new Map([...after].map(([file, text]) => [file, before.get(file) === text ? text : newestSince(text, dayText(day))]))
}

function newestSince(text: string, day: string): string {
  const file = dated.safeParse(jsonOf(text))
  const newest = file.data?.versions.at(-1)
  if (!file.success || !newest || newest.effectiveFrom <= day) return text
  const earlier = file.data.versions.filter(({ effectiveFrom }) => effectiveFrom < day)
  return JSON.stringify({ ...file.data, versions: [...earlier, { ...newest, effectiveFrom: day }] })
}

/** Undefined where it is none, which loading the rules says with its place. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
