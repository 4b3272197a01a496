import { Checkbox, Select } from 'antd'
import { useId } from 'react'
import { useWords } from '../words/words.ts'
import type { TableInfo } from './api.ts'
import { hasNumber, type SheetDraft } from './mapping-draft.ts'
import { MAPPING_WORDS } from './mapping-words.ts'

interface MadeOfProps {
  readonly draft: SheetDraft
  readonly table: TableInfo
  readonly onChange: (draft: SheetDraft) => void
}

/** Which headers a record's number is made of where no column holds one, and whether merged cells are filled down. */
export function MadeOf({ draft, table, onChange }: MadeOfProps) {
  const say = useWords(MAPPING_WORDS)
  const id = useId()
  const isMade = table.columns.some(({ key }) => key === 'number' || key === 'slip') && !hasNumber(draft.columns)
  return (
    <>
      {isMade && (
        <div className="field" style={{ maxWidth: 640 }}>
          <label htmlFor={`${id}-key`}>{say('madeOf')}</label>
          <Select
            id={`${id}-key`}
            mode="multiple"
            placeholder={say('madeOfNothing')}
            value={[...(draft.made ?? [])]}
            options={draft.inspected.columns.map(({ header }) => ({ value: header, label: header }))}
            onChange={(made: string[]) => onChange({ ...draft, made })}
          />
        </div>
      )}
      <div className="row">
        <Checkbox checked={draft.fill === true} onChange={(event) => onChange({ ...draft, fill: event.target.checked || undefined })}>
          {say('fillDown')}
        </Checkbox>
      </div>
    </>
  )
}
