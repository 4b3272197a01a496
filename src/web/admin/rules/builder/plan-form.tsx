import { Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'
import { CoefficientsPart } from './coefficients-part.tsx'
import type { RuleParts } from './draft-queries.ts'
import { type EditColumn, EditTable } from './edit-table.tsx'
import { ChoiceField, FieldGrid, type FormPart, ListField, optionsOf } from './fields.tsx'
import { fractionDigits, isDecimal, percentDigits, plainNumber } from './percent-digits.ts'
import { PlanExamples } from './plan-examples.tsx'
import { PlanTerms } from './plan-terms.tsx'
import { type JsonObject, listAt, type Path, put, textAt, textsAt } from './rule-json.ts'

export interface PlanPart extends FormPart {
  readonly parts: RuleParts
  /** Where the version that is edited stands in the file. */
  readonly version: Path
}

/** The form of a commission plan 提成方案: whom, what of, tiers, coefficients, terms, examples. */
export function PlanForm(props: PlanPart) {
  return (
    <>
      <WhomAndBase {...props} />
      <Tiers {...props} />
      <CoefficientsPart {...props} />
      <PlanTerms {...props} />
      <PlanExamples {...props} />
    </>
  )
}

export function WhomPart({ json, onChange, parts, version }: PlanPart) {
  const say = useWords(BUILDER)
  const people = [...version, 'people']
  const list = (key: string, codes: readonly string[]) => {
    onChange(put(json, [...people, key], codes.length === 0 ? undefined : codes), `people.${key}`)
  }
  return (
    <>
      <ChoiceField
        label={say('position')}
        value={textAt(json, [...people, 'position'])}
        options={optionsOf(parts.positions)}
        onChange={(position) => onChange(put(json, [...people, 'position'], position))}
      />
      <ListField
        label={say('regions')}
        hint={say('regionsHint')}
        value={textsAt(json, [...people, 'regions'])}
        onChange={(codes) => list('regions', codes)}
      />
      <ListField
        label={say('employees')}
        hint={say('employeesHint')}
        value={textsAt(json, [...people, 'employees'])}
        onChange={(codes) => list('employees', codes)}
      />
    </>
  )
}

function WhomAndBase(props: PlanPart) {
  const { json, onChange, parts, version } = props
  const say = useWords(BUILDER)
  const base = [...version, 'base']
  return (
    <Section title={say('whomAndBase')}>
      <FieldGrid>
        <WhomPart {...props} />
        <ChoiceField
          label={say('base')}
          value={baseKey(json, base)}
          options={[
            ...(['orders', 'collections'] as const).flatMap((table) => [
              { value: `documents ${table} period`, label: say(table === 'orders' ? 'ordersByPeriod' : 'collectionsByPeriod') },
              { value: `documents ${table} document`, label: say(table === 'orders' ? 'ordersByDocument' : 'collectionsByDocument') },
              { value: `region ${table} included`, label: say(table === 'orders' ? 'regionOrders' : 'regionCollections') },
              { value: `region ${table} excluded`, label: say(table === 'orders' ? 'regionOrdersOnly' : 'regionCollectionsOnly') },
            ]),
            ...optionsOf(parts.measures.filter(({ unit }) => unit === 'yuan')).map(({ value, label }) => ({
              value: `measure ${value}`,
              label,
            })),
          ]}
          onChange={(key) => onChange(withBase(json, version, key))}
        />
      </FieldGrid>
    </Section>
  )
}

function baseKey(json: JsonObject, base: Path): string {
  const part = (name: string) => textAt(json, [...base, name])
  if (part('of') === 'measure') return `measure ${part('measure')}`
  return `${part('of')} ${part('table')} ${part('of') === 'region' ? part('own') : part('paid')}`
}

/** Another base, and with it where refunds can go back to: only receipts summed up over the period know the one that earned them. */
function withBase(json: JsonObject, version: Path, key: string): JsonObject {
  const [of = '', what = '', how = ''] = key.split(' ')
  const base = of === 'measure' ? { of, measure: what } : of === 'region' ? { of, table: what, own: how } : { of, table: what, paid: how }
  const next = put(json, [...version, 'base'], base)
  return key === 'documents collections period' ? next : put(next, [...version, 'refunds'], 'currentPeriod')
}

function Tiers({ json, onChange, parts, version }: PlanPart) {
  const say = useWords(BUILDER)
  const tiers = [...version, 'tiers']
  const rows = listAt(json, [...tiers, 'bands'])
  const mode = textAt(json, [...tiers, 'mode'])
  const columns: EditColumn<JsonObject>[] = [
    fromColumn(say('from')),
    {
      ...{ key: 'rate', title: say('ratePercent'), figures: true },
      text: (row) => percentDigits(textAt(row, ['rate'])),
      write: (row, text) => ({ ...row, rate: fractionDigits(text) }),
      isWrong: (row) => !isDecimal(textAt(row, ['rate'])),
    },
  ]
  return (
    <Section title={say('tiers')}>
      <FieldGrid>
        <ChoiceField
          label={say('mode')}
          value={mode}
          options={(['marginal', 'whole'] as const).map((value) => ({ value, label: say(value) }))}
          onChange={(value) => {
            const next = put(json, [...tiers, 'mode'], value)
            onChange(value === 'marginal' ? put(next, [...tiers, 'by'], undefined) : next)
          }}
        />
        {mode === 'whole' && (
          <ChoiceField
            label={say('tierBy')}
            value={textAt(json, [...tiers, 'by'])}
            options={[{ value: '', label: say('byBase') }, { value: 'points', label: say('byPoints') }, ...optionsOf(parts.kpis)]}
            onChange={(by) => onChange(put(json, [...tiers, 'by'], by === '' ? undefined : by))}
          />
        )}
      </FieldGrid>
      <p className="quiet">{say('tiersHint')}</p>
      <EditTable
        caption={say('tiers')}
        rows={rows}
        columns={columns}
        blank={() => ({ from: '', rate: '' })}
        onChange={(bands, step) => onChange(put(json, [...tiers, 'bands'], [...bands]), step)}
      />
    </Section>
  )
}

/** Where a half-open band begins; only the first may be open below, and each begins above the one before. */
export function fromColumn(title: string): EditColumn<JsonObject> {
  return {
    ...{ key: 'from', title, figures: true },
    text: (row) => textAt(row, ['from']),
    write: (row, text) => {
      const { from: _, ...rest } = row
      const from = plainNumber(text)
      return from === '' ? rest : { from, ...rest }
    },
    isWrong: (row, index) => (textAt(row, ['from']) === '' ? index > 0 : !isDecimal(textAt(row, ['from']))),
  }
}
