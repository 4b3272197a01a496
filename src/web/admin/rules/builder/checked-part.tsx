import type { UseQueryResult } from '@tanstack/react-query'
import { ProblemNotice } from '../../../parts/notice.tsx'
import { Section } from '../../../parts/page.tsx'
import { Tag } from '../../../parts/tag.tsx'
import { inLanguage } from '../../../words/in-language.ts'
import { useWords } from '../../../words/words.ts'
import { RuleExamples } from '../rule-examples.tsx'
import { RuleText } from '../rule-text.tsx'
import { BUILDER } from './builder-words.ts'
import type { Checked } from './draft-queries.ts'

interface CheckedPartProps {
  readonly check: UseQueryResult<Checked>
  /** Whether what is shown is of what stands in the form. */
  readonly isNow: boolean
}

/** What is wrong with the draft as it stands, and how everybody will read it. */
export function CheckedPart({ check, isNow }: CheckedPartProps) {
  const say = useWords(BUILDER)
  const { data } = check
  const count = data?.problems.length ?? 0
  const tag = !isNow ? (
    <Tag>{say('checking')}</Tag>
  ) : count > 0 ? (
    <Tag kind="bad">{say('wrong', { count })}</Tag>
  ) : (
    <Tag kind="good">{say('sound')}</Tag>
  )
  const shown = data?.rule?.versions.at(-1)
  return (
    <>
      <Section title={say('check')} actions={<span role="status">{tag}</span>}>
        <ProblemNotice problem={check.error} />
        {count > 0 && (
          <ul className="builder-problems">
            {data?.problems.map(({ code, path, words }) => (
              <li key={`${code} ${path} ${words.en}`} className="wrong">
                {inLanguage(words)}
              </li>
            ))}
          </ul>
        )}
        {count === 0 && isNow && <p>{say('soundLead')}</p>}
      </Section>
      {data?.rule && shown && (
        <>
          <h2>{say('asRead')}</h2>
          <RuleText rule={data.rule} version={shown} />
          <RuleExamples version={shown} />
        </>
      )}
    </>
  )
}
