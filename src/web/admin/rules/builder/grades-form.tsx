import { Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'
import { EditTable } from './edit-table.tsx'
import { ChoiceField, FieldGrid } from './fields.tsx'
import { isDecimal, plainNumber } from './percent-digits.ts'
import { fromColumn, type PlanPart, WhomPart } from './plan-form.tsx'
import { type JsonObject, listAt, put, textAt } from './rule-json.ts'

/** The form of grades 等级 with performance pay 绩效工资; vetoes stay as the file has them. */
export function GradesForm(props: PlanPart) {
  const { json, onChange, version } = props
  const say = useWords(BUILDER)
  const number = (key: string, title: string) => ({
    ...{ key, title, figures: true },
    text: (row: JsonObject) => textAt(row, [key]),
    write: (row: JsonObject, text: string) => ({ ...row, [key]: plainNumber(text) }),
    isWrong: (row: JsonObject) => !isDecimal(textAt(row, [key])),
  })
  const word = (key: string, title: string) => ({
    ...{ key, title },
    text: (row: JsonObject) => textAt(row, [key]),
    write: (row: JsonObject, text: string) => ({ ...row, [key]: text }),
  })
  const clause = textAt(json, [...version, 'clause'])
  return (
    <>
      <Section title={say('whomAndBase')}>
        <FieldGrid>
          <WhomPart {...props} />
          <ChoiceField
            label={say('prorate')}
            value={textAt(json, [...version, 'prorate']) || 'calendarDays'}
            options={(['whole', 'calendarDays', 'workingDays'] as const).map((value) => ({ value, label: say(`prorate_${value}`) }))}
            onChange={(value) => onChange(put(json, [...version, 'prorate'], value))}
          />
        </FieldGrid>
      </Section>
      <Section title={say('grades')}>
        <EditTable
          caption={say('grades')}
          rows={listAt(json, [...version, 'grades'])}
          columns={[word('grade', say('grade')), fromColumn(say('fromPoints')), number('coefficient', say('coefficient'))]}
          blank={() => ({ grade: '', from: '', coefficient: '' })}
          onChange={(grades, step) => onChange(put(json, [...version, 'grades'], [...grades]), step)}
        />
      </Section>
      <Section title={say('examples')}>
        <p className="quiet">{say('examplesHint')}</p>
        <EditTable
          caption={say('examples')}
          rows={listAt(json, [...version, 'examples'])}
          columns={[
            ...[word('name', say('exampleName')), number('points', say('points')), number('base', say('payBase'))],
            ...[word('grade', say('grade')), number('amount', say('amount'))],
          ]}
          blank={(rows) => ({
            name: say('exampleNo', { number: rows.length + 1 }),
            source: clause,
            points: '',
            base: '',
            grade: '',
            amount: '',
          })}
          onChange={(examples, step) => onChange(put(json, [...version, 'examples'], [...examples]), step)}
        />
      </Section>
    </>
  )
}
