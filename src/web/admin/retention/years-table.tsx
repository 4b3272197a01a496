import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { time } from '../../parts/format.ts'
import { ProblemNotice } from '../../parts/notice.tsx'
import { Section } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { PlainTable } from '../../parts/plain-table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { COMMON } from '../../words/common.ts'
import { isWord, useWords } from '../../words/words.ts'
import { changeYears, type Retention, type RetentionKind } from './retention-queries.ts'
import { RETENTION } from './retention-words.ts'
import { useTableName } from './table-name.ts'

/** For how many years each table is kept, and what is kept in any case. */
export function YearsTable({ state, mayWrite }: { state: Retention; mayWrite: boolean }) {
  const say = useWords(RETENTION)
  const tableName = useTableName()
  const nameOf = usePeopleNames(state.kinds.map(({ by }) => by))
  const [changing, setChanging] = useState<RetentionKind>()
  return (
    <Section title={say('years')}>
      <p className="quiet">{say('yearsLead')}</p>
      <PlainTable
        caption={say('years')}
        keyOf={({ kind }) => kind}
        rows={state.kinds}
        columns={[
          { key: 'kind', title: say('table'), head: true, cell: ({ kind }) => tableName(kind) },
          {
            key: 'years',
            title: say('kept'),
            cell: ({ years }) => (years === null ? say('forEver') : say('yearsCount', { count: years })),
          },
          {
            key: 'reason',
            title: say('reason'),
            cell: ({ by, at, reason }) =>
              reason === null ? (
                '—'
              ) : (
                <>
                  {reason} <span className="quiet">{say('setBy', { name: nameOf(by), time: time(at) })}</span>
                </>
              ),
          },
          ...(mayWrite
            ? [
                {
                  key: 'change',
                  title: <span className="sr-only">{say('change')}</span>,
                  bare: true,
                  cell: (kind: RetentionKind) => (
                    <Button size="small" onClick={() => setChanging(kind)} aria-label={say('changeTitle', { table: tableName(kind.kind) })}>
                      {say('change')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <h3>{say('always')}</h3>
      <ul className="plain-list">
        {state.alwaysKept.map(({ kind, why }) => (
          <li key={kind}>
            {tableName(kind)} <span className="quiet">{isWord(RETENTION, why) ? say(why) : why}</span>
          </li>
        ))}
      </ul>
      {changing && <YearsDialog kind={changing} onClose={() => setChanging(undefined)} />}
    </Section>
  )
}

function YearsDialog({ kind, onClose }: { kind: RetentionKind; onClose: () => void }) {
  const say = useWords(RETENTION)
  const common = useWords(COMMON)
  const tableName = useTableName()
  const client = useQueryClient()
  const [years, setYears] = useState(kind.years === null ? '' : String(kind.years))
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: () => changeYears(kind.kind, years.trim() === '' ? null : Number(years), reason.trim()),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['retention'] })
      onClose()
    },
  })
  const hint = say('changeHint', { least: kind.least, proposed: kind.proposed })
  const isNumber = years.trim() === '' || /^\d{1,3}$/.test(years.trim())
  return (
    <Modal
      open
      title={say('changeTitle', { table: tableName(kind.kind) })}
      okText={say('save')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: change.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (isNumber && reason.trim() !== '') change.mutate()
      }}
    >
      <div className="stack">
        <TextField
          label={say('changeYears')}
          hint={hint}
          value={years}
          maxLength={3}
          wrong={isTried && !isNumber ? hint : undefined}
          onChange={setYears}
        />
        <TextField
          label={say('reason')}
          value={reason}
          required
          maxLength={1000}
          wrong={isTried && reason.trim() === '' ? say('reasonNeeded') : undefined}
          onChange={setReason}
        />
        <ProblemNotice problem={change.error} />
      </div>
    </Modal>
  )
}
