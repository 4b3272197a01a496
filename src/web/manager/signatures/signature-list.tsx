import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Checkbox, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { decimal, time, yuan } from '../../parts/format.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { SheetDrawer } from './sheet-drawer.tsx'
import { type SignatureLine, signSheets } from './signatures-api.ts'
import { SIGNATURES } from './words.ts'
import './signatures.css'

const route = getRouteApi('/shell/periods/$period/signatures')
const KINDS = { open: 'info', overdue: 'bad', confirmed: 'good', objected: 'warn' } as const
const NAMED = 8

interface SignatureListProps {
  readonly period: string
  /** The published run whose sheets can be signed; undefined where they can only be read. */
  readonly run: string | undefined
  readonly lines: readonly SignatureLine[]
}

/** The sheets with their state, those to be signed chosen together or looked at one by one. */
export function SignatureList({ period, run, lines }: SignatureListProps) {
  const say = useWords(SIGNATURES)
  const client = useQueryClient()
  const { show = 'all', q = '', sheet } = route.useSearch()
  const navigate = route.useNavigate()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const [asked, ask] = useState<readonly SignatureLine[]>()
  const shown = lines.filter(
    ({ employee, name, signedAt }) =>
      (show === 'all' || (show === 'signed') === (signedAt !== null)) &&
      (q === '' || name.includes(q) || employee.toLowerCase().includes(q.toLowerCase())),
  )
  const toSign = shown.filter(({ signedAt }) => signedAt === null)
  const picked = toSign.filter(({ employee }) => chosen.has(employee))
  const sign = useMutation({
    mutationFn: (some: readonly SignatureLine[]) =>
      signSheets(
        period,
        run ?? '',
        some.map(({ employee }) => employee),
      ),
    onSuccess: () => {
      ask(undefined)
      choose(new Set())
      void client.invalidateQueries({ queryKey: ['confirmations', period] })
    },
  })
  const toggle = (employee: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(employee)
    else next.delete(employee)
    choose(next)
  }
  const look = (employee: string | undefined) => void navigate({ search: (before) => ({ ...before, sheet: employee }), resetScroll: false })
  const refused = sign.data?.filter(({ problem }) => problem !== null) ?? []
  const columns: PlainColumn<SignatureLine>[] = [
    {
      key: 'name',
      title: say('engineer'),
      head: true,
      bare: true,
      cell: ({ name, employee, signedAt }) => (
        <span className="row">
          {run !== undefined && (
            <Checkbox
              aria-label={say('choose', { name })}
              checked={chosen.has(employee) && signedAt === null}
              disabled={signedAt !== null}
              onChange={({ target }) => toggle(employee, target.checked)}
            />
          )}
          <button type="button" className="link-button" onClick={() => look(employee)}>
            {name} <span className="quiet">{employee}</span>
          </button>
        </span>
      ),
    },
    { key: 'score', title: say('final'), figures: true, cell: ({ score }) => decimal(score) },
    { key: 'bonus', title: say('share'), figures: true, cell: ({ bonus }) => yuan(bonus) },
    {
      key: 'state',
      title: say('answer'),
      cell: ({ state, text }) => (
        <span title={text === null ? undefined : say('objection', { text })}>
          <Tag kind={KINDS[state]}>{say(state)}</Tag>
        </span>
      ),
    },
    {
      key: 'signed',
      title: say('signature'),
      cell: ({ signedAt }) =>
        signedAt === null ? <Tag kind="warn">{say('unsigned')}</Tag> : <Tag kind="good">{say('signedAt', { at: time(signedAt) })}</Tag>,
    },
    {
      key: 'do',
      title: '',
      bare: true,
      cell: (line) => (
        <span className="row signature-buttons">
          <Button size="small" onClick={() => look(line.employee)}>
            {say('view')}
          </Button>
          {run !== undefined && line.signedAt === null && (
            <Button size="small" onClick={() => ask([line])}>
              {say('sign')}
            </Button>
          )}
        </span>
      ),
    },
  ]
  const done = lines.filter(({ signedAt }) => signedAt !== null).length
  return (
    <section className="card stack">
      <div className="row">
        <strong>{say('progress', { done, all: lines.length })}</strong>
        <progress
          className="signature-progress"
          max={Math.max(1, lines.length)}
          value={done}
          aria-label={say('progress', { done, all: lines.length })}
        />
      </div>
      <div className="row">
        <Segmented<'all' | 'unsigned' | 'signed'>
          aria-label={say('signature')}
          value={show}
          onChange={(value) =>
            void navigate({ search: (before) => ({ ...before, show: value === 'all' ? undefined : value }), replace: true })
          }
          options={(['all', 'unsigned', 'signed'] as const).map((value) => ({ value, label: say(value) }))}
        />
        <Input
          allowClear
          aria-label={say('search')}
          placeholder={say('search')}
          value={q}
          style={{ width: 200 }}
          onChange={({ target }) => void navigate({ search: (before) => ({ ...before, q: target.value || undefined }), replace: true })}
        />
        {run !== undefined && (
          <Checkbox
            checked={toSign.length > 0 && picked.length === toSign.length}
            indeterminate={picked.length > 0 && picked.length < toSign.length}
            disabled={toSign.length === 0}
            onChange={({ target }) => choose(new Set(target.checked ? toSign.map(({ employee }) => employee) : []))}
          >
            {say('chooseAll')}
          </Checkbox>
        )}
        {run !== undefined && (
          <Button type="primary" className="signature-all" disabled={picked.length === 0} onClick={() => ask(picked)}>
            {say('signChosen', { count: picked.length })}
          </Button>
        )}
      </div>
      {sign.data && <Notice kind="good">{say('done', { count: sign.data.length - refused.length })}</Notice>}
      {refused.length > 0 && (
        <Notice kind="bad" title={say('refused', { count: refused.length })}>
          {refused.map(({ employee, problem }) => (
            <div key={employee}>
              {lines.find((line) => line.employee === employee)?.name} · {problem?.message}
            </div>
          ))}
        </Notice>
      )}
      <PlainTable caption={say('list')} columns={columns} rows={shown} keyOf={({ employee }) => employee} empty={say('none')} />
      <SignDialog asked={asked} isPending={sign.isPending} problem={sign.error} onCancel={() => ask(undefined)} onSign={sign.mutate} />
      <SheetDrawer
        period={period}
        lines={shown}
        employee={sheet}
        canSign={run !== undefined}
        onLook={look}
        onSign={(line) => ask([line])}
      />
    </section>
  )
}

interface SignDialogProps {
  readonly asked: readonly SignatureLine[] | undefined
  readonly isPending: boolean
  readonly problem: unknown
  readonly onCancel: () => void
  readonly onSign: (lines: readonly SignatureLine[]) => void
}

/** Says what a signature is before it is given. */
function SignDialog({ asked, isPending, problem, onCancel, onSign }: SignDialogProps) {
  const say = useWords(SIGNATURES)
  const common = useWords(COMMON)
  const lines = asked ?? []
  const objected = lines.filter(({ state }) => state === 'objected').length
  return (
    <Modal
      open={asked !== undefined}
      title={say('confirmTitle', { count: lines.length })}
      okText={say('sign')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => onSign(lines)}
      onCancel={onCancel}
      destroyOnHidden
    >
      <div className="stack">
        <p>{say('confirmMore')}</p>
        <p>
          {lines
            .slice(0, NAMED)
            .map(({ name }) => name)
            .join(say('listComma'))}
          {lines.length > NAMED && ` ${say('andMore', { count: lines.length })}`}
        </p>
        {objected > 0 && <Notice kind="warn">{say('confirmObjected', { count: objected })}</Notice>}
        <ProblemNotice problem={problem} />
      </div>
    </Modal>
  )
}
