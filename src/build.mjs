/**
 * Makes dist/: the program for servers, which runs without TypeScript, Vite or Prisma's generator (`npm ci --omit=dev && node dist/cli.js serve`).
 * The server and the command are bundled, libraries stay in node_modules, the web application is built beside them. Run by `npm run build`,
 * after src/setup.mjs has installed and generated what it is made of.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const src = join(root, 'src')
const dist = join(root, 'dist')

/** Threads are programs of their own: each is a file of dist/, as the command is. */
const threads = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('-thread.ts'))
const entries = Object.fromEntries(['cli.ts', ...threads].map((path) => [basename(path, '.ts'), join(src, path)]))

/**
 * A module asks for what lies beside it by its own address. In dist/ all of them lie in one folder: a thread is asked for there, and
 * everything else from where the module would be if dist/ had folders, which is as deep as src/, so that rules/ and prisma/ are found.
 */
const addresses = {
  name: 'addresses',
  transform(code, id) {
    if (!id.startsWith(src) || !code.includes('import.meta.url')) return null
    const place = `./${relative(src, id).replaceAll('\\', '/')}`
    return code
      .replace(/new URL\((['"])\.\/([\w-]+-thread)\.ts\1,\s*import\.meta\.url\)/g, "new URL('./$2.js', import.meta_url)")
      .replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`)
      .replaceAll('import.meta_url', 'import.meta.url')
  },
}

rmSync(dist, { recursive: true, force: true })
const bundle = await rolldown({
  input: entries,
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith(src),
  plugins: [addresses],
})
await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
})
chmodSync(join(dist, 'cli.js'), 0o755)

const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const web = spawnSync(process.execPath, [vite, 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'error'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, QUANHENG_WEB_OUT: join(dist, 'web') },
})
process.exitCode = web.status ?? 1
