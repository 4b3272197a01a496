import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '../../src/server/kernel/app-environment.ts'
import { addWeb } from '../../src/server/kernel/web.ts'
import { makeTestService } from './support/test-service.ts'

const SCRIPT = 'console.info("a script")'
const folder = mkdtempSync(join(tmpdir(), 'quanheng-built-'))
let app: App
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>index</title>')
  writeFileSync(join(folder, 'manifest.json'), '{}')
  writeFileSync(join(folder, 'assets', 'main-a1.js'), SCRIPT)
  writeFileSync(join(folder, 'assets', 'main-a1.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(join(folder, 'assets', 'main-a1.js.gz'), gzipSync(SCRIPT))
  app = (await makeTestService({ empty: true })).app
  addWeb(app, folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('any address that is not of the API is the application, never kept', async () => {
  for (const path of ['/', '/periods/2026-10/marks', '/f/abc']) {
    const answer = await app.request(path)
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ])
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
  }
})

test('a file of the build is sent in the smallest form that the browser takes, and kept for good', async () => {
  const small = await app.request('/assets/main-a1.js', { headers: { 'accept-encoding': 'gzip, deflate, br' } })
  expect([small.headers.get('content-encoding'), small.headers.get('cache-control')]).toEqual(['br', 'public, max-age=31536000, immutable'])
  expect(brotliDecompressSync(await small.arrayBuffer()).toString()).toBe(SCRIPT)
  expect((await app.request('/assets/main-a1.js', { headers: { 'accept-encoding': 'gzip' } })).headers.get('content-encoding')).toBe('gzip')
  const plain = await app.request('/assets/main-a1.js')
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT])
  const again = await app.request('/assets/main-a1.js', { headers: { 'if-none-match': plain.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
})

test.each(['/assets/main-b2.js', '/assets/..%2fmanifest.json', '/assets/'])('%s is not there: 404, not a page', async (path) => {
  expect((await app.request(path)).status).toBe(404)
})

test('what the API does not have is said by the API', async () => {
  expect((await app.request('/api/none')).headers.get('content-type')).toContain('application/problem+json')
})
