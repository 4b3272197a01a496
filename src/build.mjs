/**
 * Makes dist/: the program for servers, which runs without TypeScript, Vite or Prisma's generator (`npm ci --omit=dev && node dist/cli.js serve`).
 * The server and the command are bundled, libraries stay in node_modules, the web application is built beside them. Run by `npm run build`,
 * after src/setup.mjs has installed and generated what it is made of.
 *
 * `node src/build.mjs --programs FOLDER PROGRAM.ts ...` bundles the command, the threads and some programs more for the tests, which start
 * them many times; what they ask for beside themselves they find where it is in the checkout.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { rolldown } from 'rolldown'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const src = join(root, 'src')
const { values, positionals } = parseArgs({ options: { programs: { type: 'string' } }, allowPositionals: true })
const forTests = values.programs !== undefined
const dist = forTests ? resolve(values.programs) : join(root, 'dist')

/** Threads are programs of their own: each is a file of dist/, as the command is. */
const threads = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('-thread.ts'))
const programs = [...['cli.ts', ...threads].map((path) => join(src, path)), ...positionals.map((path) => resolve(path))]
const entries = Object.fromEntries(programs.map((path) => [basename(path, '.ts'), path]))

/**
 * A module asks for what lies beside it by its own address. In dist/ all of them lie in one folder: a thread is asked for there, and
 * everything else from where the module would be if dist/ had folders, which is as deep as src/, so that rules/ and prisma/ are found.
 * Programs of tests ask from where the module is.
 */
const addresses = {
  name: 'addresses',
  transform(code, id) {
    if (!id.startsWith(root) || !code.includes('import.meta.url')) return null
    const place = `new URL('./${relative(src, id).replaceAll('\\', '/')}', import.meta_url).href`
    const address = forTests ? JSON.stringify(pathToFileURL(id).href) : place
    return code
      .replace(/new URL\((['"])\.\/([\w-]+-thread)\.ts\1,\s*import\.meta\.url\)/g, "new URL('./$2.js', import.meta_url)")
      .replaceAll('import.meta.url', address)
      .replaceAll('import.meta_url', 'import.meta.url')
  },
}

rmSync(dist, { recursive: true, force: true })
const bundle = await rolldown({
  input: entries,
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith(root),
  plugins: [addresses],
})
await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
})
chmodSync(join(dist, 'cli.js'), 0o755)

if (!forTests) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const web = spawnSync(process.execPath, [vite, 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, QUANHENG_WEB_OUT: join(dist, 'web') },
  })
  process.exitCode = web.status ?? 1
}
