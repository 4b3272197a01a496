import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRules, readRuleTexts } from '../../src/rulebook/read-rules.ts'

test('what stands in a rules folder beside the rules is passed over or named, never a crash', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-rules-'))
  await mkdir(join(folder, 'bonus', 'old.json'), { recursive: true })
  await writeFile(join(folder, 'bonus', 'notes.txt'), 'not a rule')
  await symlink(join(folder, 'nowhere'), join(folder, 'bonus', 'pool.json'))
  const texts = await readRuleTexts(folder)
  expect([...(texts ?? [])]).toEqual([['bonus/pool.json', '']])
  expect(readRules(new Map(texts)).problems.map((problem) => problem.code)).toEqual(['rule_must_be_json'])
  await rm(folder, { recursive: true })
})

test('a path that is no folder has no rules', async () => {
  expect(await readRuleTexts(join(tmpdir(), 'quanheng-no-such-folder'))).toBeUndefined()
})
