import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { derive } from '../../src/appraisal/appraise.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import type { Problem } from '../../src/base/problem.ts'

/** The lines of each table's file. */
export type Lines = Readonly<Record<string, readonly string[]>>

/** The warnings of an appraisal of these tables. */
export async function problemsOf(
  tables: Lines,
  period: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<readonly Problem[]> {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-problems-'))
  try {
    for (const [table, lines] of Object.entries(tables)) await writeFile(join(folder, `${table}.csv`), [...lines, ''].join('\n'))
    const asked = present(periodFromText(period), 'The test names a period.')
    const answer = await derive({ dataset: folder, period: asked, settings, onIncomplete: 'hold', language: 'zh' })
    expect(answer).toMatchObject({ ok: true })
    return answer.problems
  } finally {
    await rm(folder, { recursive: true })
  }
}
