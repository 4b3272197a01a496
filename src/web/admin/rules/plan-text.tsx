import { ClauseLink } from '../../parts/clause-link.tsx'
import { decimal, percent } from '../../parts/format.ts'
import { Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import type { RuleVersion } from './rule-queries.ts'
import { RULES } from './rule-words.ts'

type Plan = NonNullable<RuleVersion['plan']>
type Row = Plan['rows'][number]

/** A version of a pay plan 薪酬方案 in words and tables. */
export function PlanText({ plan }: { plan: Plan }) {
  const say = useWords(RULES)
  const { people, base, mode, rows, rowsAre, clause, coefficients, terms } = plan
  return (
    <>
      <Section title={say('howPaid')}>
        <dl className="facts">
          <dt>{say('whom')}</dt>
          <dd>{inLanguage(people)}</dd>
          <dt>{say('base')}</dt>
          <dd>{inLanguage(base)}</dd>
          <dt>{say('mode')}</dt>
          <dd>
            {inLanguage(mode)} · <ClauseLink clause={clause} />
          </dd>
        </dl>
        <Rows
          caption={say(rowsAre === 'rates' ? 'tiers' : 'grades')}
          title={say(rowsAre === 'rates' ? 'rate' : 'coefficient')}
          rows={rows}
          isRate={rowsAre === 'rates'}
        />
      </Section>
      {coefficients.map(({ title, by, clause: cited, rows: own }) => (
        <Section key={title.en} title={inLanguage(title)}>
          <p className="quiet">
            {say('coefficientBy', { by: inLanguage(by) })} · <ClauseLink clause={cited} />
          </p>
          <Rows caption={inLanguage(title)} title={say('coefficient')} rows={own} isRate={false} />
        </Section>
      ))}
      {terms.length > 0 && (
        <Section title={say('terms')}>
          <dl className="facts">
            {terms.map(({ name, title, text }) => (
              <div key={name} className="fact-line">
                <dt>{inLanguage(title)}</dt>
                <dd>{inLanguage(text)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  )
}

function Rows({ caption, title, rows, isRate }: { caption: string; title: string; rows: readonly Row[]; isRate: boolean }) {
  return (
    <PlainTable
      caption={caption}
      rows={rows}
      keyOf={({ when }) => when.en}
      columns={[
        { key: 'when', title: caption, head: true, bare: true, cell: ({ when }) => inLanguage(when) },
        { key: 'value', title, figures: true, cell: ({ value }) => (value === '' ? '—' : isRate ? percent(value) : decimal(value)) },
      ]}
    />
  )
}

/** What a measure 计量 of the company's own counts. */
export function MeasureText({ counted, unit }: { counted: NonNullable<RuleVersion['counted']>; unit: string }) {
  const say = useWords(RULES)
  const { table, day, conditions, value, window } = counted
  return (
    <Section title={say('whatCounts')}>
      <dl className="facts">
        <dt>{say('table')}</dt>
        <dd>{inLanguage(table)}</dd>
        <dt>{say('conditions')}</dt>
        <dd>{conditions === null ? say('allAudited') : inLanguage(conditions)}</dd>
        <dt>{say('value')}</dt>
        <dd>
          {inLanguage(value)} ({unit})
        </dd>
        <dt>{say('window')}</dt>
        <dd>{say('windowBy', { window: inLanguage(window), day: inLanguage(day) })}</dd>
      </dl>
    </Section>
  )
}
