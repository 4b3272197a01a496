import { derive } from '../../src/appraisal/appraise.ts'
import { resultText } from '../../src/appraisal/result-json.ts'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { engineSettings } from './engine-settings.ts'
import type { ModelSettings } from './model/settings.ts'

/** The bytes of result.json that the product derives from a dataset, without writing workbooks; the problems' codes and records when it refuses. */
export async function derivedResult(dataset: string, period: string, settings: Partial<ModelSettings>): Promise<string> {
  const answer = await derive({
    dataset,
    period: present(periodFromText(period), `"${period}" is a period.`),
    settings: engineSettings(settings),
    onIncomplete: settings.onIncomplete ?? 'hold',
    language: 'zh',
  })
  if (answer.ok) return resultText(answer.result)
  const found = answer.problems.map(({ code, table, record, values }) => [code, table, record, JSON.stringify(values)].join(' '))
  throw new Error(`The product refuses ${dataset}: ${found.join('; ')}`)
}
