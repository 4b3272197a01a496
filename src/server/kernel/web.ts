import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from 'hono'
import type { App, AppEnvironment } from './app-environment.ts'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json; charset=utf-8',
  woff2: 'font/woff2',
}
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const
/** Names of what a build writes: never a path that climbs out of its folder. */
const ASSET = /^\/assets\/[\w.-]+\.(js|css|svg|png|woff2)$/
const AT_ROOT = /^\/(mark\.svg|appearance\.js)$/

/**
 * Serves the built web application from a folder: files under /assets have the hash of their content in their name and are
 * kept for good; any other path that a browser asks a page of is the application itself, which knows its screens. What is not
 * there under /assets is 404, not a page: an old page that asks for a script of an older build must learn that.
 */
export function addWeb(app: App, folder: string): void {
  const index = join(folder, 'index.html')
  app.get('/assets/*', (c) =>
    ASSET.test(c.req.path) ? file(c, join(folder, c.req.path), 'public, max-age=31536000, immutable') : c.notFound(),
  )
  app.get('*', (c, next) => {
    if (c.req.path.startsWith('/api/') || c.req.path === '/api') return next()
    if (AT_ROOT.test(c.req.path)) return file(c, join(folder, c.req.path), 'public, max-age=3600')
    return file(c, index, 'no-cache')
  })
}

interface Kept {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly etag: string
}
const kept = new Map<string, Kept>()

/** The file in the smallest form that the browser takes; read once. */
function file(c: Context<AppEnvironment>, path: string, cacheControl: string) {
  const accepted = c.req.header('accept-encoding') ?? ''
  const chosen = ENCODINGS.find(([name, ending]) => accepted.includes(name) && existsSync(path + ending))
  const found = read(path + (chosen?.[1] ?? ''), cacheControl !== 'no-cache')
  if (found === undefined) return c.notFound()
  c.header('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
  c.header('cache-control', cacheControl)
  c.header('vary', 'Accept-Encoding')
  c.header('etag', found.etag)
  if (c.req.header('if-none-match') === found.etag) return c.body(null, 304)
  if (chosen) c.header('content-encoding', chosen[0])
  return c.body(found.bytes)
}

function read(path: string, isKept: boolean): Kept | undefined {
  const before = kept.get(path)
  if (before) return before
  try {
    const bytes = new Uint8Array(readFileSync(path))
    const found = { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` }
    if (isKept) kept.set(path, found)
    return found
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && (failure.code === 'ENOENT' || failure.code === 'EISDIR')) return undefined
    throw failure
  }
}
