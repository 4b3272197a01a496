import { z } from 'zod'
import { inBoth } from './in-both.ts'

/** Where a page begins: after this place in the list's order. Callers hand it back as they got it. */
export type Cursor = readonly (string | number)[]

const cursorField = z
  .string()
  .max(1000)
  .transform((text, context): Cursor => {
    const cursor = cursorFrom(text)
    if (cursor) return cursor
    context.addIssue({
      code: 'custom',
      message: inBoth('请原样填写上一页 next 给出的游标。', 'Give the cursor of the page before, as `next` had it.'),
    })
    return z.NEVER
  })

/** The query of every list that can grow: spread it into the route's query. */
export const pageQuery = {
  cursor: cursorField.optional().meta({ description: 'Where the page begins: `next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(500).default(100).meta({ description: 'How many items a page has, at most.' }),
}

export interface Page<Item> {
  readonly items: Item[]
  /** The cursor of the next page; null on the last. */
  readonly next: string | null
}

/** The shape of a list's answer. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'The cursor of the next page; null on the last.' }),
  })
}

/**
 * Makes a page of one row more than it holds: a query asks for `limit + 1` rows after the cursor, and whether the last one
 * came tells whether there is more. `placeOf` gives a row's place in the order of the query.
 */
export function paged<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Cursor,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(itemOf), next: rows.length > limit && last !== undefined ? cursorText(placeOf(last)) : null }
}

/** The cursor of a page that begins after a place, for lists whose use case tells where the next page begins. */
export function cursorText(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** How many items come before a page, for lists that are counted off: of a snapshot, which never changes. */
export function offsetFrom(cursor: Cursor | undefined): number {
  return Math.max(Math.trunc(Number(cursor?.[0] ?? 0)) || 0, 0)
}

/** The page that begins after so many items of a list that has `total`. */
export function pageFrom<Item>(items: readonly Item[], offset: number, total: number): Page<Item> {
  const end = offset + items.length
  return { items: [...items], next: items.length > 0 && end < total ? cursorText([end]) : null }
}

function cursorFrom(text: string): Cursor | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const parsed = z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .max(8)
      .safeParse(value)
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
