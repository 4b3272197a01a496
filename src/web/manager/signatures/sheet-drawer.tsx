import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { time } from '../../parts/format.ts'
import { Loaded } from '../../parts/page.tsx'
import { Tag } from '../../parts/tag.tsx'
import { sheetQuery } from '../../sheet/queries.ts'
import { ScoreForm } from '../../sheet/score-form.tsx'
import { useWords } from '../../words/words.ts'
import type { SignatureLine } from './signatures-api.ts'
import { SIGNATURES } from './words.ts'

interface SheetDrawerProps {
  readonly period: string
  readonly lines: readonly SignatureLine[]
  /** Whose sheet is looked at. */
  readonly employee: string | undefined
  readonly canSign: boolean
  readonly onLook: (employee: string | undefined) => void
  readonly onSign: (line: SignatureLine) => void
}

/** One score sheet as it is printed, to be read before it is signed; the others are a step away. */
export function SheetDrawer({ period, lines, employee, canSign, onLook, onSign }: SheetDrawerProps) {
  const say = useWords(SIGNATURES)
  const place = lines.findIndex((line) => line.employee === employee)
  const line = lines[place]
  const [previous, next] = [lines[place - 1], lines[place + 1]]
  return (
    <Drawer
      open={line !== undefined}
      size="min(760px, 100vw)"
      title={line && say('sheetOf', { name: line.name })}
      onClose={() => onLook(undefined)}
      destroyOnHidden
      footer={
        line && (
          <div className="row sheet-drawer-foot">
            <Button disabled={!previous} onClick={() => onLook(previous?.employee)}>
              {say('previous')}
            </Button>
            <Button disabled={!next} onClick={() => onLook(next?.employee)}>
              {say('next')}
            </Button>
            <Link to="/periods/$period/people/$employee" params={{ period, employee: line.employee }}>
              {say('full')}
            </Link>
            <span className="spring" />
            {line.signedAt !== null ? (
              <Tag kind="good">{say('signedAt', { at: time(line.signedAt) })}</Tag>
            ) : (
              canSign && (
                <Button type="primary" onClick={() => onSign(line)}>
                  {say('sign')}
                </Button>
              )
            )}
          </div>
        )
      }
    >
      {line && <Form key={line.employee} period={period} employee={line.employee} />}
    </Drawer>
  )
}

function Form({ period, employee }: { period: string; employee: string }) {
  const navigate = useNavigate()
  const query = useQuery(sheetQuery({ period, run: 'published', employee }))
  return (
    <Loaded query={query} rows={8}>
      {(sheet) => {
        const part = sheet.parts.find(({ kind }) => kind === 'service')
        const open = (item: string | undefined) =>
          void navigate({ to: '/periods/$period/people/$employee', params: { period, employee }, search: { open: item } })
        return part ? <ScoreForm sheet={sheet} part={part} onOpen={open} /> : null
      }}
    </Loaded>
  )
}
