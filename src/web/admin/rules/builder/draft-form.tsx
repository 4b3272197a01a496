import { Button, Input } from 'antd'
import { useState } from 'react'
import { Notice } from '../../../parts/notice.tsx'
import { Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'
import type { RuleParts } from './draft-queries.ts'
import { GradesForm } from './grades-form.tsx'
import { HeadingPart } from './heading-part.tsx'
import { MeasureForm } from './measure-form.tsx'
import { PlanForm } from './plan-form.tsx'
import { type JsonObject, jsonOf, listAt, textAt, textOf } from './rule-json.ts'

interface DraftFormProps {
  readonly text: string
  readonly parts: RuleParts
  readonly onChange: (text: string, step?: string) => void
}

/** The forms of a draft by its kind, and its file for whoever asks for it; what has no form is written in its file. */
export function DraftForm({ text, parts, onChange }: DraftFormProps) {
  const say = useWords(BUILDER)
  const json = jsonOf(text)
  const kind = textAt(json, ['kind'])
  const hasForm = ['commission', 'grades', 'measure'].includes(kind)
  const versions = listAt(json, ['versions'])
  const change = (next: JsonObject, step?: string) => onChange(textOf(next), step)
  const version = ['versions', Math.max(0, versions.length - 1)]
  return (
    <>
      {json && versions.length > 0 && <HeadingPart json={json} version={version} onChange={change} />}
      {json && kind === 'commission' && <PlanForm json={json} version={version} parts={parts} onChange={change} />}
      {json && kind === 'grades' && <GradesForm json={json} version={version} parts={parts} onChange={change} />}
      {json && kind === 'measure' && <MeasureForm json={json} version={version} parts={parts} onChange={change} />}
      {!json && <Notice kind="bad">{say('noJson')}</Notice>}
      <FileText text={text} isNeeded={!hasForm} onChange={onChange} />
    </>
  )
}

function FileText({ text, isNeeded, onChange }: Pick<DraftFormProps, 'text' | 'onChange'> & { isNeeded: boolean }) {
  const say = useWords(BUILDER)
  const [isAsked, setAsked] = useState(false)
  const isShown = isAsked || isNeeded
  return (
    <Section
      title={say('file')}
      actions={
        !isNeeded && (
          <Button aria-expanded={isShown} onClick={() => setAsked(!isAsked)}>
            {say(isShown ? 'hideFile' : 'showFile')}
          </Button>
        )
      }
    >
      {isNeeded && <p className="quiet">{say('fileNeeded')}</p>}
      {isShown && (
        <Input.TextArea
          aria-label={say('file')}
          className="rule-file"
          autoSize={{ minRows: 12, maxRows: 40 }}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.target.value, 'file')}
        />
      )}
    </Section>
  )
}
