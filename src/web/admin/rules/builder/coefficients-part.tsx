import { Button } from 'antd'
import { Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import { BUILDER, type BuilderWord } from './builder-words.ts'
import { type EditColumn, EditTable } from './edit-table.tsx'
import { ChoiceField, FieldGrid, optionsOf, TextPart } from './fields.tsx'
import { isDecimal, plainNumber } from './percent-digits.ts'
import { fromColumn, type PlanPart } from './plan-form.tsx'
import { at, isObject, type JsonObject, listAt, put, textAt } from './rule-json.ts'

const OF_DOCUMENT = ['product', 'clientClass', 'newClient'] as const satisfies readonly BuilderWord[]

/** The coefficients 系数 of a plan: by what each is chosen, and its values. */
export function CoefficientsPart(props: PlanPart) {
  const { json, onChange, version } = props
  const say = useWords(BUILDER)
  const path = [...version, 'coefficients']
  const list = listAt(json, path)
  const clause = textAt(json, [...version, 'clause'])
  const blank = { title: { zh: '系数', en: 'Coefficient' }, clause, by: 'points', over: '100' }
  return (
    <Section
      title={say('coefficients')}
      actions={<Button onClick={() => onChange(put(json, path, [...list, blank]))}>{say('addCoefficient')}</Button>}
    >
      <p className="quiet">{say('coefficientsHint')}</p>
      {list.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a coefficient is known by its place.
        <Coefficient key={index} {...props} index={index} />
      ))}
    </Section>
  )
}

function Coefficient({ json, onChange, parts, version, index }: PlanPart & { index: number }) {
  const say = useWords(BUILDER)
  const list = listAt(json, [...version, 'coefficients'])
  const path = [...version, 'coefficients', index]
  const own = at(json, path)
  const by = textAt(own, ['by'])
  const kind = ['values', 'bands', 'over'].find((each) => isObject(own) && own[each] !== undefined) ?? 'over'
  const isOfDocument = OF_DOCUMENT.some((each) => each === by)
  const withKind = (next: string, base: JsonObject = isObject(own) ? own : {}): JsonObject => {
    const { values: _values, bands: _bands, over: _over, ...rest } = base
    if (next === 'values') return { ...rest, values: {} }
    return next === 'bands' ? { ...rest, bands: [{ value: '1' }] } : { ...rest, over: '100' }
  }
  return (
    <fieldset className="builder-group">
      <legend>{say('coefficientNo', { number: index + 1 })}</legend>
      <FieldGrid>
        <TextPart json={json} onChange={onChange} label={say('titleZh')} path={[...path, 'title', 'zh']} />
        <TextPart json={json} onChange={onChange} label={say('titleEn')} path={[...path, 'title', 'en']} />
        <ChoiceField
          label={say('coefficientBy')}
          value={by}
          options={[
            ...[...OF_DOCUMENT, 'grade' as const, 'points' as const].map((value) => ({ value, label: say(value) })),
            ...optionsOf(parts.kpis),
          ]}
          onChange={(value) => {
            const next = isObject(own) ? { ...own, by: value } : { by: value }
            const needsWords = value === 'grade' || OF_DOCUMENT.some((each) => each === value)
            onChange(put(json, path, needsWords && kind !== 'values' ? withKind('values', next) : next))
          }}
        />
        {!isOfDocument && by !== 'grade' && (
          <ChoiceField
            label={say('coefficientKind')}
            value={kind}
            options={(['bands', 'over'] as const).map((value) => ({ value, label: say(value) }))}
            onChange={(value) => onChange(put(json, path, withKind(value)))}
          />
        )}
        {kind === 'over' && (
          <TextPart json={json} onChange={onChange} label={say('overNumber')} path={[...path, 'over']} write={plainNumber} />
        )}
      </FieldGrid>
      {kind === 'bands' && (
        <EditTable
          caption={say('coefficientNo', { number: index + 1 })}
          rows={listAt(own, ['bands'])}
          columns={[fromColumn(say('fromFigure')), valueColumn(say('coefficient'))]}
          blank={() => ({ from: '', value: '' })}
          onChange={(bands, step) => onChange(put(json, [...path, 'bands'], [...bands]), step)}
        />
      )}
      {kind === 'values' && (
        <EditTable
          caption={say('coefficientNo', { number: index + 1 })}
          rows={Object.entries(isObject(own) && isObject(own.values) ? own.values : {}).map(([word, value]) => ({
            word,
            value: String(value ?? ''),
          }))}
          columns={[
            { key: 'word', title: say('valueWord'), text: (row) => row.word, write: (row, word) => ({ ...row, word }) },
            {
              key: 'value',
              title: say('coefficient'),
              figures: true,
              text: (row) => row.value,
              write: (row, text) => ({ ...row, value: plainNumber(text) }),
            },
          ]}
          blank={() => ({ word: '', value: '' })}
          onChange={(rows, step) =>
            onChange(put(json, [...path, 'values'], Object.fromEntries(rows.map(({ word, value }) => [word, value]))), step)
          }
        />
      )}
      <div>
        <Button
          danger
          onClick={() =>
            onChange(
              put(
                json,
                [...version, 'coefficients'],
                list.filter((_, place) => place !== index),
              ),
            )
          }
        >
          {say('removeCoefficient', { number: index + 1 })}
        </Button>
      </div>
    </fieldset>
  )
}

function valueColumn(title: string): EditColumn<JsonObject> {
  return {
    ...{ key: 'value', title, figures: true },
    text: (row) => textAt(row, ['value']),
    write: (row, text) => ({ ...row, value: plainNumber(text) }),
    isWrong: (row) => !isDecimal(textAt(row, ['value'])),
  }
}
