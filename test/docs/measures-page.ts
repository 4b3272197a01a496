import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { TYPE_WORDS } from '../../src/domain/measures/field-value.ts'
import { fieldsOf, MEASURED_TABLES, type MeasuredTable, ownersOf } from '../../src/domain/measures/measured-tables.ts'
import { loadRulebook } from '../../src/rulebook/rulebook.ts'
import { SALES_MEASURES } from '../../src/store/measures/sales-measures.ts'
import { code, pageText, tableText } from './markdown.ts'

/** docs/measures.md: what KPI rules can take as inputs, and which of the shipped ones do. */
export async function measuresPage(): Promise<string> {
  const loaded = await loadRulebook(SHIPPED_RULES)
  if (!loaded.ok) throw new Error('The shipped rules load.')
  const usersOf = (name: string) =>
    loaded.rulebook.entries.flatMap(({ rule }) =>
      rule.kind === 'ratio' && !rule.template && rule.versions.some(({ inputs }) => inputs.some((input) => input.name === name))
        ? [code(rule.key)]
        : [],
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
    '## Those of a company',
    [
      'A company adds measures of its own as [rule files](changing-a-rule.md#a-measure-of-your-own): one of these tables, conditions on its fields, a value and a window of days. They count audited records,',
      'on the day that is named here unless the file names another, of each representative (`rep`), engineer, client or region, or of the company, as the file says. The region is that of the',
      "record's person on its day, unless the record names one. A client has no day: clients are as they stand on the last day of the period.",
    ].join('\n'),
    tableText(
      ['Table', 'Day', 'Of whom', 'Fields'],
      Object.entries(MEASURED_TABLES).map(([table, { day }]) => [
        code(table),
        day === undefined ? '' : code(day),
        ownersOf(table as MeasuredTable)
          .map(code)
          .join(', '),
        [...fieldsOf(table as MeasuredTable).values()].map(({ name, type }) => `${code(name)} (${TYPE_WORDS[type].en})`).join(', '),
      ]),
    ),
  )
}
