import { Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'
import { type EditColumn, EditTable } from './edit-table.tsx'
import { isDecimal, plainNumber } from './percent-digits.ts'
import type { PlanPart } from './plan-form.tsx'
import { isObject, type JsonObject, listAt, listed, put, textAt, textsAt } from './rule-json.ts'

/** The worked examples of a plan as rows; what they come to stands below the form, tried as they are typed. */
export function PlanExamples({ json, onChange, version }: PlanPart) {
  const say = useWords(BUILDER)
  const path = [...version, 'examples']
  const clause = textAt(json, [...version, 'clause'])
  const columns: EditColumn<JsonObject>[] = [
    { key: 'name', title: say('exampleName'), text: (row) => textAt(row, ['name']), write: (row, name) => ({ ...row, name }) },
    amountColumn('base', say('base'), false),
    {
      key: 'figures',
      title: say('figures'),
      text: (row) => pairsText(row.figures),
      write: (row, text) => put(row, ['figures'], pairsOf(text)),
    },
    { key: 'bands', title: say('bandsOfExample'), figures: true, text: bandsText, write: withBands },
    amountColumn('amount', say('amount'), false),
    amountColumn('reserve', say('reserved'), true),
    amountColumn('paid', say('paidOut'), true),
  ]
  return (
    <Section title={say('examples')}>
      <p className="quiet">{say('examplesHint')}</p>
      <EditTable
        caption={say('examples')}
        rows={listAt(json, path)}
        columns={columns}
        blank={(rows) => ({ name: say('exampleNo', { number: rows.length + 1 }), source: clause, base: '', amount: '' })}
        onChange={(rows, step) => onChange(put(json, path, [...rows]), step)}
      />
    </Section>
  )
}

function amountColumn(key: string, title: string, optional: boolean): EditColumn<JsonObject> {
  return {
    ...{ key, title, figures: true },
    text: (row) => textAt(row, [key]),
    write: (row, text) => put(row, [key], optional && text.trim() === '' ? undefined : plainNumber(text)),
    isWrong: (row) => (optional && row[key] === undefined ? false : !isDecimal(textAt(row, [key]))),
  }
}

/** Tiers of an example are written with a space or a semicolon between them: commas group digits. */
function bandsText(row: JsonObject): string {
  return Array.isArray(row.bands) ? textsAt(row, ['bands']).join('; ') : textAt(row, ['bands'])
}

function withBands(row: JsonObject, text: string): JsonObject {
  if (text.trim() === '') return put(row, ['bands'], undefined)
  // A semicolon that was just typed has nothing behind it yet and has to stay.
  const parts = text.split(/[;；]/).map(plainNumber)
  return put(row, ['bands'], parts)
}

/** "quotaCompletion=0.9; newClient=yes" */
function pairsText(figures: JsonObject[string]): string {
  return isObject(figures)
    ? Object.entries(figures)
        .map(([name, value]) => (value === null ? name : `${name}=${String(value)}`))
        .join('; ')
    : ''
}

function pairsOf(text: string): JsonObject | undefined {
  const pairs = listed(text.replaceAll(/[;；]/g, ',')).map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return [name.trim(), value.length === 0 ? null : value.join('=').trim()] as const
  })
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs)
}
