import { useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { Button, Modal, Select } from 'antd'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { periodQuery } from '../../api/periods.ts'
import { useSession } from '../../api/session.ts'
import { periodName, time } from '../../parts/format.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { Loading, Page } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { useWords } from '../../words/words.ts'
import type { AppliedBlock, CellChange } from './apply-block.ts'
import { ConflictPanel } from './conflict-panel.tsx'
import { DistributionPanel } from './distribution-panel.tsx'
import { FactsDrawer } from './facts-drawer.tsx'
import { MARK_ITEMS, type MarkColumn, type MarkItem } from './mark-row.ts'
import { countMarks, edited, redo, resolved, settled, undo } from './marking-state.ts'
import { type Engineer, type EngineerRow, markedBy } from './marks-api.ts'
import { MarksCards } from './marks-cards.tsx'
import { markColumns } from './marks-columns.tsx'
import { type ActiveCell, ActiveLine, MarksFilter, type MarksFilterValue, NO_FILTER, shownRows } from './marks-tools.tsx'
import { PastePanel } from './paste-panel.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { SavingNote } from './saving-note.tsx'
import { SubmitDialog } from './submit-dialog.tsx'
import { refreshFigures, useMarking } from './use-marking.ts'
import { useNarrow } from './use-narrow.ts'
import { type Withdrawal, WithdrawDialog } from './withdraw-dialog.tsx'
import { MARKS } from './words.ts'
import './marks-page.css'

const MarksGrid = lazy(async () => ({ default: (await import('./marks-grid.tsx')).MarksGrid }))

interface MarkingProps {
  readonly period: string
  readonly engineers: readonly Engineer[]
  readonly evaluators: readonly string[]
  /** For whom marks are given; undefined where the caller only reads. */
  readonly evaluator: string | undefined
  readonly onEvaluator: (evaluator: string) => void
}

/** One sheet of marks with all that is around it: saving, what is wrong, submitting, and the split that follows. */
export function Marking({ period, engineers, evaluators, evaluator, onEvaluator }: MarkingProps) {
  const say = useWords(MARKS)
  const session = useSession()
  const isNarrow = useNarrow()
  const { store, snapshot } = useMarking(period, engineers, evaluator)
  const { rows } = snapshot.state
  const counts = useMemo(() => countMarks(snapshot.state), [snapshot.state])
  const month = useQuery(periodQuery(period)).data?.body
  const state = month?.state ?? 'evaluating'
  const isReader = evaluator === undefined
  const isClosed = isReader || (state !== 'collecting' && state !== 'evaluating')

  const [filter, setFilter] = useState<MarksFilterValue>(NO_FILTER)
  const shown = useMemo(() => shownRows(rows, filter), [rows, filter])
  const columns = useMemo(() => markColumns(rows), [rows])
  const regions = useMemo(() => new Map(rows.map(({ facts }) => [facts.region, facts.regionName])), [rows])
  const [block, setBlock] = useState<{ readonly applied: AppliedBlock; readonly back: () => void }>()
  const [active, setActive] = useState<ActiveCell>()
  const [note, setNote] = useState<'nowhere' | { readonly submitted: number }>()
  const [opened, open] = useState<string>()
  const [isSubmitting, setSubmitting] = useState(false)
  const [withdrawal, setWithdrawal] = useState<Withdrawal>()
  const givers = useMemo(() => (isReader ? [...new Set(engineers.flatMap(markedBy))] : evaluators), [isReader, engineers, evaluators])
  const nameOf = usePeopleNames(givers)

  const edit = useCallback(
    (changes: readonly CellChange[]) => {
      setNote(undefined)
      store.change((now) => edited(now, changes))
    },
    [store],
  )
  const onActive = useCallback(
    (employee: string | undefined, column: MarkColumn | undefined) => setActive(employee && column ? { employee, column } : undefined),
    [],
  )
  const submitted = useMemo(() => submittedOf(rows), [rows])
  const withdraw = (some: readonly { readonly employee: string; readonly item: MarkItem }[]) =>
    setWithdrawal({ marks: some.map(({ employee, item }) => ({ engineer: employee, item, evaluator })), count: some.length })
  const splitRegion = filter.region ?? rows[0]?.facts.region
  const isPast = state === 'published' || state === 'closed'
  const hasPreview = !isReader && !isPast && session.may('preview.read') && columns.includes('overall') && splitRegion !== undefined

  const deadline = month?.deadlines[state === 'collecting' || state === 'evaluating' ? state : 'published']
  const title = say('of', { period: periodName(period) })
  const stateWord = say(state === 'closed' ? 'periodClosed' : state)
  return (
    <Page
      title={title}
      lead={say(isReader ? 'leadReader' : columns.includes('overall') ? 'lead' : 'leadRd')}
      actions={
        !isClosed && (
          <>
            {submitted.length > 0 && state === 'evaluating' && (
              <Button onClick={() => withdraw(submitted)}>{say('withdrawAll', { count: submitted.length })}</Button>
            )}
            <Button
              type="primary"
              disabled={state !== 'evaluating'}
              onClick={() => {
                setSubmitting(true)
                void store.flush()
              }}
            >
              {say('submit')}
            </Button>
          </>
        )
      }
    >
      <section className="card stack">
        <div className="marks-tools">
          <dl className="marks-counts">
            {(['Engineers', 'Submitted', 'Drafts', 'Missing'] as const).map((key) => (
              <div key={key}>
                <dt>{say(`count${key}`)}</dt>
                <dd>{counts[key.toLowerCase() as 'engineers' | 'submitted' | 'drafts' | 'missing']}</dd>
              </div>
            ))}
          </dl>
          {deadline && <span className="quiet">{say('until', { time: time(deadline) })}</span>}
          <span className="spring" />
          {!isClosed && <SavingNote saving={snapshot.saving} counts={counts} onRetry={() => void store.flush()} />}
        </div>
        {evaluators.length > 1 && evaluator !== undefined && (
          <div className="row">
            <label htmlFor="marking-for">{say('markingFor')}</label>
            <Select
              id="marking-for"
              value={evaluator}
              onChange={onEvaluator}
              style={{ minWidth: 200 }}
              options={evaluators.map((each) => ({
                value: each,
                label: each === session.account.employee ? say('self') : say('deputyOf', { name: nameOf(each) }),
              }))}
            />
          </div>
        )}
        {!isReader && isClosed && <Notice>{say('closed', { state: stateWord })}</Notice>}
        {!isReader && state === 'collecting' && <Notice>{say('submitNotNow', { state: stateWord })}</Notice>}
        {snapshot.saving.kind === 'failed' && <ProblemNotice problem={snapshot.saving.problem} onRetry={() => void store.flush()} />}
        <ConflictPanel
          rows={rows}
          onKeep={(keep, some) => {
            store.change((now) => some.reduce((next, each) => resolved(next, { ...each, keep }), now))
            void store.flush()
          }}
        />
        {block && (
          <PastePanel
            block={block.applied}
            onRest={() => {
              edit(block.applied.changes)
              setBlock(undefined)
              block.back()
            }}
            onNothing={() => {
              setBlock(undefined)
              block.back()
            }}
          />
        )}
        {note === 'nowhere' && <Notice kind="warn">{say('pasteNowhere')}</Notice>}
        {typeof note === 'object' && <Notice kind="good">{say('submitDone', { count: note.submitted })}</Notice>}
        <MarksFilter value={filter} rows={rows} regions={regions} onChange={setFilter}>
          {!isClosed && !isNarrow && (
            <>
              <Button disabled={snapshot.state.history.past.length === 0} onClick={() => store.change(undo)}>
                {say('undo')}
              </Button>
              <Button disabled={snapshot.state.history.future.length === 0} onClick={() => store.change(redo)}>
                {say('redo')}
              </Button>
            </>
          )}
        </MarksFilter>
      </section>
      <div className={`marking ${hasPreview ? '' : 'alone'}`}>
        <div className="stack" style={{ minWidth: 0 }}>
          {isNarrow ? (
            <MarksCards rows={shown} columns={columns} isClosed={isClosed} onEdit={edit} onOpen={open} />
          ) : (
            <>
              <Suspense fallback={<Loading rows={14} />}>
                <MarksGrid
                  rows={shown}
                  columns={columns}
                  hasRegions={regions.size > 1}
                  hasAttendance={rows.some((row) => row.facts.facts.attendance !== null)}
                  isClosed={isClosed}
                  names={isReader ? nameOf : undefined}
                  onEdit={edit}
                  onBlock={(applied, back) => setBlock({ applied, back })}
                  onUndo={() => store.change(undo)}
                  onRedo={() => store.change(redo)}
                  onOpen={open}
                  onActive={onActive}
                  onNowhere={() => setNote('nowhere')}
                />
              </Suspense>
              <ActiveLine
                active={active}
                rows={rows}
                isClosed={isClosed}
                onWithdraw={state === 'evaluating' ? (employee, item) => withdraw([{ employee, item }]) : undefined}
              />
              {!isClosed && <p className="quiet marks-keys">{say('keys')}</p>}
            </>
          )}
          <DistributionPanel period={period} isReader={isReader} />
        </div>
        {hasPreview && <PreviewPanel period={period} region={splitRegion} />}
      </div>
      <FactsDrawer
        period={period}
        row={rows.find(({ employee }) => employee === opened)}
        onClose={() => open(undefined)}
        onWithdraw={
          state === 'evaluating' && opened !== undefined
            ? (items) => withdraw(items.map((item) => ({ employee: opened, item })))
            : undefined
        }
      />
      <SubmitDialog
        open={isSubmitting}
        period={period}
        rows={rows}
        onClose={() => setSubmitting(false)}
        onSubmitted={(marks) => {
          store.change((now) => settled(now, marks))
          setSubmitting(false)
          setNote({ submitted: marks.length })
          void refreshFigures(period)
        }}
      />
      <WithdrawDialog
        period={period}
        withdrawal={withdrawal}
        onClose={() => setWithdrawal(undefined)}
        onWithdrawn={(marks) => {
          store.change((now) => settled(now, marks))
          setWithdrawal(undefined)
          setNote(undefined)
          void refreshFigures(period)
        }}
      />
      <Unsaved count={counts.unsaved} flush={store.flush} unsaved={() => countMarks(store.snapshot().state).unsaved} />
    </Page>
  )
}

function submittedOf(rows: readonly EngineerRow[]) {
  return rows.flatMap(({ employee, kept, yours }) =>
    MARK_ITEMS.flatMap((item) => (kept[item]?.state === 'submitted' && yours[item] !== undefined ? [{ employee, item }] : [])),
  )
}

/** Asks before a screen is left on which something could not be saved; what can be is saved first. */
function Unsaved({ count, flush, unsaved }: { count: number; flush: () => Promise<void>; unsaved: () => number }) {
  const say = useWords(MARKS)
  const blocker = useBlocker({
    shouldBlockFn: async () => {
      if (unsaved() === 0) return false
      await flush()
      return unsaved() > 0
    },
    enableBeforeUnload: false,
    withResolver: true,
  })
  useEffect(() => {
    // What was saved while the question stood needs no answer.
    if (blocker.status === 'blocked' && count === 0) blocker.proceed()
  }, [blocker, count])
  return (
    <Modal
      open={blocker.status === 'blocked'}
      title={say('leaveTitle', { count })}
      okText={say('leave')}
      cancelText={say('stay')}
      okButtonProps={{ danger: true }}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {say('leaveMore')}
    </Modal>
  )
}
