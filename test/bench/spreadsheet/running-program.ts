import { writeFileSync } from 'node:fs'
import { appraise } from '../../../src/appraisal/appraise.ts'
import { assert, present } from '../../../src/base/assert.ts'
import { periodFromText } from '../../../src/base/period.ts'
import { PERIOD } from '../dataset/write-dataset.ts'

const ROUNDS = 15

/**
 * A program that appraises one month again and again, files to result.json, as a server would: in a process of its own, in which
 * nothing of the benchmark's own work is left to clean up. Writes the seconds of each round as JSON into the file it is told.
 */
const [dataset = '', out = '', report = ''] = process.argv.slice(2)
const period = present(periodFromText(PERIOD), 'The period of the benchmark is one.')
const seconds: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const begun = performance.now()
  const answer = await appraise({ dataset, period, out, formats: ['json'], settings: {}, onIncomplete: 'hold', language: 'zh' })
  seconds.push((performance.now() - begun) / 1000)
  assert(answer.ok, 'The dataset of the benchmark has no mistake.')
}
writeFileSync(report, JSON.stringify(seconds))
