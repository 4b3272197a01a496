import type { z } from 'zod'

/** A value that is only read: use cases answer readonly lists and objects. */
export type Readable<T> = T extends readonly (infer Item)[]
  ? readonly Readable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Readable<T[Key]> }
    : T

/** What a use case answers, from the schema that the document describes it by: one shape, written once. */
export type ShapeOf<Schema extends z.ZodType> = Readable<z.input<Schema>>
