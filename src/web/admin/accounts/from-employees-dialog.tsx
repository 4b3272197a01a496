import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { CsvButton } from '../../parts/csv-button.tsx'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { COMMON } from '../../words/common.ts'
import { POSITION_WORDS } from '../../words/positions.ts'
import { useWords } from '../../words/words.ts'
import { createFromEmployees, type FromEmployees, useAccountsChanged, type WithPassword } from './account-queries.ts'
import { ACCOUNTS } from './account-words.ts'

type Skipped = FromEmployees['skipped'][number]

/** Makes an account for everybody of the employees table who has none, some at a time, and shows their passwords once. */
export function FromEmployeesDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(ACCOUNTS)
  const common = useWords(COMMON)
  const work = useWork()
  const [isKept, setKept] = useState(false)
  const [isWarned, setWarned] = useState(false)
  const hasSecrets = work.made.length > 0 && !isKept
  const leave = () => {
    if (work.isWorking) work.stop()
    else if (hasSecrets && !isWarned) setWarned(true)
    else onClose()
  }
  const label = work.isWorking ? say('manyStop') : isWarned && hasSecrets ? say('closeAnyway') : common('close')
  return (
    <Modal
      open
      width={720}
      title={say('manyTitle')}
      onCancel={leave}
      mask={{ closable: false }}
      footer={[
        <Button key="leave" onClick={leave} danger={isWarned && hasSecrets}>
          {label}
        </Button>,
        !work.isDone && (
          <Button key="start" type="primary" loading={work.isWorking} onClick={() => void work.start()}>
            {say('manyStart')}
          </Button>
        ),
      ]}
    >
      <div className="stack">
        {work.made.length === 0 && !work.isDone && <p>{say('manyMore')}</p>}
        {work.isWorking && <Notice>{say('manyWorking', { made: work.made.length, left: work.left ?? '…' })}</Notice>}
        {work.isDone && work.made.length === 0 && <Notice kind="good">{say('manyNothing')}</Notice>}
        {!work.isWorking && work.made.length > 0 && <Notice kind="warn">{say('manyDone', { made: work.made.length })}</Notice>}
        {work.skipped.length > 0 && (
          <Notice kind="warn" title={say('manySkipped', { count: work.skipped.length })}>
            {work.skipped.map(({ employee, name }) => `${name} (${employee})`).join(' · ')}
          </Notice>
        )}
        {isWarned && hasSecrets && <Notice kind="bad">{say('keepOpen')}</Notice>}
        <ProblemNotice problem={work.problem} />
        {work.made.length > 0 && <Passwords made={work.made} onKept={() => setKept(true)} />}
      </div>
    </Modal>
  )
}

/** One request after the other until nobody is left, somebody stops it or one is refused. */
function useWork() {
  const changed = useAccountsChanged()
  const [made, setMade] = useState<readonly WithPassword[]>([])
  const [skipped, setSkipped] = useState<readonly Skipped[]>([])
  const [left, setLeft] = useState<number>()
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const isStopped = useRef(false)
  const start = async () => {
    isStopped.current = false
    setWorking(true)
    setProblem(undefined)
    try {
      for (;;) {
        const round = await createFromEmployees()
        setMade((before) => [...before, ...round.created])
        setSkipped(round.skipped)
        setLeft(round.remaining)
        if (round.remaining === 0 || round.created.length === 0 || isStopped.current) break
      }
    } catch (failure) {
      setProblem(failure)
    } finally {
      setWorking(false)
      changed()
    }
  }
  return {
    made,
    skipped,
    left,
    isWorking,
    isDone: !isWorking && left === 0,
    problem,
    start,
    stop: () => {
      isStopped.current = true
    },
  }
}

function Passwords({ made, onKept }: { made: readonly WithPassword[]; onKept: () => void }) {
  const say = useWords(ACCOUNTS)
  const sayPosition = useWords(POSITION_WORDS)
  const positions = ({ account }: WithPassword) => account.positions.map((position) => sayPosition(position)).join(' · ')
  return (
    <>
      <div>
        <CsvButton
          name={say('manyFile')}
          rows={async () => {
            onKept()
            return made
          }}
          columns={[
            { title: say('username'), text: ({ account }) => account.username },
            { title: say('name'), text: ({ account }) => account.name },
            { title: say('positions'), text: positions },
            { title: say('passwordReady'), text: ({ oneTimePassword }) => oneTimePassword },
          ]}
        />
      </div>
      <div style={{ maxHeight: 320, overflow: 'auto' }}>
        <PlainTable
          caption={say('passwordReady')}
          rows={made}
          keyOf={({ account }) => account.id}
          columns={[
            { key: 'username', title: say('username'), head: true, cell: ({ account }) => account.username },
            { key: 'name', title: say('name'), cell: ({ account }) => account.name },
            { key: 'positions', title: say('positions'), cell: positions },
            { key: 'password', title: say('passwordReady'), cell: ({ oneTimePassword }) => <code>{oneTimePassword}</code> },
          ]}
        />
      </div>
    </>
  )
}
