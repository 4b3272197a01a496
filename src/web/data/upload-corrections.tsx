import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import type { UPLOAD_CORRECTION_ROUTES } from '../../server/uploads/correction-routes.ts'
import { answer, resource } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { count, time } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import type { Upload } from './api.ts'
import { CORRECTION_WORDS } from './correction-words.ts'
import { type Problem, uploadProblemsQuery } from './problem-summary.tsx'

const corrections = resource<typeof UPLOAD_CORRECTION_ROUTES>().uploads

export interface Said {
  readonly cells?: readonly Omit<CellMade, 'n' | 'by' | 'at' | 'applied'>[]
  readonly rows?: readonly { readonly file: string; readonly sheet: string | null; readonly row: number; readonly reason: string }[]
  readonly undo?: readonly number[]
}
type CellMade = Upload['corrections']['cells'][number]

/** Where a row stands. */
export interface RowPlace {
  readonly file: string
  readonly sheet: string | null
  readonly row: number
}

export function canCorrect(upload: Upload, session: ReturnType<typeof useSession>): boolean {
  return session.may('upload.write') && (upload.state === 'checked' || upload.state === 'broken')
}

/** Sends what is said of an upload; the page then shows it as it was checked with that. */
function useCorrections(upload: Upload) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ cells = [], rows = [], undo = [] }: Said) =>
      answer(
        corrections[':upload'].corrections.$post({
          param: { upload: upload.id },
          json: { cells: [...cells], rows: [...rows], undo: [...undo] },
        }),
      ),
    onSuccess: (checked) => {
      queryClient.setQueryData(['uploads', upload.id], checked)
      void queryClient.invalidateQueries({ queryKey: ['uploads', 'list'] })
    },
  })
}

/** What a cell is read with: what stands in it, or what was put in its place. */
export function readAs({ corrections: { cells } }: Upload, { file, sheet, row }: RowPlace, column: string, text: string): string {
  return cells.reduce((held, each) => {
    const isHere = each.file === file && each.sheet === sheet && each.column === column && (each.row ?? row) === row
    return isHere && each.found.trim() === held.trim() ? each.value : held
  }, text)
}

/** A cell as it stands in the file, with what it is read as where that was corrected. */
export function CellText({ stands, held }: { stands: string; held: string }) {
  if (held === stands) return stands
  return (
    <>
      <del>{stands}</del> <ins>{held}</ins>
    </>
  )
}

interface CorrectCellProps {
  readonly upload: Upload
  readonly place: RowPlace
  /** The header that it stands below. */
  readonly column: string
  /** What it is read with now. */
  readonly held: string
  readonly problem: Pick<Problem, 'code' | 'message'>
}

/** The wrong value with a place for the right one; Enter takes it, for all cells with the same mistake where that is chosen. */
export function CorrectCell({ upload, place, column, held, problem }: CorrectCellProps) {
  const say = useWords(CORRECTION_WORDS)
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [value, setValue] = useState('')
  const [isAll, setAll] = useState(false)
  const correct = useCorrections(upload)
  const { data } = useQuery(uploadProblemsQuery(upload))
  const same = (data?.items ?? []).filter(
    (each) =>
      each.code === problem.code &&
      each.message === problem.message &&
      each.place?.file === place.file &&
      (each.place.sheet ?? null) === place.sheet &&
      each.place.column === column,
  ).length
  const mayBeAll = same > 1 && held.trim() !== ''
  const send = () => {
    if (value.trim() === held.trim() || correct.isPending) return
    const next = nextInput(form.current)
    const row = isAll && mayBeAll ? null : place.row
    correct.mutate(
      { cells: [{ file: place.file, sheet: place.sheet, row, column, found: held, value: value.trim() }] },
      // What was wrong goes with its input: the next one is where one goes on.
      { onSuccess: () => next?.focus() },
    )
  }
  return (
    <form
      ref={form}
      className="correct-cell"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label htmlFor={id}>
        <del>{held === '' ? say('blank') : held}</del> →
      </label>
      <Input
        id={id}
        size="small"
        value={value}
        maxLength={500}
        placeholder={say('rightValue')}
        aria-label={say('correctCell', { column, row: place.row, found: held === '' ? say('blank') : held })}
        onChange={(event) => setValue(event.target.value)}
      />
      {mayBeAll && (
        <Checkbox checked={isAll} onChange={(event) => setAll(event.target.checked)}>
          {say('all', { n: count(same) })}
        </Checkbox>
      )}
      <Button size="small" htmlType="submit" loading={correct.isPending}>
        {say('correct')}
      </Button>
      <ProblemNotice problem={correct.error} />
    </form>
  )
}

/** The place of the next value to be corrected after this one. */
function nextInput(form: HTMLFormElement | null): HTMLInputElement | undefined {
  const all = [...document.querySelectorAll<HTMLInputElement>('.correct-cell input:not([type=checkbox])')]
  const own = all.findIndex((input) => form?.contains(input))
  return all[own + 1] ?? all[own - 1]
}

/** Leaves a row out, once a reason is given. */
export function LeaveRowOut({ upload, place }: { upload: Upload; place: RowPlace }) {
  const say = useWords(CORRECTION_WORDS)
  const [isAsked, setAsked] = useState(false)
  const leaveOut = useCorrections(upload)
  const close = () => {
    setAsked(false)
    leaveOut.reset()
  }
  return (
    <>
      <Button size="small" aria-label={say('leaveOutRow', { row: place.row })} onClick={() => setAsked(true)}>
        {say('leaveOut')}
      </Button>
      <ReasonDialog
        open={isAsked}
        title={say('leaveOutRow', { row: place.row })}
        confirmLabel={say('leaveOut')}
        isPending={leaveOut.isPending}
        problem={leaveOut.error}
        onCancel={close}
        onConfirm={(reason) =>
          leaveOut.mutate({ rows: [{ ...place, reason: reason.slice(0, 500).replace(/\s+/g, ' ') }] }, { onSuccess: close })
        }
      >
        <p>{say('leaveOutBody')}</p>
      </ReasonDialog>
    </>
  )
}

interface Made {
  readonly n: number
  readonly by: string
  readonly at: string
  readonly applied: number
  readonly where: string
  readonly what: string
}

/** What was corrected and left out, to be undone while the upload waits; nothing where nothing was. */
export function CorrectionsMade({ upload }: { upload: Upload }) {
  const say = useWords(CORRECTION_WORDS)
  const session = useSession()
  const { cells, rows } = upload.corrections
  const nameOf = usePeopleNames([...cells, ...rows].map(({ by }) => by))
  const undo = useCorrections(upload)
  if (cells.length + rows.length === 0) return null
  const placed = ({ file, sheet, row }: { file: string; sheet: string | null; row: number | null }, column?: string) =>
    [sheet ?? file, row === null ? say('everywhere') : say('inRow', { row }), column].filter(Boolean).join(' · ')
  const made: Made[] = [
    ...cells.map((cell) => ({
      ...cell,
      where: placed(cell, cell.column),
      what: `${cell.found || say('blank')} → ${cell.value || say('blank')}`,
    })),
    ...rows.map((row) => ({ ...row, where: placed(row), what: say('leftOut', { reason: row.reason }) })),
  ].sort((a, b) => a.n - b.n)
  return (
    <Section title={say('made')}>
      <ProblemNotice problem={undo.error} />
      <PlainTable
        caption={say('made')}
        rows={made}
        keyOf={({ n }) => n}
        columns={[
          {
            key: 'what',
            title: say('what'),
            head: true,
            bare: true,
            cell: ({ what, where, applied }) => (
              <>
                {what}{' '}
                {applied === 0 ? <Tag kind="warn">{say('unused')}</Tag> : applied > 1 && <Tag>{say('cells', { n: count(applied) })}</Tag>}
                <div className="quiet">{where}</div>
              </>
            ),
          },
          { key: 'by', title: say('by'), cell: ({ by }) => nameOf(by) },
          { key: 'at', title: say('at'), cell: ({ at }) => time(at) },
          ...(canCorrect(upload, session)
            ? [
                {
                  key: 'undo',
                  title: '',
                  bare: true,
                  cell: ({ n, what }: Made) => (
                    <Button
                      size="small"
                      aria-label={say('undoThis', { what })}
                      loading={undo.isPending && undo.variables.undo?.[0] === n}
                      onClick={() => undo.mutate({ undo: [n] })}
                    >
                      {say('undo')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
