import { Select } from 'antd'
import { useId } from 'react'
import { useWords } from '../words/words.ts'
import type { SheetDraft } from './mapping-draft.ts'
import { REPORT_WORDS } from './report-sheet-words.ts'

/** Whether a report's counts of lateness have those of serious lateness in them. */
export function LateCounts({ draft, onChange }: { draft: SheetDraft; onChange: (draft: SheetDraft) => void }) {
  const say = useWords(REPORT_WORDS)
  const id = useId()
  const { lateCounts } = draft.inspected
  return (
    <div className="field" style={{ maxWidth: 640 }}>
      <label htmlFor={`${id}-late`}>{say('late')}</label>
      {lateCounts !== null && <p className="quiet">{say('lateFound', { found: lateCounts })}</p>}
      <Select
        id={`${id}-late`}
        value={draft.forms?.late ?? null}
        placeholder={say('lateUnsaid')}
        options={(['separate', 'contains'] as const).map((value) => ({ value, label: say(value) }))}
        onChange={(late: 'separate' | 'contains') => onChange({ ...draft, forms: { ...draft.forms, late } })}
      />
    </div>
  )
}
