import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'
import { SALES_MEASURES } from '../../src/store/measures/sales-measures.ts'
import { code, pageText, tableText } from './markdown.ts'

/** docs/measures.md: what KPI rules can take as inputs, and which of the shipped ones do. */
export async function measuresPage(): Promise<string> {
  const loaded = await loadRulebook(SHIPPED_RULES)
  if (!loaded.ok) throw new Error('The shipped rules load.')
  const usersOf = (name: string) =>
    loaded.rulebook.entries.flatMap(({ rule }) =>
      rule.kind === 'ratio' && rule.versions.some(({ inputs }) => inputs.some((input) => input.name === name)) ? [code(rule.key)] : [],
    )
  return pageText(
    '# Measures',
    '<!-- Written by `npm run docs:write` from src/store/measures; a test keeps it current. Do not edit by hand. -->',
    [
      'What the program counts of every sales representative and period. A KPI is a ratio of them: a rule file names those it takes as its inputs, with this unit',
      '([a KPI of your own](changing-a-rule.md#a-kpi-of-your-own)). Where one of the tables is not in the data at all, a KPI that uses the measure does not apply (`no_data`).',
    ].join('\n'),
    tableText(
      ['Input', 'Meaning', 'Unit', 'Tables', 'Shipped KPIs'],
      Object.entries(SALES_MEASURES).map(([name, { title, unit, tables }]) => [
        code(name),
        `${title.en}\n${title.zh}`,
        unit,
        tables.map(code).join(', '),
        usersOf(name).join(', '),
      ]),
    ),
    'In a rule file `count` has `"places": 0, "min": "0"`, `quantity` has `"places": 6`, and `yuan` needs neither.',
  )
}
