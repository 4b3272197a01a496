import { measureUnits } from '../../appraisal/measures-of-rules.ts'
import type { Answer } from '../../base/answer.ts'
import {
  type Field,
  fieldsOf,
  MEASURED_TABLES,
  type MeasuredTable,
  measuredTable,
  ownersOf,
} from '../../domain/measures/measured-tables.ts'
import { isFigure, operatorsOf } from '../../domain/measures/read-measure.ts'
import { fieldWords, OWNER_WORDS, tableWords, valueOfField } from '../../rulebook/measure-words.ts'
import { POSITION_WORDS } from '../../rulebook/plan-words.ts'
import { regionsOfCompany } from '../../store/aggregates/regions.ts'
import { companyRules } from '../kernel/company-rules.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { isTemplate, titlesIn } from './rule-files.ts'
import type { rulePartsSchema } from './rule-parts-schema.ts'

/** What plans and measures can be made of: what a form offers to choose from. */
export type RuleParts = ShapeOf<typeof rulePartsSchema>

/** Measures with their units, KPIs, positions, regions, and the tables with their fields. Problems: those of rules that do not load. */
export const listRuleParts = useCase('rule.write', async (service): Promise<Answer<{ readonly ok: true; readonly parts: RuleParts }>> => {
  const loaded = await companyRules(service)
  if (!loaded.ok) return loaded
  const { rulebook } = loaded
  const titleOf = titlesIn(rulebook)
  const kpis = rulebook.entries.flatMap(({ rule }) =>
    rule.kind === 'ratio' && !isTemplate(rule) ? [{ key: rule.key, title: rule.title }] : [],
  )
  return {
    ok: true,
    parts: {
      measures: measureUnits(rulebook.measures, []).map(([key, unit]) => ({ key, unit, title: titleOf(key) })),
      kpis,
      positions: Object.entries(POSITION_WORDS).map(([key, title]) => ({ key, title })),
      regions: [...(await regionsOfCompany(service.store))],
      tables: Object.keys(MEASURED_TABLES).map((key) => tableParts(key as MeasuredTable)),
    },
  }
})

function tableParts(key: MeasuredTable): RuleParts['tables'][number] {
  const fields = [...fieldsOf(key).values()]
  const owners = ownersOf(key).map((owner) => ({ key: owner, title: OWNER_WORDS[owner] }))
  return {
    ...{ key, owners, title: tableWords(key, 'rep') },
    day: measuredTable(key).day ?? null,
    fields: fields.map((each) => fieldParts(key, each)),
  }
}

function fieldParts(table: MeasuredTable, { name, type, choices = [] }: Field): RuleParts['tables'][number]['fields'][number] {
  const values = type === 'flag' ? ['true', 'false'] : choices.map((choice) => choice.key)
  return {
    ...{ name, type, title: fieldWords(table, name), isFigure: isFigure(type) },
    operators: [...operatorsOf(type)],
    choices: values.map((value) => ({ value, title: valueOfField(table, name, value) })),
  }
}
