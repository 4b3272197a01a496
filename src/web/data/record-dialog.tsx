import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { ApiProblem, type ProblemEntry } from '../api/problem.ts'
import { answer, ifMatch } from '../api/resource.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { COMMON } from '../words/common.ts'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { records, type TableInfo } from './api.ts'
import type { CellValue } from './cell-view.tsx'
import { AS_PROPOSED, HeldFromField, heldFromOf } from './held-from.tsx'
import { type Draft, draftOf, RecordFields } from './record-form.tsx'
import { RECORD_WORDS } from './record-words.ts'

export interface EditedRecord {
  readonly key: string
  readonly version: number
  readonly values: Readonly<Record<string, CellValue>>
}

/** The columns of people and clients that hold from a day on. */
const HELD: Readonly<Partial<Record<TableInfo['key'], readonly string[]>>> = { employees: ['region', 'position'], clients: ['rep'] }

interface RecordDialogProps {
  readonly table: TableInfo
  /** The record to change; a new one when there is none. */
  readonly record?: EditedRecord | undefined
  /** What a new record begins with. */
  readonly begin?: Draft
  readonly onDone: (key?: string) => void
}

/** Adds or changes one record, by the same rules as a row of a file. */
export function RecordDialog({ table, record, begin = {}, onDone }: RecordDialogProps) {
  const say = useWords(RECORD_WORDS)
  const sayCommon = useWords(COMMON)
  const sayTable = useWords(TABLE_WORDS)
  const queryClient = useQueryClient()
  const id = useId()
  const [draft, setDraft] = useState<Draft>(() => (record ? draftOf(record.values) : begin))
  const [reason, setReason] = useState('')
  const [held, setHeld] = useState(AS_PROPOSED)
  const [isTried, setTried] = useState(false)
  const before = record && draftOf(record.values)
  const isHeld = before !== undefined && (HELD[table.key] ?? []).some((key) => (draft[key] ?? '') !== (before[key] ?? ''))
  const save = useMutation({
    mutationFn: async () => {
      const json = { values: valuesOf(table, draft), ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }
      if (!record) return answer(records[':table'].$post({ param: { table: table.key }, json }))
      const param = { table: table.key, key: encodeURIComponent(record.key) }
      const heldFrom = isHeld ? heldFromOf(held) : undefined
      const dated = { ...json, ...(heldFrom === undefined ? {} : { heldFrom }) }
      return answer(records[':table'][':key'].$put({ param, json: dated }, ifMatch(record.version)))
    },
    onSuccess: async (written) => {
      await queryClient.invalidateQueries()
      // What the server warns of is read before the record is left.
      if (written.warnings.length === 0) onDone(written.key)
    },
  })
  if (save.data && save.data.warnings.length > 0) return <Written written={save.data} onClose={() => onDone(save.data.key)} />
  const problem = save.error
  const entries = problem instanceof ApiProblem ? problem.problems : []
  const inFields =
    entries.length > 0 && entries.every(({ column, severity }) => severity !== 'error' || table.columns.some(({ key }) => key === column))
  const isOutdated = problem instanceof ApiProblem && problem.status === 412
  return (
    <Modal
      open
      width={760}
      title={say(record ? 'editTitle' : 'addTitle', { table: sayTable(table.key) })}
      okText={say('save')}
      cancelText={sayCommon('cancel')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => {
        setTried(true)
        if (!isHeld || heldFromOf(held) !== '') save.mutate()
      }}
      onCancel={() => onDone()}
      mask={{ closable: false }}
    >
      <div className="stack">
        {record && <p className="quiet">{say('identity')}</p>}
        <RecordFields table={table} draft={draft} onChange={setDraft} isIdentityFixed={record !== undefined} problems={entries} />
        {isHeld && <HeldFromField value={held} isTried={isTried} onChange={setHeld} />}
        <div className="field">
          <label htmlFor={id}>{say('reasonOfChange')}</label>
          <Input.TextArea id={id} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
          <div className="hint">{say('reasonHint')}</div>
        </div>
        {isOutdated ? <Notice kind="warn">{say('changedMeanwhile')}</Notice> : !inFields && <ProblemNotice problem={problem} />}
      </div>
    </Modal>
  )
}

interface WrittenProps {
  readonly written: { readonly change: { readonly id: number }; readonly warnings: readonly ProblemEntry[] }
  readonly onClose: () => void
}

/** A record that is kept, with what the server warned of: that it may be there twice, or how a value was understood. */
function Written({ written: { change, warnings }, onClose }: WrittenProps) {
  const say = useWords(RECORD_WORDS)
  return (
    <Modal
      open
      width={760}
      title={say('saved', { n: change.id })}
      okText={say('seen')}
      onOk={onClose}
      onCancel={onClose}
      footer={(_, { OkBtn }) => <OkBtn />}
      mask={{ closable: false }}
    >
      <Notice kind="warn" title={say('lookAgain')}>
        {warnings.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </Notice>
    </Modal>
  )
}

/** As the API takes them: money, scores and days stay text, so no digit passes through a binary number. */
function valuesOf(table: TableInfo, draft: Draft): Record<string, string | boolean | null> {
  return Object.fromEntries(
    table.columns.map(({ key, type }) => {
      const text = (draft[key] ?? '').trim()
      return [key, text === '' ? null : type === 'flag' ? text === 'true' : text]
    }),
  )
}
