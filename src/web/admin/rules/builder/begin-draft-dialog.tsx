import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { companyDay } from '../../../api/company.ts'
import { ProblemNotice } from '../../../parts/notice.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { COMMON } from '../../../words/common.ts'
import { useWords } from '../../../words/words.ts'
import type { Rule } from '../rule-queries.ts'
import { BUILDER } from './builder-words.ts'
import { beginDraft } from './draft-queries.ts'

interface BeginProps {
  readonly rule: Pick<Rule, 'id' | 'key' | 'kind' | 'title'>
  /** Whether another rule is made of it; otherwise it is a new version of itself. */
  readonly isCopy: boolean
  readonly onClose: () => void
}

/** Begins a draft: under which id and title, and from which day on. */
export function BeginDraftDialog({ rule, isCopy, onClose }: BeginProps) {
  const say = useWords(BUILDER)
  const common = useWords(COMMON)
  const navigate = useNavigate()
  const dayId = useId()
  const prefix = rule.id.slice(0, rule.id.lastIndexOf('.') + 1)
  const [id, setId] = useState(prefix)
  const [key, setKey] = useState('')
  const [title, setTitle] = useState<{ zh: string; en: string }>({ zh: '', en: '' })
  const [effectiveFrom, setFrom] = useState(() => `${companyDay().slice(0, 7)}-01`)
  const [isTried, setTried] = useState(false)
  const hasKey = rule.key !== null
  const needed = (text: string) => (isTried && text.trim() === '' ? say('needed') : undefined)
  const isWhole = !isCopy || (id !== prefix && title.zh.trim() !== '' && title.en.trim() !== '' && (!hasKey || key.trim() !== ''))
  const begin = useMutation({
    mutationFn: () => {
      const copy = isCopy ? { rule: id.trim(), title, ...(hasKey ? { key: key.trim() } : {}) } : { rule: rule.id }
      return beginDraft({ from: rule.id, effectiveFrom, ...copy })
    },
    onSuccess: (draft) => navigate({ to: '/rules/$rule/draft', params: { rule: draft.rule } }),
  })
  return (
    <Modal
      open
      title={say(isCopy ? 'copyTitle' : 'versionTitle')}
      okText={say('begin')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: begin.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (isWhole) begin.mutate()
      }}
    >
      <div className="stack">
        {isCopy && (
          <>
            <TextField
              label={say('id')}
              value={id}
              hint={say('idHint', { prefix })}
              wrong={isTried && id === prefix ? say('needed') : undefined}
              onChange={setId}
              autoFocus
            />
            {hasKey && <TextField label={say('key')} value={key} hint={say('keyHint')} wrong={needed(key)} onChange={setKey} />}
            <TextField label={say('titleZh')} value={title.zh} wrong={needed(title.zh)} onChange={(zh) => setTitle({ ...title, zh })} />
            <TextField label={say('titleEn')} value={title.en} wrong={needed(title.en)} onChange={(en) => setTitle({ ...title, en })} />
          </>
        )}
        <div className="field">
          <label htmlFor={dayId}>{say('effectiveFrom')}</label>
          <Input id={dayId} type="date" value={effectiveFrom} style={{ maxWidth: 200 }} onChange={(event) => setFrom(event.target.value)} />
          <div className="hint">{say('effectiveHint')}</div>
        </div>
        <ProblemNotice problem={begin.error} />
      </div>
    </Modal>
  )
}
