import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { expect, test } from 'vitest'

/** What each folder of src/ may import besides itself: only what lies below it. Siblings do not know each other. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  engine: ['base'],
  domain: ['base', 'engine'],
  rulebook: ['base', 'engine', 'domain'],
  sheets: ['base', 'engine', 'domain'],
  store: ['base', 'engine', 'domain'],
  app: ['base', 'engine', 'domain', 'rulebook', 'sheets', 'store'],
  http: ['base', 'engine', 'domain', 'app'],
  /** Screens: of http they import types only, which a test below holds them to. */
  web: ['base', 'http'],
  'main.ts': ['base', 'domain', 'app', 'http', 'store'],
  cli: ['base', 'domain', 'app', 'http', 'main.ts'],
  'cli.ts': ['base', 'domain', 'app', 'cli'],
}
/** Written by a tool or run before anything is installed. */
const NOT_OURS = [/^store\/generated\//, /^setup\.mjs$/]
const PURE = new Set(['base', 'engine', 'domain'])
const REACHES_OUT = [
  [/\bDate\.now\(|new Date\(\)|performance\.now\(/, 'the clock; take the day as an argument'],
  [/\bMath\.random\(/, 'chance; take the seed as an argument'],
  [/\bparseFloat\(/, 'binary fractions; use base/rational.ts'],
  [/from '(@prisma|@libsql|libsql|pg|exceljs|hono|node:)/, 'the outside world; use store, sheets, rulebook or app'],
] as const

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /\.(tsx?|mjs)$/.test(path) && !NOT_OURS.some((pattern) => pattern.test(path)))
const textOf = (path: string) => readFileSync(join('src', path), 'utf8')
const folderOf = (path: string) => path.split('/')[0] ?? path

test('there is a house to look at', () => {
  expect(files.length).toBeGreaterThan(20)
})

test('every folder is known here, so that its imports are watched', () => {
  expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in MAY_IMPORT))).toEqual([])
})

test('every folder imports only from the folders below it', () => {
  const wrong = files.flatMap((path) =>
    importsOf(path)
      .filter((target) => folderOf(target) !== folderOf(path) && !MAY_IMPORT[folderOf(path)]?.includes(folderOf(target)))
      .map((target) => `src/${path} may not import src/${target}: move what it needs down, or hand it in as an argument`),
  )
  expect(wrong).toEqual([])
})

test('the web application imports types from http, and nothing else of it: no server code reaches a browser', () => {
  const wrong = files
    .filter((path) => folderOf(path) === 'web')
    .flatMap((path) =>
      [...textOf(path).matchAll(/^(import .*) from '[./]*\/http\/.*'/gm)]
        .filter(([, clause = '']) => !clause.startsWith('import type '))
        .map(([line]) => `src/${path}: ${line} should be \`import type\``),
    )
  expect(wrong).toEqual([])
})

test('base, engine and domain are pure', () => {
  const impure = files
    .filter((path) => PURE.has(folderOf(path)))
    .flatMap((path) => REACHES_OUT.filter(([sign]) => sign.test(textOf(path))).map(([, what]) => `src/${path} reaches for ${what}`))
  expect(impure).toEqual([])
})

test('no file is longer than 300 lines: a longer one holds a second thing that wants a file of its own', () => {
  expect(files.filter((path) => textOf(path).split('\n').length > 301)).toEqual([])
})

test('no file only passes on what another exports', () => {
  expect(files.filter((path) => /^export .* from '/m.test(textOf(path)))).toEqual([])
})

function importsOf(path: string): string[] {
  return [...textOf(path).matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map((match) =>
    relative(resolve('src'), resolve('src', dirname(path), match[1] ?? ''))
      .split(sep)
      .join('/'),
  )
}
