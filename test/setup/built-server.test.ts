import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serverProcess } from '../e2e/serve-process.ts'

/** Follows docs/deploy/Dockerfile without Docker: builds in the checkout, copies what it copies, installs what it installs, starts what it starts. */
const checkout = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'quanheng-built-'))
const steps = readFileSync(join(checkout, 'docs/deploy/Dockerfile'), 'utf8').split('\n')
const [build = [], serve = []] = stagesOf(steps)
const command = JSON.parse(wordsAfter(serve, 'CMD')[0] ?? '[]') as string[]
/** Besides this one: another Node that the server is to run on, if the machine has it. */
const NODES = [process.execPath, ...[process.env.OTHER_NODE ?? ''].filter((path) => existsSync(path))]

beforeAll(() => {
  for (const line of wordsAfter(build, 'RUN')) run(line, checkout)
  for (const line of wordsAfter(serve, 'COPY')) {
    const [, from = '', to = ''] = /^--from=build \/src\/(\S+) (\S+)$/.exec(line) ?? []
    mkdirSync(dirname(join(folder, to)), { recursive: true })
    cpSync(join(checkout, from), join(folder, to), { recursive: true })
  }
  for (const line of wordsAfter(serve, 'RUN').filter((each) => each.startsWith('npm '))) run(line, folder)
}, 400_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the folder of a server has no tools in it and stays below 250 MB', () => {
  const tools = ['tsx', 'vite', 'prisma', 'typescript', 'vitest', 'react'].filter((name) => existsSync(join(folder, 'node_modules', name)))
  expect(tools).toEqual([])
  const megabytes = Number(run('du -sm .', folder).split('\t')[0])
  expect(megabytes).toBeGreaterThan(10)
  expect(megabytes).toBeLessThan(250)
})

for (const node of NODES) {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()

  test(`it starts, shows its screens and takes the first administrator, on Node ${version}`, async () => {
    const data = mkdtempSync(join(folder, 'data-'))
    const begun = performance.now()
    const environment = { QUANHENG_DATABASE: `file:${join(data, 'a.sqlite')}`, QUANHENG_DATA: join(data, 'files') }
    const server = await serverProcess([node, ...command.slice(1)], folder, environment)
    const seconds = (performance.now() - begun) / 1000
    try {
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
      expect(await (await fetch(server.url)).text()).toContain('<script type="module"')
      const token = /#\S*?([\w-]{20,})/.exec(server.said.stdout)?.[1]
      const made = await fetch(`${server.url}/api/v1/first-administrator`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, username: 'admin', name: '王芳', password: 'a long sentence of ours' }),
      })
      expect(made.status, await made.text()).toBe(201)
      // Two seconds on a quiet machine; here other tests run beside it.
      expect(seconds).toBeLessThan(10)
    } finally {
      expect(await server.end('SIGTERM')).toBe(0)
    }
  })

  test(`it appraises to the same bytes as the checkout, on Node ${version}`, () => {
    const dataset = join(checkout, 'fixtures/worlds/demo/dataset')
    const words = (out: string) => ['appraise', dataset, '--period', '2026-10', '--out', join(folder, out)]
    const built = spawnSync(node, [...command.slice(1, -1), ...words('built')], { cwd: folder, encoding: 'utf8' })
    expect(built.status, built.stderr).toBe(0)
    const plain = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words('plain')], { cwd: checkout, encoding: 'utf8' })
    expect(plain.status, plain.stderr).toBe(0)
    expect(readFileSync(join(folder, 'built/result.json'), 'utf8')).toBe(readFileSync(join(folder, 'plain/result.json'), 'utf8'))
  })
}

/** The lines of each stage, without the one that begins it. */
function stagesOf(lines: readonly string[]): string[][] {
  const stages: string[][] = []
  for (const line of lines) {
    if (line.startsWith('FROM ')) stages.push([])
    else stages.at(-1)?.push(line)
  }
  return stages
}

function wordsAfter(lines: readonly string[], instruction: string): string[] {
  return lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1))
}

function run(line: string, cwd: string): string {
  const { status, stdout, stderr } = spawnSync(line, { cwd, shell: true, encoding: 'utf8' })
  expect(status, `${line}: ${stdout}${stderr}`).toBe(0)
  return stdout
}
