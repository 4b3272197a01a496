import { ClauseLink } from '../../parts/clause-link.tsx'
import { decimal } from '../../parts/format.ts'
import { Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { language } from '../../words/language.ts'
import { useWords } from '../../words/words.ts'
import type { RuleExample, RuleVersion } from './rule-queries.ts'
import { RULES } from './rule-words.ts'

/** The worked examples 算例 of a version: what the file says beside what comes out now. */
export function RuleExamples({ version }: { version: RuleVersion }) {
  const say = useWords(RULES)
  const differing = version.examples.filter(({ equal }) => !equal).length
  const tag =
    differing === 0 ? (
      <Tag kind="good">{say('allEqual', { count: version.examples.length })}</Tag>
    ) : (
      <Tag kind="bad">{say('someDiffer', { count: differing })}</Tag>
    )
  return (
    <Section title={say('examples')} actions={tag}>
      <div className="examples">
        {version.examples.map((example, index) => (
          <Example key={example.name} example={example} number={index + 1} />
        ))}
      </div>
    </Section>
  )
}

function Example({ example, number }: { example: RuleExample; number: number }) {
  const say = useWords(RULES)
  const { name, clauses, chosen, inputs, decision, reason, equal, problems } = example
  return (
    <article className={['example', equal ? '' : 'differs', example.records.length > 0 ? 'wide' : ''].filter(Boolean).join(' ')}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h3>{say('example', { number })}</h3>
        <span className="row">
          <Tag kind={equal ? 'good' : 'bad'}>{say(equal ? 'equal' : 'differs')}</Tag>
          {clauses.map((clause) => (
            <ClauseLink key={clause} clause={clause} />
          ))}
        </span>
      </div>
      {language() === 'en' ? <p className="quiet">{name}</p> : decision && <p className="quiet">{inLanguage(decision)}</p>}
      {chosen.length > 0 && (
        <ul>
          {chosen.map(({ title, value }) => (
            <li key={title.en} className="quiet">
              <span>{inLanguage(title)}</span>
              <span>{inLanguage(value)}</span>
            </li>
          ))}
        </ul>
      )}
      <ul aria-label={say('given')}>
        {inputs
          .filter(({ name: input }) => input !== 'score')
          .map(({ name: input, title, value }) => (
            <li key={input}>
              <span>{inLanguage(title)}</span>
              <span className="figures">{value === null ? say('notApplicable') : decimal(value)}</span>
            </li>
          ))}
      </ul>
      <ExampleRecords records={example.records} />
      <ExampleFigures example={example} />
      {reason && <p className="quiet">{inLanguage(reason)}</p>}
      {problems.map((problem) => (
        <p key={problem.en} className="wrong">
          {inLanguage(problem)}
        </p>
      ))}
    </article>
  )
}

/** The records that an example of a measure counts; a column for every field that one of them names. */
function ExampleRecords({ records }: Pick<RuleExample, 'records'>) {
  const say = useWords(RULES)
  if (records.length === 0) return null
  const fields = new Map(records.flat().map(({ name, title }) => [name, title]))
  const rows = records.map((record, index) => ({ index, values: new Map(record.map(({ name, value }) => [name, value])) }))
  const columns = [...fields].map(([name, title], place) => ({
    key: name,
    title: inLanguage(title),
    head: place === 0,
    cell: ({ values }: (typeof rows)[number]) => {
      const value = values.get(name)
      return value ? inLanguage(value) : '—'
    },
  }))
  return <PlainTable caption={say('records')} columns={columns} rows={rows} keyOf={({ index }) => index} />
}

const SHOWN = ['value', 'numerator', 'denominator', 'amount', 'reserve', 'paid', 'balanceAfter', 'grade'] as const

interface FigureLine {
  readonly label: string
  readonly expected: string | null
  readonly actual: string | null
}

function ExampleFigures({ example: { figures, inputs } }: { example: RuleExample }) {
  const say = useWords(RULES)
  const lines = figures.flatMap((figure): FigureLine[] => {
    if (figure.what === 'shares') return shareLines(figure, inputs)
    if (figure.what === 'bands') return bandLines(figure, (number) => say('tier', { number }))
    const what = SHOWN.find((each) => each === figure.what)
    return what ? [{ label: say(what === 'value' ? 'result' : what), expected: figure.expected, actual: figure.actual }] : []
  })
  const text = (value: string | null) => (value === null ? say('notApplicable') : decimal(value))
  return (
    <div className="plain-table">
      <table>
        <thead>
          <tr>
            <th scope="col">
              {figures.some(({ what }) => what === 'shares') ? say('score') : <span className="sr-only">{say('result')}</span>}
            </th>
            <th scope="col" className="figures">
              {say('expected')}
            </th>
            <th scope="col" className="figures">
              {say('actual')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, expected, actual }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people can have the same score, and keep their order.
            <tr key={index}>
              <th scope="row">{label}</th>
              <td className="figures">{text(expected)}</td>
              <td className="figures">{expected === actual ? text(actual) : <strong>{text(actual)}</strong>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A split has a share for each score, in their order. */
function shareLines({ expected, actual }: RuleExample['figures'][number], inputs: RuleExample['inputs']): FigureLine[] {
  const [wanted, found] = [expected?.split(', ') ?? [], actual?.split(', ') ?? []]
  const scores = inputs.filter(({ name }) => name === 'score')
  return scores.map(({ value }, index) => ({ label: decimal(value), expected: wanted[index] ?? null, actual: found[index] ?? null }))
}

/** What each tier gives, in their order. */
function bandLines({ expected, actual }: RuleExample['figures'][number], label: (number: number) => string): FigureLine[] {
  const [wanted, found] = [expected?.split(', ') ?? [], actual?.split(', ') ?? []]
  const longer = wanted.length > found.length ? wanted : found
  return longer.map((_, index) => ({ label: label(index + 1), expected: wanted[index] ?? null, actual: found[index] ?? null }))
}
