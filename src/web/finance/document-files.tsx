import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ProblemNotice } from '../parts/notice.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import type { DocumentFile } from './api.ts'
import { archivePath, documentPath, saveDocument } from './document-paths.ts'
import { DOCUMENTS } from './document-words.ts'

interface DocumentFilesProps {
  readonly period: string
  readonly region: string | undefined
  readonly files: readonly DocumentFile[]
}

/** The workbooks of the company or of a region, each to be taken alone or several as one zip. */
export function DocumentFiles({ period, region, files }: DocumentFilesProps) {
  const say = useWords(DOCUMENTS)
  const client = useQueryClient()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const save = useMutation({
    mutationFn: saveDocument,
    onSettled: () => client.invalidateQueries({ queryKey: ['document-downloads', period] }),
  })
  const some = files.filter(({ name }) => chosen.includes(name))
  const zip = (names: readonly string[] | undefined) =>
    save.mutate(archivePath(period, { ...(names ? { names } : {}), ...(region === undefined ? {} : { regions: [region] }) }))
  const isAll = chosen.length === files.length
  const toggle = (name: string) =>
    setChosen((before) => (before.includes(name) ? before.filter((each) => each !== name) : [...before, name]))
  const columns: PlainColumn<DocumentFile>[] = [
    {
      key: 'choose',
      title: (
        <input
          type="checkbox"
          className="tick"
          aria-label={say('chooseAll')}
          checked={isAll}
          onChange={() => setChosen(isAll ? [] : files.map(({ name }) => name))}
        />
      ),
      bare: true,
      cell: ({ name }) => (
        <input
          type="checkbox"
          className="tick"
          aria-label={say('choose', { name })}
          checked={chosen.includes(name)}
          onChange={() => toggle(name)}
        />
      ),
    },
    { key: 'name', title: say('name'), head: true, bare: true, cell: ({ name }) => name },
    { key: 'kind', title: say('kind'), cell: ({ kind }) => kindName(say, kind) },
    { key: 'size', title: say('size'), figures: true, cell: ({ bytes }) => sizeText(bytes) },
    {
      key: 'download',
      title: say('download'),
      bare: true,
      cell: ({ name }) => {
        const path = documentPath(period, name, region)
        return (
          <Button
            size="small"
            aria-label={`${say('download')} ${name}`}
            loading={save.isPending && save.variables === path}
            onClick={() => save.mutate(path)}
          >
            {say('download')}
          </Button>
        )
      },
    },
  ]
  return (
    <div className="stack">
      <PlainTable caption={say('files')} columns={columns} rows={files} keyOf={({ name }) => name} />
      <div className="row">
        <Button
          type="primary"
          loading={save.isPending && save.variables?.includes('/archive')}
          onClick={() => zip(some.length === 0 ? undefined : chosen)}
        >
          {some.length === 0 ? say('downloadAll') : say('downloadChosen')}
        </Button>
        {some.length > 0 && (
          <>
            <span>{say('chosen', { count: some.length, size: sizeText(some.reduce((sum, { bytes }) => sum + bytes, 0)) })}</span>
            <button type="button" className="link-button" onClick={() => setChosen([])}>
              {say('clear')}
            </button>
          </>
        )}
        {save.isPending && save.variables?.includes('/archive') && <span className="small">{say('preparing')}</span>}
      </div>
      <ProblemNotice problem={save.error} />
    </div>
  )
}

const KINDS = ['score-sheets', 'bonus-sheets', 'sales-kpis', 'payroll', 'commission-sheets'] as const

function kindName(say: (key: (typeof KINDS)[number]) => string, kind: string): string {
  const known = KINDS.find((each) => each === kind)
  return known === undefined ? kind : say(known)
}

/** "12.3 KB": the size of a file, which is no money. */
function sizeText(bytes: number): string {
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 / 1024, 'megabyte']
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value)
}
