import { Button } from 'antd'
import { Section } from '../../../parts/page.tsx'
import { inLanguage } from '../../../words/in-language.ts'
import { useWords } from '../../../words/words.ts'
import { EditTable } from './edit-table.tsx'
import { FieldGrid, TextPart } from './fields.tsx'
import { MEASURE_BUILDER } from './measure-builder-words.ts'
import type { MeasurePart } from './measure-form.tsx'
import { plainNumber } from './percent-digits.ts'
import { at, type JsonObject, listAt, type Path, put, textAt } from './rule-json.ts'

/** The worked examples of a measure: a period, records as rows, and what they come to. */
export function MeasureExamples(part: MeasurePart) {
  const { json, onChange, version } = part
  const say = useWords(MEASURE_BUILDER)
  const path = [...version, 'examples']
  const list = listAt(json, path)
  const clause = textAt(json, [...version, 'clause'])
  const period = textAt(json, [...version, 'effectiveFrom']).slice(0, 7)
  const add = () => {
    const blank = { name: say('exampleNo', { number: list.length + 1 }), source: clause, period, records: [], value: '0' }
    onChange(put(json, path, [...list, blank]))
  }
  return (
    <Section title={say('examples')} actions={<Button onClick={add}>{say('addExample')}</Button>}>
      <p className="quiet">{say('measureExamplesHint')}</p>
      {list.map((_, index) => (
        <Example
          // biome-ignore lint/suspicious/noArrayIndexKey: an example is known by its place.
          key={index}
          {...part}
          path={[...path, index]}
          number={index + 1}
          onRemove={() =>
            onChange(
              put(
                json,
                path,
                list.filter((_each, place) => place !== index),
              ),
            )
          }
        />
      ))}
    </Section>
  )
}

function Example({
  json,
  onChange,
  version,
  table,
  path,
  number,
  onRemove,
}: MeasurePart & { path: Path; number: number; onRemove: () => void }) {
  const say = useWords(MEASURE_BUILDER)
  const rows = listAt(json, [...path, 'records'])
  const names = shownFields(json, version, rows, table.day)
  const columns = names.map((name) => {
    const field = table.fields.find((each) => each.name === name)
    return {
      key: name,
      title: field ? inLanguage(field.title) : name,
      figures: field?.isFigure ?? false,
      text: (row: JsonObject) => textAt(row, [name]),
      write: (row: JsonObject, text: string) => put(row, [name], text === '' ? undefined : field?.isFigure ? plainNumber(text) : text),
    }
  })
  const part = { json, onChange }
  return (
    <fieldset className="builder-group">
      <legend>{say('exampleNo', { number })}</legend>
      <FieldGrid>
        <TextPart {...part} label={say('exampleName')} path={[...path, 'name']} />
        <TextPart {...part} label={say('period')} path={[...path, 'period']} />
        <TextPart {...part} label={say('valueDue')} path={[...path, 'value']} write={plainNumber} />
      </FieldGrid>
      <EditTable
        caption={say('recordsOf', { number })}
        rows={rows}
        columns={columns}
        blank={(before) => ({
          ...(before.at(-1) ?? {}),
          ...('number' in (before.at(-1) ?? { number: '' }) ? { number: `N${before.length + 1}` } : {}),
        })}
        onChange={(records, step) => onChange(put(json, [...path, 'records'], [...records]), step)}
      />
      <div>
        <Button danger onClick={onRemove}>
          {say('removeExample', { number })}
        </Button>
      </div>
    </fieldset>
  )
}

/** The fields that records of examples need: number and day, what conditions and the value name, and what the rows have already. */
function shownFields(json: JsonObject, version: Path, rows: readonly JsonObject[], tableDay: string | null): string[] {
  const named = new Set<string>(['number', textAt(json, [...version, 'day']) || (tableDay ?? 'number')])
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        if (['field', 'from', 'to'].includes(key) && typeof each === 'string') named.add(each)
        else walk(each)
      }
    }
  }
  walk(at(json, [...version, 'conditions']))
  walk(at(json, [...version, 'value']))
  for (const row of rows) for (const key of Object.keys(row)) named.add(key)
  return [...named]
}
