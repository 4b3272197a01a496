import { Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { ANSWER } from './answer-words.ts'
import { useItemName } from './item-name.ts'
import type { KpiHead, Sheet, SheetPart } from './queries.ts'

export type ObjectionItem = KpiHead['kpi'] | SheetPart['modules'][number]['module']

interface ObjectionDialogProps {
  readonly open: boolean
  readonly sheet: Sheet
  readonly part: SheetPart
  readonly isPending: boolean
  readonly problem: ReactNode
  readonly onCancel: () => void
  readonly onSend: (item: ObjectionItem | undefined, text: string) => void
}

/** Asks which item an objection is to and what is wrong with it. What was written stays when it is closed by mistake. */
export function ObjectionDialog({ open, sheet, part, isPending, problem, onCancel, onSend }: ObjectionDialogProps) {
  const say = useWords(ANSWER)
  const common = useWords(COMMON)
  const nameOf = useItemName(sheet.kpis)
  const id = useId()
  const [item, setItem] = useState('')
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const isMissing = text.trim() === ''
  const items: readonly ObjectionItem[] =
    part.kind === 'service' ? part.modules.map(({ module }) => module) : part.figures.map(({ kpi }) => kpi)
  const send = () => {
    setTried(true)
    const chosen = items.find((each) => each === item)
    if (!isMissing) onSend(chosen, text.trim())
  }
  return (
    <Modal
      open={open}
      title={say('objectTitle')}
      okText={say('send')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={send}
      onCancel={onCancel}
    >
      <div className="stack">
        <div className="field">
          <label htmlFor={`${id}-item`}>{say('item')}</label>
          <select id={`${id}-item`} className="plain-select" value={item} onChange={(event) => setItem(event.target.value)}>
            <option value="">{say('whole')}</option>
            {items.map((each) => (
              <option key={each} value={each}>
                {nameOf(each)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-text`}>{say('words')}</label>
          <Input.TextArea
            id={`${id}-text`}
            rows={5}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            status={isTried && isMissing ? 'error' : ''}
            aria-invalid={isTried && isMissing}
            aria-describedby={`${id}-hint`}
          />
          <div className="hint" id={`${id}-hint`}>
            {say('wordsHint')}
          </div>
          {isTried && isMissing && (
            <div className="wrong" role="alert">
              {say('wordsNeeded')}
            </div>
          )}
        </div>
        {problem}
      </div>
    </Modal>
  )
}
