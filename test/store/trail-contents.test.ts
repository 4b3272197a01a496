import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KEPT_TABLES } from '../../src/store/trail-contents.ts'

const SOURCE = new URL('../../src', import.meta.url).pathname

// `insert` and `update` of a transaction remember by themselves what the trail has to prove; a statement of one's own does not.
test('whoever writes a table that the trail proves by a statement of their own says which rows', () => {
  const writes = new RegExp(`\\b(UPDATE|INSERT INTO|DELETE FROM) "?(${Object.keys(KEPT_TABLES).join('|')})\\b`, 'g')
  const silent = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('generated'))
    .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }))
    .filter(({ text }) => [...text.matchAll(writes)].length > [...text.matchAll(/\btouchRows\(/g)].length)
    .map(({ path }) => path)
  expect(silent, 'Call touchRows with the keys of the rows, which the statement returns.').toEqual([])
})
