import { DEMO_PERIOD, SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { boundsText } from '../../src/base/bounds.ts'
import { periodFromText } from '../../src/base/period.ts'
import type { SettingInfo } from '../../src/rulebook/book.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'
import { code, pageText, tableText } from './markdown.ts'

/** The settings of the shipped rules. */
export async function shippedSettings(): Promise<readonly SettingInfo[]> {
  const loaded = await loadRulebook(SHIPPED_RULES)
  if (!loaded.ok) throw new Error('The shipped rules load.')
  return loaded.rulebook.settings(present(periodFromText(DEMO_PERIOD), 'The demo period is one.').last)
}

/** docs/settings.md: every setting of the shipped rules with its choices, and the clause whose reading it is. */
export async function settingsPage(): Promise<string> {
  const settings = await shippedSettings()
  return pageText(
    '# Every setting of the rules',
    '<!-- Written by `npx tsx test/docs/write-reference.ts` from the rules in rules/; a test keeps it current. Do not edit by hand. -->',
    [
      'A setting is a reading of the policy that a company may choose otherwise. `--set KEY=VALUE` overrides one for a run (repeat it for several) and is',
      'recorded in `result.json`; a lasting choice belongs into the rule file as a new version. `quanheng rules settings --lang en` prints this list for a period.',
    ].join('\n'),
    tableText(
      ['Key', 'Clause', 'Meaning', 'Default', 'Choices'],
      settings.map((setting) => [
        code(setting.key),
        setting.clause,
        `${setting.title.en}\n${setting.title.zh}`,
        setting.value === '' ? '(empty)' : code(setting.value),
        choicesText(setting),
      ]),
    ),
    'The day that months begin on, for everything and for attendance alone, may hold from a month on, the month that years begin in from a year on: `--set company.monthStartsOn=26@2026-10`, `--set company.monthStartsOn=26,1@2027-01`, `--set company.yearStartsIn=4@2027`. A month is named after the calendar month that it ends in, a year after the calendar year that it begins in ([how they follow one another](readings.md#the-calendar-of-the-company)). A result records them where they are not the default.',
    '',
    'A *list* takes any of its choices joined by commas, or nothing: `--set bonus.pool.excludedKinds=deposit,prepayment`, `--set service.attendance.leaveKinds=`.',
    [
      "Keys with `/` set the scorecard: a weight or target of a KPI, and with a region code behind it that region's own, such as",
      '`--set sales.scorecard/quotaCompletion/target/EAST=0.9`; the region must exist. The weights must still add up to 1.',
      '',
      'Two more values are recorded among the settings of a result: `onIncomplete`, given by `--on-incomplete` (`hold`, `reweight` or `zero`): what to do with a',
      'person who lacks data and for whom the table `decisions` says nothing (A8); and `language`, that of its messages and remarks.',
    ].join('\n'),
  )
}

function choicesText({ key, kind, choices, bounds }: SettingInfo): string {
  if (kind === 'number') return `${key.includes('/') ? 'a decimal' : 'a whole number'}: ${code(boundsText(bounds ?? {}))}`
  const lines = choices.map(({ value, title }) => `${code(value)} ${title.en}`)
  return (kind === 'list' ? ['any of', ...lines] : lines).join('\n')
}
