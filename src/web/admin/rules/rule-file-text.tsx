import { Button } from 'antd'
import { useState } from 'react'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/words.ts'
import type { Rule } from './rule-queries.ts'
import { RULES } from './rule-words.ts'

/** The rule file as it is, for whoever asks for it. */
export function RuleFileText({ file: { path, text } }: Pick<Rule, 'file'>) {
  const say = useWords(RULES)
  const [isShown, setShown] = useState(false)
  return (
    <Section
      title={say('ruleFile')}
      actions={
        <Button aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {say(isShown ? 'hideFile' : 'showFile')}
        </Button>
      }
    >
      <p className="quiet">{path}</p>
      {isShown && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 for what scrolls sideways.
        <pre className="rule-file" tabIndex={0}>
          {text}
        </pre>
      )}
    </Section>
  )
}
