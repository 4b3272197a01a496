import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../../../api/session.ts'
import { Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import type { Rule } from '../rule-queries.ts'
import { BeginDraftDialog } from './begin-draft-dialog.tsx'
import { BUILDER } from './builder-words.ts'
import { draftsQuery } from './draft-queries.ts'

const COPIED: readonly Rule['kind'][] = ['measure', 'commission', 'grades', 'ratio']

/** What HR can do with a rule: draft a new version, copy it, or go on with its draft. */
export function DraftActions({ rule }: { rule: Rule }) {
  const say = useWords(BUILDER)
  const mayWrite = useSession().may('rule.write')
  const drafts = useQuery({ ...draftsQuery, enabled: mayWrite })
  const [begun, setBegun] = useState<'copy' | 'version'>()
  if (!mayWrite || !drafts.data) return null
  const hasDraft = drafts.data.items.some((draft) => draft.rule === rule.id)
  return (
    <>
      {hasDraft && (
        <Link to="/rules/$rule/draft" params={{ rule: rule.id }}>
          {say('openDraft')}
        </Link>
      )}
      {!hasDraft && !rule.template && <Button onClick={() => setBegun('version')}>{say('newVersion')}</Button>}
      {COPIED.includes(rule.kind) && (
        <Button type={rule.template ? 'primary' : 'default'} onClick={() => setBegun('copy')}>
          {say(rule.template ? 'copyTemplate' : 'copyRule')}
        </Button>
      )}
      {begun && <BeginDraftDialog rule={rule} isCopy={begun === 'copy'} onClose={() => setBegun(undefined)} />}
    </>
  )
}

/** The drafts that there are, above the rules. */
export function DraftList() {
  const say = useWords(BUILDER)
  const mayWrite = useSession().may('rule.write')
  const drafts = useQuery({ ...draftsQuery, enabled: mayWrite })
  const items = drafts.data?.items ?? []
  if (!mayWrite || items.length === 0) return null
  return (
    <Section title={say('drafts')}>
      <p className="quiet">{say('draftsLead')}</p>
      <ul className="builder-problems">
        {items.map(({ rule }) => (
          <li key={rule}>
            <Link to="/rules/$rule/draft" params={{ rule }}>
              {rule}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
