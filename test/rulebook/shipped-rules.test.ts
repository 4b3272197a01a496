import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dayFromText } from '../../src/base/day.ts'
import { rationalFromText } from '../../src/base/rational.ts'
import { exactText } from '../../src/base/rounding.ts'
import { RULE_PROBLEMS } from '../../src/engine/rule/rule-problem.ts'
import { tryExamples } from '../../src/rulebook/check-examples.ts'
import { checkRulebook } from '../../src/rulebook/check-rulebook.ts'
import { rulesInUse } from '../../src/rulebook/kpis-in-use.ts'
import { ruleJsonSchemas } from '../../src/rulebook/rule-json-schema.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'
import { settingKey } from '../../src/rulebook/settings-on.ts'
import { bookOn, inWords } from './books.ts'

const loaded = await loadRulebook('rules')
if (!loaded.ok) throw new Error(loaded.problems.map((problem) => inWords(problem)).join('\n'))
const { rulebook } = loaded

for (const { file, version, name, problems } of tryExamples(rulebook)) {
  test(`${file} ${version}: ${name}`, () => expect(problems.map((problem) => inWords(problem))).toEqual([]))
}

test('the shipped rules satisfy every check over the whole book', () => {
  expect(checkRulebook(rulebook).map((problem) => inWords(problem))).toEqual([])
})

test('explaining through json-rules-engine gives the same outcome as the compiled form, for every example', async () => {
  let explained = 0
  for (const { rule } of rulesInUse(rulebook.entries)) {
    if (rule.kind !== 'formula' && rule.kind !== 'ratio') continue
    for (const version of rule.versions) {
      for (const example of version.examples.filter(({ parameters }) => Object.keys(parameters).length === 0)) {
        if (example.reason === 'setting_out_of_bounds') continue
        const settings = Object.entries(example.settings).map(([name, value]) => [settingKey(rule.id, name), value])
        const compiled = bookOn(rulebook, version.effectiveFrom, Object.fromEntries(settings)).rule(rule.id)
        const inputs = compiled.inputs.map((name) => rationalFromText(example.inputs[name] ?? ''))
        const { outcome, workings } = await compiled.explain(inputs)
        expect(outcome).toEqual(compiled.evaluate(inputs))
        expect(workings).toMatchObject({ name: rule.id, value: example.value, reason: example.reason })
        expect(workings.decisions?.map((decision) => decision.name)).toEqual(example.decisions)
        explained += 1
      }
    }
  }
  expect(explained).toBeGreaterThan(100)
})

test('every setting of POLICY A1-A16 and S1-S9 that has other readings can be chosen, and each choice compiles', () => {
  const day = dayFromText('2026-10-31')!
  // What the scorecard's weights and targets can be set to, test/rulebook/scorecard-settings.test.ts tells.
  const settings = rulebook.settings(day).filter(({ key }) => !key.includes('/'))
  expect(settings.map(({ key, value }) => `${key}=${value}`)).toEqual([
    'bonus.pool.cap=none',
    'bonus.pool.excludedKinds=',
    'bonus.pool.internalClients=include',
    'bonus.pool.longerPeriods=anew',
    'bonus.pool.regionOfReceipt=day',
    'bonus.split.absenceDays=0',
    'bonus.split.absenceKinds=leave,sick_leave,statutory_leave',
    'bonus.split.absencePercent=50',
    'bonus.split.days=calendar',
    'bonus.split.joiners=whole',
    'bonus.split.leastDays=0',
    'bonus.split.longAbsence=exclude',
    'bonus.split.movers=homeRegion',
    'bonus.split.probation=whole',
    'bonus.split.probationMonths=3',
    'bonus.split.probationPercent=50',
    'company.monthStartsOn=1',
    'company.monthStartsOn.attendance=same',
    'company.timeZone=Asia/Shanghai',
    'company.yearStartsIn=1',
    'sales.expense-ratio.denominator=netSales',
    'sales.new-client-rate.lookBackMonths=0',
    'sales.receivables.owner=recorded',
    'sales.retention-rate.windowMonths=12',
    'sales.sales-growth.base=lastYear',
    'sales.scorecard.whenNotApplicable=hold',
    'service.attendance.absence=unclassified',
    'service.attendance.deductFrom=matching',
    'service.attendance.leaveKinds=leave',
    'service.attendance.missingPunch=unclassified',
    'service.attendance.seriousLate=unclassified',
    'service.attendance.zeroScope=module',
    'service.customer-evaluation.scale=100',
  ])
  for (const { key, value: usual, choices } of settings) {
    for (const { value } of choices) expect(bookOn(rulebook, '2026-10-31', { [key]: value }).settings[key] ?? usual).toBe(value)
  }
})

test.each`
  key                                       | written                | taken
  ${'service.attendance.leaveKinds'}        | ${'sick_leave, leave'} | ${'leave,sick_leave'}
  ${'service.attendance.leaveKinds'}        | ${''}                  | ${''}
  ${'sales.retention-rate.windowMonths'}    | ${'06'}                | ${'6'}
  ${'sales.new-client-rate.lookBackMonths'} | ${'24'}                | ${'24'}
  ${'company.monthStartsOn'}                | ${'1,26@2026-10'}      | ${'26@2026-10'}
  ${'company.monthStartsOn'}                | ${'01'}                | ${undefined}
`('--set $key=$written is recorded as "$taken", so that the same choice gives the same bytes', ({ key, written, taken }) => {
  expect(bookOn(rulebook, '2026-10-31', { [String(key)]: String(written) }).settings[String(key)]).toBe(taken)
})

test.each`
  key                                    | written         | words
  ${'service.attendance.deductfrom'}     | ${'both'}       | ${'--set service.attendance.deductfrom: there is no such setting. The nearest are: service.attendance.deductFrom,'}
  ${'bonus.pool.cap'}                    | ${'maximum'}    | ${'the setting bonus.pool.cap cannot be "maximum". Choose from: none, commission.'}
  ${'sales.retention-rate.windowMonths'} | ${'0'}          | ${'the setting sales.retention-rate.windowMonths cannot be "0". Choose from: 1 ... 60.'}
  ${'service.attendance.leaveKinds'}     | ${'leave,sick'} | ${'cannot be "leave,sick". Choose from: leave, sick_leave, time_off'}
`('--set $key=$written is refused with what can be written instead', ({ key, written, words }) => {
  const answer = rulebook.compile(dayFromText('2026-10-31')!, { [String(key)]: String(written) })
  expect(answer.ok ? [] : answer.problems.map((problem) => inWords(problem))).toEqual([expect.stringContaining(String(words))])
})

test('an input that the settings switch off is not among those used', () => {
  const used = (overrides: Record<string, string>) => bookOn(rulebook, '2026-10-31', overrides).rule('sales.sales-growth').used
  expect(used({})).toEqual(['netSales', 'salesLastYear'])
  expect(used({ 'sales.sales-growth.base': 'previousPeriod' })).toEqual(['netSales', 'salesPreviousPeriod'])
  expect(bookOn(rulebook, '2026-10-31', {}).rule('bonus.pool').used).toEqual(['netCollections'])
})

test('before the first version nothing is in force, and the message says so', () => {
  const answer = rulebook.compile(dayFromText('1999-12-31')!, {})
  expect(answer.ok ? [] : answer.problems.map((problem) => inWords(problem))).toContainEqual(
    'bonus/pool.json (2000-01-01): "bonus.pool" has no version in force on 1999-12-31; the first takes effect on 2000-01-01. Check the period, or add the earlier version.',
  )
})

test('the default scorecard is that of POLICY, and a region without overrides has it as it stands', () => {
  const scorecard = bookOn(rulebook, '2026-10-31', {}).scorecard('sales.scorecard')
  const lines = scorecard.entries('EAST').map(({ kpi, weight, method, parameters }) => ({
    kpi,
    weight: exactText(weight),
    method: method.id,
    target: exactText(parameters.target!),
    cap: exactText(parameters.cap!),
  }))
  const method = 'sales.points.ratio-to-target'
  expect(scorecard.whenNotApplicable).toBe('hold')
  expect(lines).toEqual([
    { kpi: 'quotaCompletion', weight: '0.4', method, target: '1', cap: '1.5' },
    { kpi: 'collectionRate', weight: '0.3', method, target: '0.95', cap: '1.5' },
    { kpi: 'newClientRate', weight: '0.15', method, target: '0.2', cap: '1.5' },
    { kpi: 'retentionRate', weight: '0.15', method, target: '0.85', cap: '1.5' },
  ])
})

test('reasons have words in both languages, whichever rule gives them', () => {
  const book = bookOn(rulebook, '2026-10-31', {})
  expect(book.reasonWords('no_quota', 'en')).toBe('no quota for the period')
  expect(book.reasonWords('no_data', 'zh')).toBe('数据中没有这张表')
})

test('hashes are over canonical JSON and the same for the same rules', () => {
  const hashes = bookOn(rulebook, '2026-10-31', {}).hashes
  expect(hashes).toEqual(bookOn(rulebook, '2026-10-31', { 'bonus.pool.cap': 'commission' }).hashes)
  expect(hashes.map(({ id }) => id)).toEqual([...hashes.map(({ id }) => id)].sort())
  expect(hashes.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
})

test.each(Object.entries(ruleJsonSchemas()))(
  'rules/%s is current: else run npx tsx src/rulebook/write-rule-json-schemas.ts',
  (name, text) => {
    expect(readFileSync(join('rules', name), 'utf8')).toBe(text)
  },
)

test('the words of every rule problem name file or setting, in both languages', () => {
  const bare = Object.entries(RULE_PROBLEMS).filter(([, { zh, en }]) => [zh, en].some((words) => !/\{(where|file|key)\}/.test(words)))
  expect(bare).toEqual([])
})
