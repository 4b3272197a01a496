import { headerKey } from '../../sheets/read/header-map.ts'
import type { ProfileContent } from '../../store/aggregates/mapping-profiles.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { differenceSchema } from './profile-schema.ts'

/** One thing that a version says otherwise than the one before it. */
export type ProfileDifference = ShapeOf<typeof differenceSchema>

/** The rows of a meaning that leaves them out. */
const LEAVES_OUT = 'leave_out'

/** What one content of a profile says otherwise than another; spellings of headers that are compared as one are no difference. */
export function profileDifferences(before: ProfileContent, after: ProfileContent): ProfileDifference[] {
  return [
    ...changed('name', { '': before.name }, { '': after.name }),
    ...changed('column', before.columns, after.columns),
    ...keysOf(before.meanings, after.meanings).flatMap((key) =>
      meaningDifferences(key, valueAt(before.meanings, key), valueAt(after.meanings, key)),
    ),
    ...changed('form', forms(before), forms(after)),
    ...changed('fill', { '': fill(before) }, { '': fill(after) }),
    ...changed('key', { '': keyOf(before) }, { '': keyOf(after) }),
  ]
}

type Texts = Readonly<Record<string, string | null>>

function meaningDifferences(key: string, before: Texts | undefined, after: Texts | undefined): ProfileDifference[] {
  const texts = changed('meaning', said(before), said(after)).map((each) => ({ ...each, key, text: each.key }))
  // A header of which nothing is said makes no difference, which is something to say.
  return isEmpty(before) === isEmpty(after)
    ? texts
    : [{ part: 'ignored', key, text: null, before: yes(before), after: yes(after) }, ...texts]
}

function changed(part: ProfileDifference['part'], before: Texts, after: Texts): ProfileDifference[] {
  return keysOf(before, after).flatMap((key) => {
    const [old, now] = [valueAt(before, key) ?? null, valueAt(after, key) ?? null]
    return old === now ? [] : [{ part, key, text: null, before: old, after: now }]
  })
}

/** The keys of both, those that are compared as one once. */
function keysOf(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  return [...new Map([...Object.keys(after), ...Object.keys(before)].map((key) => [headerKey(key), key])).values()]
}

function valueAt<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.entries(record).find(([each]) => headerKey(each) === headerKey(key))?.[1]
}

function isEmpty(texts: Texts | undefined): boolean {
  return texts !== undefined && Object.keys(texts).length === 0
}

function yes(texts: Texts | undefined): string | null {
  return isEmpty(texts) ? 'true' : null
}

function said(texts: Texts | undefined): Texts {
  return Object.fromEntries(Object.entries(texts ?? {}).map(([text, meant]) => [text, meant ?? LEAVES_OUT]))
}

function forms({ further }: ProfileContent): Texts {
  const { forms: told } = further
  const own = Object.entries(told ?? {}).flatMap(([key, form]) => (form === undefined ? [] : [[key, String(form)]]))
  // Forms that tell nothing else let signs of money stand beside amounts.
  return Object.fromEntries(told && own.length === 0 ? [['signs', 'true']] : own)
}

function fill({ further }: ProfileContent): string | null {
  return further.fill ? 'true' : null
}

function keyOf({ further }: ProfileContent): string | null {
  return further.key && further.key.length > 0 ? further.key.map(headerKey).join(' + ') : null
}
