import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { profileFile } from '../../src/sheets/read/mapping-profile.ts'

test('the profile that the documentation shows is one', () => {
  const [, json = ''] = /```json\n(.*?)```/s.exec(readFileSync('docs/importing.md', 'utf8')) ?? []
  expect(profileFile.safeParse(JSON.parse(json)).error?.issues ?? []).toEqual([])
})
