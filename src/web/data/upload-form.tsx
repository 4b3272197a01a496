import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Progress, Select } from 'antd'
import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { periodsQuery } from '../api/periods.ts'
import { periodName } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { ACCEPTED_FILES } from './accepted-files.ts'
import { tablesQuery } from './api.ts'
import { type Sending, sendFiles } from './send-files.ts'
import { UPLOAD_WORDS } from './upload-words.ts'
import './data.css'

/** Files to upload, chosen or dropped; what they are and where they belong only if the user wants to say it. */
export function UploadForm() {
  const say = useWords(UPLOAD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const { table: wanted } = useSearch({ from: '/shell/uploads' })
  const [files, setFiles] = useState<readonly File[]>([])
  const [table, setTable] = useState(wanted ?? '')
  const [period, setPeriod] = useState('')
  const [percent, setPercent] = useState<number>()
  const sending = useRef<Sending>(undefined)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { data: tables } = useQuery(tablesQuery)
  const { data: periods } = useQuery(periodsQuery)
  const id = useId()
  useEffect(() => () => sending.current?.stop(), [])

  const mutation = useMutation({
    mutationFn: () => {
      setPercent(0)
      sending.current = sendFiles({ files, table: files.length === 1 ? table : '', period }, setPercent)
      return sending.current.done
    },
    onSuccess: (upload) => {
      queryClient.setQueryData(['uploads', upload.id], upload)
      void queryClient.invalidateQueries({ queryKey: ['uploads', 'list'] })
      void navigate({ to: '/uploads/$upload', params: { upload: upload.id } })
    },
    onSettled: () => {
      sending.current = undefined
      setPercent(undefined)
    },
  })
  const isStopped = mutation.error instanceof DOMException && mutation.error.name === 'AbortError'
  const own = (tables?.items ?? []).filter(({ isOwn }) => isOwn)
  const open = (periods?.items ?? []).filter(({ state }) => state !== 'closed' && state !== 'published')
  const add = (more: readonly File[]) => {
    mutation.reset()
    setFiles((before) => [...before, ...more.filter((file) => !before.some(({ name, size }) => name === file.name && size === file.size))])
  }

  return (
    <section className="card stack" aria-label={say('title')}>
      {mutation.isPending ? (
        <div className="drop-zone stack" role="status">
          <strong>{percent === 100 ? say('checking') : say('sending', { percent: percent ?? 0 })}</strong>
          <Progress percent={percent ?? 0} status="active" showInfo={false} aria-label={say('sending', { percent: percent ?? 0 })} />
          <div>
            <Button onClick={() => sending.current?.stop()}>{say('stop')}</Button>
          </div>
        </div>
      ) : (
        <DropZone onFiles={add} />
      )}
      {table !== '' && files.length === 0 && <p>{say('asTable', { table: tableName(sayTable, table) })}</p>}
      {files.length > 0 && !mutation.isPending && (
        <>
          <ul className="file-list" aria-label={say('files')}>
            {files.map((file) => (
              <li key={`${file.name} ${file.size}`}>
                <span className="file-name">{file.name}</span>
                <span className="quiet figures">{sizeText(file.size)}</span>
                <Button
                  type="text"
                  size="small"
                  aria-label={say('removeFile', { name: file.name })}
                  onClick={() => setFiles((before) => before.filter((each) => each !== file))}
                >
                  ✕
                </Button>
              </li>
            ))}
          </ul>
          <div className="row" style={{ alignItems: 'flex-end', gap: 16 }}>
            <div className="field" style={{ minWidth: 220 }}>
              <label htmlFor={`${id}-table`}>{say('table')}</label>
              <Select
                id={`${id}-table`}
                value={files.length === 1 ? table : ''}
                disabled={files.length > 1}
                onChange={setTable}
                options={[{ value: '', label: say('tableAuto') }, ...own.map(({ key }) => ({ value: key, label: sayTable(key) }))]}
              />
            </div>
            <div className="field" style={{ minWidth: 180 }}>
              <label htmlFor={`${id}-period`}>{say('period')}</label>
              <Select
                id={`${id}-period`}
                value={period}
                onChange={setPeriod}
                options={[
                  { value: '', label: say('periodAuto') },
                  ...open.map((each) => ({ value: each.period, label: periodName(each.period) })),
                ]}
              />
            </div>
            <Button type="primary" onClick={() => mutation.mutate()}>
              {say('send')}
            </Button>
          </div>
          <div className="quiet">{say('tableHint')}</div>
        </>
      )}
      {!isStopped && <ProblemNotice problem={mutation.error} />}
    </section>
  )
}

function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const say = useWords(UPLOAD_WORDS)
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <>
      <button
        type="button"
        className={over ? 'drop-zone over' : 'drop-zone'}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <strong>{over ? say('dropNow') : say('drop')}</strong>
        <span className="quiet">{say('dropHint')}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED_FILES}
        aria-label={say('choose')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.ceil(bytes / 1024 ** 2)} MB`
}
