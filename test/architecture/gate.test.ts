import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { expect, test } from 'vitest'

const files = readdirSync('src/server', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/server/${path.split(sep).join('/')}`)
  .filter((path) => path.endsWith('.ts'))
  .sort()
const textOf = new Map(files.map((path) => [path, readFileSync(path, 'utf8')]))

/** What a definition of a route says of the gate. */
interface Gated {
  readonly file: string
  readonly path: string
  /** The use case whose permission lets people in. */
  readonly serves: string | undefined
  /** Whatever its handler calls with somebody who acts: names as they stand there. */
  readonly calls: readonly string[]
}

const routes = files
  .filter((file) => file.endsWith('routes.ts'))
  .flatMap((file): Gated[] =>
    (textOf.get(file) ?? '')
      .split(/^\s*(?:export const \w+ = )?defineRoute\(/m)
      .slice(1)
      .map((text) => ({
        file,
        path: `${/method: '(\w+)'/.exec(text)?.[1]} ${/path: ['`](.+)['`],/.exec(text)?.[1]}`,
        serves: /^\s*serves: (\w+),/m.exec(text)?.[1],
        calls: [...text.matchAll(/\b(\w+)\(\s*service,\s*actor\b/g)].map(([, name = '']) => name),
      })),
  )

test('what a route calls for somebody is a use case: no verb is reached around its gate', () => {
  const around = routes.flatMap(({ file, path, calls }) =>
    calls.filter((name) => !isUseCase(file, name)).map((name) => `${file}: ${path} calls ${name}, which is no useCase(permission, verb)`),
  )
  expect(around).toEqual([])
  expect(routes.flatMap(({ calls }) => calls).length).toBeGreaterThan(100)
})

test('a route calls the use case that it serves, whose permission lets people in', () => {
  const others = routes.flatMap(({ file, path, serves, calls }) =>
    (serves === undefined && calls.length === 0) || (serves !== undefined && calls.includes(serves))
      ? []
      : [`${file}: ${path} serves ${serves ?? 'nothing'} and calls ${calls.join(', ') || 'nothing'}`],
  )
  expect(others).toEqual([])
})

test('there is one gate: use cases alone ask it, and the kernel before it reads a request', () => {
  const askers = files.filter((path) => /\ballowed\(/.test(textOf.get(path) ?? ''))
  expect(askers).toEqual(['src/server/kernel/serve.ts', 'src/server/kernel/use-case.ts'])
})

test("a period's days are those of the company's calendar: only its text is read without one", () => {
  const without = files.filter((path) => /\bperiodFromText\((?:\([^)]*\)|[^,()]|\([^)]*\))*\)/.test(textOf.get(path) ?? ''))
  // The kernel gives what a request names its days afterwards; the demo company has the calendar on the wall.
  expect(without).toEqual(['src/server/kernel/fields.ts', 'src/server/operation/demo-world.ts'])
})

/** Whether a name that a file imports is a use case where it stands. */
function isUseCase(file: string, name: string): boolean {
  const from = new RegExp(`import [^;']*\\b${name}\\b[^;']* from '(\\.[^']+)'`).exec(textOf.get(file) ?? '')?.[1]
  const there = from === undefined ? undefined : textOf.get(join(dirname(file), from))
  return there !== undefined && new RegExp(`^export const ${name} = useCase\\(`, 'm').test(there)
}
