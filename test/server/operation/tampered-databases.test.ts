import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDemo } from '../../../src/server/operation/demo-world.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { trailFiles } from '../../../src/store/trail/trail-files.ts'
import { type TrailVerified, verifyTrail } from '../../../src/store/trail/verify-trail.ts'
import { onPostgres } from '../../store/databases.ts'
import { CONTENT_ATTACKS, TRAIL_ATTACKS } from './attacks.ts'

/** What tampered-trail.test.ts does to a file of SQLite, done to a company on PostgreSQL by somebody who may do anything there. */
await onPostgres((database) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'quanheng-tampered-'))
  let company = ''
  beforeAll(async () => {
    company = await database.fresh()
    await makeDemo({ database: company, dataFolder })
  }, 300_000)
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

  /** How many rows a script changed; no trigger is asked. */
  async function changedBy(address: string, script: string): Promise<number> {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    try {
      await client.query('SET session_replication_role = replica')
      return (await client.query(script)).rowCount ?? 0
    } finally {
      await client.end()
    }
  }

  async function tampered(script: string): Promise<TrailVerified> {
    const copy = await database.fresh(company)
    expect(await changedBy(copy, script.replaceAll('rowid', 'ctid'))).toBeGreaterThan(0)
    const store = await openStore(copy)
    try {
      return await verifyTrail(store, { files: trailFiles(dataFolder) })
    } finally {
      await store.close()
    }
  }

  test.each(TRAIL_ATTACKS)('$attack: $kind', async ({ kind, script }) => {
    expect((await tampered(script)).firstBreak).toMatchObject({ kind })
  })

  test.each(CONTENT_ATTACKS)('$attack in the database is found', async ({ what, script }) => {
    const { firstBreak, contents } = await tampered(script)
    expect(firstBreak).toMatchObject({ kind: 'content' })
    expect(contents.map((each) => each.what)).toContainEqual(expect.stringMatching(what))
  })

  test('what nobody touched holds', async () => {
    const store = await openStore(company)
    const found = await verifyTrail(store, { files: trailFiles(dataFolder) })
    await store.close()
    expect(found).toMatchObject({ firstBreak: undefined, missingKeys: [], contents: [] })
    expect(found.compared).toBeGreaterThan(20)
  })
})
