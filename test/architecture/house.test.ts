import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { expect, test } from 'vitest'

/** What each floor of src/ may import besides itself: only what lies below it. Siblings do not know each other. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  engine: ['base'],
  domain: ['base', 'engine'],
  rulebook: ['base', 'engine', 'domain'],
  sheets: ['base', 'engine', 'domain'],
  store: ['base', 'engine', 'domain'],
  /** What command and server share; it knows no server. */
  appraisal: ['base', 'engine', 'domain', 'rulebook', 'sheets', 'store'],
  server: ['base', 'engine', 'domain', 'rulebook', 'sheets', 'store', 'appraisal'],
  /** Screens: of the server they import types only, which a test below holds them to; closed lists are values of the domain. */
  web: ['base', 'domain', 'server'],
  'main.ts': ['base', 'domain', 'appraisal', 'server', 'store'],
  cli: ['base', 'domain', 'appraisal', 'server', 'main.ts'],
  'cli.ts': ['base', 'domain', 'appraisal', 'server', 'cli'],
}
/** Written by a tool or run before anything is installed. */
const NOT_OURS = [/^store\/generated\//, /^(setup|build)\.mjs$/]
const PURE = new Set(['base', 'engine', 'domain'])
const REACHES_OUT = [
  [/\bDate\.now\(|new Date\(\)|performance\.now\(/, 'the clock; take the day as an argument'],
  [/\bMath\.random\(/, 'chance; take the seed as an argument'],
  [/\bparseFloat\(/, 'binary fractions; use base/rational.ts'],
  [/from '(@prisma|@libsql|libsql|pg|exceljs|hono|node:)/, 'the outside world; use store, sheets, rulebook or appraisal'],
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

test('the web application imports types from the server, and nothing else of it: no server code reaches a browser', () => {
  const wrong = files
    .filter((path) => folderOf(path) === 'web')
    .flatMap((path) =>
      [...textOf(path).matchAll(/^(import .*) from '[./]*\/server\/.*'/gm)]
        .filter(([, clause = '']) => !clause.startsWith('import type '))
        .map(([line]) => `src/${path}: ${line} should be \`import type\``),
    )
  expect(wrong).toEqual([])
})

test('the kernel of the server knows no feature', () => {
  const wrong = files
    .filter((path) => path.startsWith('server/kernel/'))
    .flatMap((path) =>
      importsOf(path)
        .filter((target) => target.startsWith('server/') && !target.startsWith('server/kernel/'))
        .map((target) => `src/${path} may not import src/${target}: move what it needs into the kernel, or hand it in as an argument`),
    )
  expect(wrong).toEqual([])
})

test('no circle runs through folders: of two that need each other, what both need belongs below them', () => {
  const next = new Map<string, Set<string>>()
  for (const path of files.filter((each) => each.includes('/') && folderOf(each) !== 'web')) {
    const from = dirname(path)
    const targets = next.get(from) ?? new Set()
    next.set(from, targets)
    for (const target of importsOf(path)) if (target.includes('/') && dirname(target) !== from) targets.add(dirname(target))
  }
  expect(circlesIn(next)).toEqual([])
})

test('no circle runs through files: what two of them need of each other belongs into a third', () => {
  const next = new Map(files.filter((path) => folderOf(path) !== 'web').map((path) => [path, new Set(importsOf(path))]))
  expect(circlesIn(next)).toEqual([])
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

/** The groups of folders that can be reached from each other. */
function circlesIn(next: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reached = new Map([...next.keys()].map((folder) => [folder, everythingBelow(folder, next)]))
  const circles = [...next.keys()].map((folder) =>
    [...(reached.get(folder) ?? [])]
      .filter((other) => reached.get(other)?.has(folder))
      .sort()
      .join(' <-> '),
  )
  return [...new Set(circles)].filter((circle) => circle !== '').sort()
}

function everythingBelow(folder: string, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set<string>()
  const queue = [...(next.get(folder) ?? [])]
  for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
    if (found.has(each)) continue
    found.add(each)
    queue.push(...(next.get(each) ?? []))
  }
  return found
}
