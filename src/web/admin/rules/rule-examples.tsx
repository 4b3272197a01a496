import { ClauseLink } from '../../parts/clause-link.tsx'
import { decimal } from '../../parts/format.ts'
import { Section } from '../../parts/page.tsx'
import { Tag } from '../../parts/tag.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { language } from '../../words/language.ts'
import { useWords } from '../../words/words.ts'
import type { RuleExample, RuleVersion } from './rule-queries.ts'
import { RULES } from './rule-words.ts'

/** The worked examples 例题 of a version: what the file says beside what comes out now. */
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
    <article className={equal ? 'example' : 'example differs'}>
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
        {inputs.map(({ name: input, title, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the scores of a split have one name and keep their order.
          <li key={`${input} ${index}`}>
            <span>{inLanguage(title)}</span>
            <span className="figures">{value === null ? say('notApplicable') : decimal(value)}</span>
          </li>
        ))}
      </ul>
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

const SHOWN = ['value', 'shares', 'numerator', 'denominator'] as const

function ExampleFigures({ example: { figures } }: { example: RuleExample }) {
  const say = useWords(RULES)
  const shown = figures.flatMap((figure) => {
    const what = SHOWN.find((each) => each === figure.what)
    return what ? [{ ...figure, what }] : []
  })
  return (
    <div className="plain-table">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{say('result')}</span>
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
          {shown.map(({ what, expected, actual, equal: isSame }) => (
            <tr key={what}>
              <th scope="row">{say(what === 'value' ? 'result' : what)}</th>
              <td className="figures">{written(expected) ?? say('notApplicable')}</td>
              <td className="figures">
                {isSame ? (written(actual) ?? say('notApplicable')) : <strong>{written(actual) ?? say('notApplicable')}</strong>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Shares are several figures with commas between them. */
function written(text: string | null): string | undefined {
  return text === null ? undefined : text.split(', ').map(decimal).join(' · ')
}
