import { expect, test } from 'vitest'
import { lackingRules } from '../../src/appraisal/rules-in-force.ts'
import { present } from '../../src/base/assert.ts'
import type { Problem } from '../../src/base/problem.ts'
import { checkRulebook } from '../../src/rulebook/check-rulebook.ts'
import { readRuleTexts } from '../../src/rulebook/read-rules.ts'
import { rulebookFrom } from '../../src/rulebook/rulebook.ts'

const texts = present(await readRuleTexts('rules'), 'The shipped rules are there.')

/** What `rules check` says of the shipped rules with one piece of a file's text changed. */
function problemsWith(file: string, from: string, to: string): readonly Problem[] {
  const text = present(texts.get(file), file)
  expect(text).toContain(from)
  const loaded = rulebookFrom(new Map(texts).set(file, text.replace(from, to)), 'rules')
  return loaded.ok ? [...lackingRules(loaded.rulebook), ...checkRulebook(loaded.rulebook)] : loaded.problems
}

test.each`
  file                                   | from                                | to                                 | why
  ${'service/attendance.json'}           | ${'"value": "10"'}                  | ${'"value": "11"'}                 | ${'a deduction'}
  ${'service/attendance.json'}           | ${'"unit": "times"'}                | ${'"unit": "points"'}              | ${'the unit of an input'}
  ${'service/attendance.json'}           | ${'"places": 0'}                    | ${'"places": 1'}                   | ${'the decimals of an input'}
  ${'service/attendance.json'}           | ${'"value": "sick_leave"'}          | ${'"value": "sickLeave"'}          | ${'a choice that no record has'}
  ${'service/final-score.json'}          | ${'"scale": 2'}                     | ${'"scale": 3'}                    | ${'more decimals than are printed'}
  ${'service/customer-evaluation.json'}  | ${'"value": "5", "title"'}          | ${'"value": "10", "title"'}        | ${'a choice that the formula does not name'}
  ${'bonus/pool.json'}                   | ${'"value": "0.001"'}               | ${'"value": "0.002"'}              | ${'the rate'}
  ${'bonus/pool.json'}                   | ${'"value": "exclude", "title"'}    | ${'"value": "excluded", "title"'}  | ${'a choice that is read by the program'}
  ${'bonus/split.json'}                  | ${'"value": "daysInPost", "title"'} | ${'"value": "daysThere", "title"'} | ${'a choice that is read by the program'}
  ${'bonus/split.json'}                  | ${'"places": 2'}                    | ${'"places": 3'}                   | ${'the unit of shares'}
  ${'sales/visit-success.json'}          | ${'"key": "visitSuccess"'}          | ${'"key": "attendance"'}           | ${'the key of a KPI that names a module'}
  ${'sales/retention-rate.json'}         | ${'"scale": 4'}                     | ${'"scale": 5'}                    | ${'more decimals than are printed'}
  ${'sales/scorecard.json'}              | ${'"target": "0.95"'}               | ${'"target": "0.96"'}              | ${'a target'}
  ${'sales/points/ratio-to-target.json'} | ${'"above": "0", "max": "10"'}      | ${'"above": "0", "max": "11"'}     | ${'a bound'}
`('$file: $why is held by an example or refused with the file', ({ file, from, to }: Record<string, string>) => {
  const problems = problemsWith(present(file, ''), present(from, ''), present(to, ''))
  expect(problems.map(({ values }) => values.file)).toContain(file)
})

test.each`
  kpi                | method                | of             | fits     | why
  ${'complaintRate'} | ${'per-case'}         | ${'numerator'} | ${true}  | ${'complaints are cases'}
  ${'complaintRate'} | ${'per-case'}         | ${'value'}     | ${false} | ${'a rate is no number of cases'}
  ${'newClientRate'} | ${'linear-deduction'} | ${'numerator'} | ${false} | ${'clients are no rate'}
  ${'expenseRatio'}  | ${'per-case'}         | ${'numerator'} | ${false} | ${'money is no number of cases'}
  ${'expenseRatio'}  | ${'growth'}           | ${'value'}     | ${true}  | ${'a rate for a rate'}
`(
  'a line of the scorecard gives its method what that counts in, or its place is named: $kpi to $method, $why',
  ({ kpi, method, of, fits }) => {
    const card = JSON.parse(present(texts.get('sales/scorecard.json'), 'The scorecard.'))
    Object.assign(card.versions[0].entries[1], { kpi, method: `sales.points.${method}`, of, parameters: {} })
    const loaded = rulebookFrom(new Map(texts).set('sales/scorecard.json', JSON.stringify(card)), 'rules')
    const found = (loaded.ok ? [] : loaded.problems).filter(({ code }) => code === 'method_must_count_as_the_kpi')
    expect(found.map(({ values }) => [values.file, values.version, values.what])).toEqual(
      fits ? [] : [['sales/scorecard.json', '2000-01-01', 'entries.1.of']],
    )
  },
)

test('whatever stands in a rule file, checking it says problems and never throws', () => {
  const odd = ['""', '"0"', '"-1"', '"x"', '"1/0"', '"99999999999999999999"', 'null', '3', '[]', '{}', '']
  for (const [file, text] of texts) {
    const values = [...text.matchAll(/: ("[^"]*"|\d+)/g)]
    for (let at = 0; at < values.length; at += Math.ceil(values.length / 6)) {
      const { index } = present(values[at], 'A value.')
      const found = present(values[at]?.[0], 'A value.')
      const changed = `${text.slice(0, index)}: ${odd[(at + index) % odd.length]}${text.slice(index + found.length)}`
      const loaded = rulebookFrom(new Map(texts).set(file, changed), 'rules')
      const problems = loaded.ok ? [...lackingRules(loaded.rulebook), ...checkRulebook(loaded.rulebook)] : loaded.problems
      expect(Array.isArray(problems)).toBe(true)
    }
  }
}, 120_000)
