import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StoreError } from './store-error.ts'

/** Where a database is, and how messages name it: never with its password. */
export type DatabaseUrl =
  | { readonly kind: 'sqlite'; readonly path: string; readonly shownUrl: string }
  | { readonly kind: 'postgresql'; readonly url: string; readonly shownUrl: string }

/**
 * Reads what the user gave for --database: postgres://..., file:... or the path of an SQLite file, relative to `folder`.
 * Anything else is refused with database_must_be_known.
 */
export function databaseUrl(text: string, folder: string): DatabaseUrl {
  if (/^postgres(ql)?:\/\//i.test(text) && URL.canParse(text)) return { kind: 'postgresql', url: text, shownUrl: withoutPassword(text) }
  if (/^file:\/\//i.test(text)) return { kind: 'sqlite', path: pathOf(text), shownUrl: text }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text) || text.trim() === '' || text === 'file:') {
    throw new StoreError('database_must_be_known', { url: withoutPassword(text) })
  }
  return { kind: 'sqlite', path: resolve(folder, text.replace(/^file:/i, '')), shownUrl: text }
}

function pathOf(text: string): string {
  try {
    return fileURLToPath(text)
  } catch (error) {
    throw new StoreError('database_must_be_known', { url: text }, error)
  }
}

function withoutPassword(text: string): string {
  return text.replace(/^([a-z0-9+.-]+:\/\/[^/@:]*):[^/]*@/i, '$1@').replace(/([?&]password=)[^&]*/gi, '$1***')
}
