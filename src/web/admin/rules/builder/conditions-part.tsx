import { Button } from 'antd'
import { useId } from 'react'
import { Notice } from '../../../parts/notice.tsx'
import { Section } from '../../../parts/page.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { inLanguage } from '../../../words/in-language.ts'
import { isWord, useWords } from '../../../words/words.ts'
import { ChoiceField, ListField } from './fields.tsx'
import { MEASURE_BUILDER } from './measure-builder-words.ts'
import type { MeasuredTable, MeasurePart } from './measure-form.tsx'
import { at, isObject, type JsonObject, put, textAt, textsAt } from './rule-json.ts'

/** Conditions as a list that a form can show: all of them hold, or any; a deeper tree stays in the file. */
interface Listed {
  readonly joined: 'all' | 'any'
  readonly rows: readonly JsonObject[]
}

/** Undefined where they are more than one list. */
function listedIn(conditions: unknown): Listed | undefined {
  if (conditions === undefined) return { joined: 'all', rows: [] }
  if (!isObject(conditions)) return undefined
  if (typeof conditions.field === 'string') return { joined: 'all', rows: [conditions] }
  const joined = conditions.all === undefined ? 'any' : 'all'
  const rows = conditions[joined]
  if (!Array.isArray(rows)) return undefined
  const plain = rows.filter((row): row is JsonObject => isObject(row) && typeof row.field === 'string')
  return plain.length === rows.length ? { joined, rows: plain } : undefined
}

function written({ joined, rows }: Listed): JsonObject | undefined {
  const [first] = rows
  if (first === undefined) return undefined
  return rows.length === 1 && joined === 'all' ? first : { [joined]: rows }
}

/** Which records count: one line a condition. */
export function ConditionsPart({ json, onChange, version, table }: MeasurePart) {
  const say = useWords(MEASURE_BUILDER)
  const path = [...version, 'conditions']
  const listed = listedIn(at(json, path))
  const change = (next: Listed, step?: string) => onChange(put(json, path, written(next)), step)
  if (!listed) {
    return (
      <Section title={say('conditions')}>
        <Notice>{say('conditionsDeep')}</Notice>
      </Section>
    )
  }
  const { joined, rows } = listed
  const [field] = table.fields
  const blank = { field: field?.name ?? '', operator: field?.operators[0] ?? 'equals', values: [''] }
  return (
    <Section
      title={say('conditions')}
      actions={<Button onClick={() => change({ joined, rows: [...rows, blank] })}>{say('addCondition')}</Button>}
    >
      <p className="quiet">{say(rows.length === 0 ? 'conditionsNone' : 'conditionsHint')}</p>
      {rows.length > 1 && (
        <div style={{ maxWidth: 280 }}>
          <ChoiceField
            label={say('joined')}
            value={joined}
            options={(['all', 'any'] as const).map((value) => ({ value, label: say(`joined_${value}`) }))}
            onChange={(value) => change({ joined: value === 'any' ? 'any' : 'all', rows })}
          />
        </div>
      )}
      {rows.map((row, index) => (
        <Condition
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is known by its place.
          key={index}
          number={index + 1}
          row={row}
          table={table}
          onChange={(next, step) => change({ joined, rows: rows.map((each, place) => (place === index ? next : each)) }, step)}
          onRemove={() => change({ joined, rows: rows.filter((_, place) => place !== index) })}
        />
      ))}
    </Section>
  )
}

interface ConditionProps {
  readonly number: number
  readonly row: JsonObject
  readonly table: MeasuredTable
  readonly onChange: (row: JsonObject, step?: string) => void
  readonly onRemove: () => void
}

const WITHOUT_VALUES = ['given', 'empty']

function Condition({ number, row, table, onChange, onRemove }: ConditionProps) {
  const say = useWords(MEASURE_BUILDER)
  const id = useId()
  const field = table.fields.find(({ name }) => name === textAt(row, ['field']))
  const operator = textAt(row, ['operator'])
  const values = textsAt(row, ['values'])
  const choices = field?.choices ?? []
  const write = (next: readonly string[], step?: string) => onChange(put(row, ['values'], next.length === 0 ? undefined : [...next]), step)
  return (
    <fieldset className="builder-group condition" aria-labelledby={id}>
      <legend id={id}>{say('conditionNo', { number })}</legend>
      <ChoiceField
        label={say('field')}
        value={textAt(row, ['field'])}
        options={table.fields.map(({ name, title }) => ({ value: name, label: inLanguage(title) }))}
        onChange={(name) => {
          const next = table.fields.find((each) => each.name === name)
          onChange({ field: name, operator: next?.operators[0] ?? 'equals', values: [next?.choices[0]?.value ?? ''] })
        }}
      />
      <ChoiceField
        label={say('operator')}
        value={operator}
        options={(field?.operators ?? []).map((value) => {
          const word = `operator_${value}`
          return { value, label: isWord(MEASURE_BUILDER, word) ? say(word) : value }
        })}
        onChange={(value) => {
          const wanted = WITHOUT_VALUES.includes(value) ? [] : value === 'between' ? [values[0] ?? '', values[1] ?? ''] : [values[0] ?? '']
          onChange(put({ ...row, operator: value }, ['values'], wanted.length === 0 ? undefined : wanted))
        }}
      />
      {operator === 'oneOf' && (
        <ListField label={say('values')} hint={say('valuesHint')} value={values} onChange={(next) => write(next, `values ${number}`)} />
      )}
      {operator !== 'oneOf' &&
        !WITHOUT_VALUES.includes(operator) &&
        values.map((value, index) => {
          const label = say(operator === 'between' ? (index === 0 ? 'valueFrom' : 'valueTo') : 'valueIs')
          const replace = (text: string) => values.map((each, place) => (place === index ? text : each))
          return choices.length > 0 ? (
            <ChoiceField
              // biome-ignore lint/suspicious/noArrayIndexKey: of two bounds the first is the lower one.
              key={index}
              label={label}
              value={value}
              options={choices.map((choice) => ({ value: choice.value, label: inLanguage(choice.title) }))}
              onChange={(text) => write(replace(text))}
            />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: of two bounds the first is the lower one.
            <TextField key={index} label={label} value={value} onChange={(text) => write(replace(text), `value ${number} ${index}`)} />
          )
        })}
      <div>
        <Button danger onClick={onRemove}>
          {say('removeCondition', { number })}
        </Button>
      </div>
    </fieldset>
  )
}
