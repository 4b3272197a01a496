import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const checkout = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'quanheng-setup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a checkout that is ready is left alone, without a word', () => {
  const first = spawnSync(process.execPath, [join(checkout, 'src', 'setup.mjs')], { encoding: 'utf8' })
  expect(first.status).toBe(0)
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(checkout, 'src', 'setup.mjs')], { encoding: 'utf8' })
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
})

test('a checkout that cannot be installed says so, and the command after it does not run', () => {
  mkdirSync(join(folder, 'src'))
  for (const file of ['src/setup.mjs', 'package.json', 'package-lock.json']) copyFileSync(join(checkout, file), join(folder, file))
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'src', 'setup.mjs')], {
    encoding: 'utf8',
    env: {
      ...process.env,
      npm_config_registry: 'http://127.0.0.1:1',
      npm_config_cache: join(folder, 'cache'),
      npm_config_fetch_retries: '0',
      npm_config_replace_registry_host: 'always',
    },
  })
  expect(status).toBe(1)
  expect(stderr).toContain('npm ci did not succeed')
})
