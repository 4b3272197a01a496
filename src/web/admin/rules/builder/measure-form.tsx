import { Section } from '../../../parts/page.tsx'
import { inLanguage } from '../../../words/in-language.ts'
import { useWords } from '../../../words/words.ts'
import { ConditionsPart } from './conditions-part.tsx'
import type { RuleParts } from './draft-queries.ts'
import { ChoiceField, FieldGrid, type FormPart, optionsOf, TextPart } from './fields.tsx'
import { MEASURE_BUILDER } from './measure-builder-words.ts'
import { MeasureExamples } from './measure-examples.tsx'
import { plainNumber } from './percent-digits.ts'
import { at, isObject, type JsonObject, type Path, put, textAt } from './rule-json.ts'

export type MeasuredTable = RuleParts['tables'][number]

export interface MeasurePart extends FormPart {
  readonly version: Path
  readonly table: MeasuredTable
}

const AGGREGATES = ['count', 'distinct', 'sum', 'smallest', 'largest', 'average'] as const
const WINDOWS = ['period', 'previous', 'lastYear', 'yearToDate', 'lastMonths'] as const

/** The form of a measure 计量: which table, which records, what of them, over which days. */
export function MeasureForm({ json, onChange, version, parts }: FormPart & { version: Path; parts: RuleParts }) {
  const say = useWords(MEASURE_BUILDER)
  const module = textAt(json, [...version, 'module'])
  const table = parts.tables.find(({ key }) => key === module)
  const part = table && { json, onChange, version, table }
  return (
    <>
      <Section title={say('whatCounted')}>
        <FieldGrid>
          <ChoiceField
            label={say('table')}
            value={module}
            options={optionsOf(parts.tables)}
            onChange={(key) => onChange(withTable(json, version, key, parts))}
          />
          {part && <Whose {...part} />}
          {part && <Value {...part} />}
          {part && <Window {...part} />}
        </FieldGrid>
      </Section>
      {part && <ConditionsPart {...part} />}
      {part && <MeasureExamples {...part} />}
    </>
  )
}

/** Another table has other fields: what named those of the former goes. Records without a day are as they stand at the period's end. */
function withTable(json: JsonObject, version: Path, key: string, parts: RuleParts): JsonObject {
  const own = at(json, version)
  if (!isObject(own)) return json
  const { day: _day, per: _per, conditions: _conditions, ...rest } = own
  const hasDay = parts.tables.some((table) => table.key === key && table.day !== null)
  const window = hasDay ? {} : { window: { days: 'period' } }
  return put(json, version, { ...rest, ...window, module: key, value: { aggregate: 'count' } })
}

function Whose({ json, onChange, version, table }: MeasurePart) {
  const say = useWords(MEASURE_BUILDER)
  return (
    <ChoiceField
      label={say('per')}
      value={textAt(json, [...version, 'per']) || 'rep'}
      options={optionsOf(table.owners)}
      onChange={(per) => onChange(put(json, [...version, 'per'], per === 'rep' ? undefined : per))}
    />
  )
}

function Value({ json, onChange, version, table }: MeasurePart) {
  const say = useWords(MEASURE_BUILDER)
  const path = [...version, 'value']
  const aggregate = textAt(json, [...path, 'aggregate'])
  const fields = table.fields.filter(({ isFigure }) => aggregate === 'distinct' || isFigure)
  const isOfDays = at(json, [...path, 'days']) !== undefined
  return (
    <>
      <ChoiceField
        label={say('aggregate')}
        value={aggregate}
        options={AGGREGATES.map((value) => ({ value, label: say(`aggregate_${value}`) }))}
        onChange={(value) => {
          const first = table.fields.find(({ isFigure }) => value === 'distinct' || isFigure)?.name
          const isFit = fields.some(({ name }) => name === textAt(json, [...path, 'field']))
          const field = isFit && value !== 'distinct' ? textAt(json, [...path, 'field']) : first
          onChange(put(json, path, value === 'count' || field === undefined ? { aggregate: value } : { aggregate: value, field }))
        }}
      />
      {aggregate !== 'count' && !isOfDays && (
        <ChoiceField
          label={say('ofField')}
          value={textAt(json, [...path, 'field'])}
          options={fields.map(({ name, title }) => ({ value: name, label: inLanguage(title) }))}
          onChange={(field) => onChange(put(json, [...path, 'field'], field))}
        />
      )}
    </>
  )
}

function Window({ json, onChange, version, table }: MeasurePart) {
  const say = useWords(MEASURE_BUILDER)
  const path = [...version, 'window']
  const days = textAt(json, [...path, 'days'])
  const ofRecord = table.fields.filter(({ type, name }) => type === 'day' && !name.includes('.'))
  const months = [...path, 'months']
  return (
    <>
      <ChoiceField
        label={say('window')}
        value={days}
        options={WINDOWS.map((value) => ({ value, label: say(`window_${value}`) }))}
        onChange={(value) => onChange(put(json, path, value === 'lastMonths' ? { days: value, months: 12 } : { days: value }))}
      />
      {days === 'lastMonths' && (
        <TextPart
          json={json}
          label={say('months')}
          path={months}
          write={plainNumber}
          onChange={(next) => {
            const typed = textAt(next, months)
            onChange(put(json, months, /^\d{1,3}$/.test(typed) ? Number(typed) : typed), 'window.months')
          }}
        />
      )}
      {ofRecord.length > 1 && (
        <ChoiceField
          label={say('byDay')}
          value={textAt(json, [...version, 'day']) || (table.day ?? '')}
          options={ofRecord.map(({ name, title }) => ({ value: name, label: inLanguage(title) }))}
          onChange={(day) => onChange(put(json, [...version, 'day'], day === table.day ? undefined : day))}
        />
      )}
    </>
  )
}
