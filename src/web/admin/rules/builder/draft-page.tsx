import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useBlocker } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { ProblemNotice } from '../../../parts/notice.tsx'
import { Loaded, Page } from '../../../parts/page.tsx'
import { ReasonDialog } from '../../../parts/reason-dialog.tsx'
import { inLanguage } from '../../../words/in-language.ts'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'
import { CheckedPart } from './checked-part.tsx'
import { DraftForm } from './draft-form.tsx'
import { checkQuery, type Draft, discardDraft, draftQuery, partsQuery, publishDraft, saveDraft } from './draft-queries.ts'
import { MeasurePreview } from './measure-preview.tsx'
import { jsonOf, textAt } from './rule-json.ts'
import { TriedDraft, TriedSummary, useTried } from './tried-draft.tsx'
import { useHistory } from './use-history.ts'
import { useLater } from './use-later.ts'
import '../rules.css'
import './builder.css'

const route = getRouteApi('/shell/rules/$rule/draft')

/** The draft 草稿 of a rule: written in forms, checked as it is written, published from a day on. */
export function RuleDraftPage() {
  const say = useWords(BUILDER)
  const { rule } = route.useParams()
  const query = useQuery(draftQuery(rule))
  return (
    <Loaded query={query} rows={14}>
      {(draft) => (
        <Page
          title={say('draftOf', { title: titleOf(draft.body.text) || rule })}
          lead={say('draftLead')}
          actions={<Link to="/rules">{say('toRules')}</Link>}
        >
          <Editor key={rule} rule={rule} draft={draft} />
        </Page>
      )}
    </Loaded>
  )
}

function titleOf(text: string): string {
  const title = jsonOf(text)?.title
  if (typeof title !== 'object' || title === null || !('zh' in title)) return ''
  return inLanguage({ zh: String(title.zh ?? ''), en: String(title.en ?? '') })
}

const CHECKED_AFTER_MS = 300

function Editor({ rule, draft }: { rule: string; draft: Draft }) {
  const say = useWords(BUILDER)
  const client = useQueryClient()
  const navigate = route.useNavigate()
  const { value: text, change, undo, redo, canUndo, canRedo } = useHistory(draft.body.text)
  const [kept, setKept] = useState({ text: draft.body.text, version: draft.version })
  const [isPublishing, setPublishing] = useState(false)
  const [isDiscarding, setDiscarding] = useState(false)
  const settled = useLater(text, CHECKED_AFTER_MS)
  const check = useQuery({ ...checkQuery(rule, settled), placeholderData: (before) => before })
  const parts = useQuery(partsQuery)
  const keep = async () => {
    if (kept.text === text) return kept.version
    const version = await saveDraft(rule, text, kept.version)
    setKept({ text, version })
    return version
  }
  const { file } = draft.body
  const tried = useTried(file, text)
  const seen = tried.whatIf?.state === 'done' ? tried.whatIf : undefined
  const mustBeTried = file.startsWith('pay/') && tried.canTry && !seen
  const save = useMutation({ mutationFn: keep })
  const publish = useMutation({
    mutationFn: async (reason: string) => publishDraft(rule, { reason, whatIf: seen?.id }, await keep()),
    onSuccess: async () => {
      await Promise.all(['rules', 'policies', 'rule-parts', 'settings'].map((name) => client.invalidateQueries({ queryKey: [name] })))
      client.removeQueries({ queryKey: ['rule-drafts'] })
      await navigate({ to: '/rules/$rule', params: { rule } })
    },
  })
  const discard = useMutation({
    mutationFn: () => discardDraft(rule),
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['rule-drafts'] })
      await navigate({ to: '/rules' })
    },
  })
  const shortcuts = (key: string, isShift: boolean) => (key === 's' ? save.mutate() : key === 'y' || isShift ? redo() : undo())
  useShortcuts(shortcuts)
  const isLost = kept.text !== text && !publish.isPending && !discard.isPending
  useBlocker({ shouldBlockFn: () => isLost && !window.confirm(say('leaveUnsaved')), enableBeforeUnload: () => isLost })
  const isChecked = settled === text && check.isSuccess && !check.isFetching
  const isSound = isChecked && check.data.problems.length === 0
  return (
    <>
      <div className="row builder-bar">
        <Button onClick={undo} disabled={!canUndo} aria-keyshortcuts="Control+Z">
          {say('undo')}
        </Button>
        <Button onClick={redo} disabled={!canRedo} aria-keyshortcuts="Control+Y">
          {say('redo')}
        </Button>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={kept.text === text} aria-keyshortcuts="Control+S">
          {say(kept.text === text ? 'saved' : 'saveDraft')}
        </Button>
        <Button type="primary" disabled={!isSound || mustBeTried} onClick={() => setPublishing(true)}>
          {say('publish')}
        </Button>
        <Button danger onClick={() => setDiscarding(true)}>
          {say('discard')}
        </Button>
      </div>
      <ProblemNotice problem={save.error} />
      <Loaded query={parts}>{(found) => <DraftForm text={text} parts={found} onChange={change} />}</Loaded>
      {isSound && parts.data && textAt(jsonOf(text), ['kind']) === 'measure' && (
        <MeasurePreview rule={rule} text={settled} parts={parts.data} />
      )}
      <CheckedPart check={check} isNow={isChecked} />
      <TriedDraft title={titleOf(text) || rule} file={file} text={text} tried={tried} isSound={isSound} />
      <Modal
        open={isDiscarding}
        title={say('discard')}
        okText={say('discard')}
        cancelText={say('keepDraft')}
        okButtonProps={{ danger: true, loading: discard.isPending }}
        onCancel={() => setDiscarding(false)}
        onOk={() => discard.mutate()}
      >
        <p>{say('discardLead')}</p>
        <ProblemNotice problem={discard.error} />
      </Modal>
      <ReasonDialog
        open={isPublishing}
        title={say('publishTitle')}
        confirmLabel={say('publish')}
        isPending={publish.isPending}
        problem={publish.error}
        onCancel={() => setPublishing(false)}
        onConfirm={(reason) => publish.mutate(reason)}
      >
        <p>{say('publishLead')}</p>
        {seen && (
          <>
            <p className="quiet">{say('seen')}</p>
            <TriedSummary whatIf={seen} />
          </>
        )}
      </ReasonDialog>
    </>
  )
}

/** Control with S, Z and Y, whatever is focused. */
function useShortcuts(run: (key: string, isShift: boolean) => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !['s', 'z', 'y'].includes(key)) return
      event.preventDefault()
      run(key, event.shiftKey)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
