import { useMutation } from '@tanstack/react-query'
import { Checkbox, Input, Select } from 'antd'
import { useId } from 'react'
import { answer } from '../api/resource.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type InspectedSheet, type TableInfo, type TableKey, uploadFiles } from './api.ts'
import { columnTitle, listed } from './column-titles.ts'
import { ignoring, isIgnored, leavingOut, leftOutBy, readingAs, type SheetDraft, suggestedColumns, troubleOf } from './mapping-draft.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { ValueForms } from './value-forms.tsx'
import { ValueMeanings } from './value-meanings.tsx'

interface MappingSheetProps {
  readonly upload: string
  readonly draft: SheetDraft
  readonly tables: readonly TableInfo[]
  readonly onChange: (draft: SheetDraft) => void
}

const LEFT_OUT = '-'
const IGNORED = '='
const SUGGESTED = { own: 'suggestedOwn', name: 'suggestedName', values: 'suggestedValues' } as const

/** One sheet: which table it is, where its header stands, what each of its columns means. */
export function MappingSheet({ upload, draft, tables, onChange }: MappingSheetProps) {
  const say = useWords(MAPPING_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const id = useId()
  const { inspected, file, sheet } = draft
  const table = tables.find(({ key }) => key === draft.table)
  const look = useMutation({
    mutationFn: (as: { table: TableKey | null; headerRow: number | null }) =>
      answer(
        uploadFiles[':upload'].columns.$get({
          param: { upload },
          query: {
            file,
            ...(sheet === null ? {} : { sheet }),
            ...(as.table === null ? {} : { table: as.table }),
            ...(as.headerRow === null ? {} : { headerRow: String(as.headerRow) }),
          },
        }),
      ),
    onSuccess: ({ sheets: [found] }, as) => {
      if (found)
        onChange({
          ...draft,
          table: as.table,
          inspected: found,
          columns: suggestedColumns(found),
          meanings: found.meanings,
          forms: found.forms,
        })
    },
  })
  const tableOptions = [
    { value: LEFT_OUT, label: say('leaveOut') },
    ...tables.map(({ key }) => {
      const likelihood = inspected.tables.find((each) => each.table === key)?.likelihood
      return {
        value: key,
        label: likelihood === undefined ? sayTable(key) : say('likelyTable', { table: sayTable(key), percent: likelihood }),
      }
    }),
  ]
  const trouble = table && troubleOf(draft, table)
  const titleOf = (key: string) => {
    const column = table?.columns.find((each) => each.key === key)
    return column ? columnTitle(column) : key
  }
  return (
    <Section title={sheet === null ? file : `${file} · ${sheet}`}>
      <div className="row" style={{ gap: 16, alignItems: 'flex-end' }}>
        <div className="field" style={{ minWidth: 220 }}>
          <label htmlFor={`${id}-table`}>{say('sheetTable')}</label>
          <Select
            id={`${id}-table`}
            value={draft.table ?? LEFT_OUT}
            options={tableOptions}
            loading={look.isPending}
            onChange={(value) => {
              const chosen = tables.find(({ key }) => key === value)?.key ?? null
              if (chosen === null) onChange({ ...draft, table: null })
              else look.mutate({ table: chosen, headerRow: inspected.headerRow })
            }}
          />
        </div>
        {draft.table !== null && (
          <div className="field" style={{ flex: '0 1 420px', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' }}>
            <label htmlFor={`${id}-header`}>{say('headerRow')}</label>
            <Select
              id={`${id}-header`}
              value={inspected.headerRow}
              popupMatchSelectWidth={false}
              options={inspected.top.map(({ row, cells }) => ({
                value: row,
                label: say('headerRowOf', { row, cells: cells.filter(Boolean).slice(0, 4).join(' | ') }),
              }))}
              onChange={(row) => look.mutate({ table: draft.table, headerRow: row })}
            />
          </div>
        )}
      </div>
      <ProblemNotice problem={look.error} />
      {draft.table === null &&
        inspected.questions.map(({ code, message }) => (
          <Notice key={code} kind="warn">
            {message}
          </Notice>
        ))}
      {table && (
        <>
          {trouble && trouble.missing.length > 0 && (
            <Notice kind="warn">{say('missing', { columns: listed(trouble.missing.map(titleOf)) })}</Notice>
          )}
          {trouble?.twice.map((key) => (
            <Notice key={key} kind="bad">
              {say('twice', { column: titleOf(key) })}
            </Notice>
          ))}
          <ColumnTable draft={draft} table={table} onChange={onChange} />
          <ValueForms draft={draft} onChange={onChange} />
          <ValueMeanings draft={draft} table={table} onChange={onChange} />
          <div className="row">
            <Checkbox checked={draft.keep} onChange={(event) => onChange({ ...draft, keep: event.target.checked })}>
              {say('saveAs')}
            </Checkbox>
            {draft.keep && (
              <Input
                aria-label={say('profileName')}
                value={draft.name}
                maxLength={100}
                style={{ maxWidth: 280 }}
                onChange={(event) => onChange({ ...draft, name: event.target.value })}
              />
            )}
          </div>
        </>
      )}
    </Section>
  )
}

function ColumnTable({ draft, table, onChange }: { draft: SheetDraft; table: TableInfo; onChange: (draft: SheetDraft) => void }) {
  const say = useWords(MAPPING_WORDS)
  const options = [
    { value: LEFT_OUT, label: say('ignore') },
    { value: IGNORED, label: say('noDifference') },
    ...table.columns.map((column) => ({
      value: column.key,
      label: column.required ? say('requiredColumn', { column: columnTitle(column) }) : columnTitle(column),
    })),
  ]
  const choose = (header: string, value: string) => {
    onChange(value === IGNORED ? ignoring(draft, header) : readingAs(draft, header, value === LEFT_OUT ? undefined : value))
  }
  const saidOf = ({ header, suggestion }: InspectedSheet['columns'][number]) =>
    suggestion && draft.columns[header] === suggestion.column ? say(SUGGESTED[suggestion.by]) : undefined
  return (
    <PlainTable
      caption={say('map')}
      rows={draft.inspected.columns}
      keyOf={({ position }) => position}
      columns={[
        { key: 'header', title: say('sourceColumn'), head: true, bare: true, cell: ({ header }) => header },
        {
          key: 'samples',
          title: say('samples'),
          cell: ({ samples }) => <span className="map-samples">{samples.length > 0 ? listed(samples.slice(0, 3)) : '—'}</span>,
        },
        {
          key: 'column',
          title: say('ourColumn'),
          cell: (column) => (
            <span className="row">
              <Select
                aria-label={`${column.header} → ${say('ourColumn')}`}
                showSearch={{ optionFilterProp: 'label' }}
                value={draft.columns[column.header] ?? (isIgnored(draft, column.header) ? IGNORED : LEFT_OUT)}
                options={options}
                style={{ width: 200 }}
                onChange={(value) => choose(column.header, value)}
              />
              <LeaveOut draft={draft} column={column} onChange={onChange} />
              {saidOf(column) !== undefined && <Tag kind={column.suggestion?.by === 'values' ? 'warn' : 'info'}>{saidOf(column)}</Tag>}
            </span>
          ),
        },
      ]}
    />
  )
}

/** Rows that do not count, chosen by a column that is not read otherwise: those still in approval. */
function LeaveOut({
  draft,
  column,
  onChange,
}: {
  draft: SheetDraft
  column: InspectedSheet['columns'][number]
  onChange: (draft: SheetDraft) => void
}) {
  const say = useWords(MAPPING_WORDS)
  const chosen = leftOutBy(draft, column)
  if (!chosen) return null
  return (
    <Select
      mode="multiple"
      aria-label={`${column.header}: ${say('leaveRowsOutWhere')}`}
      placeholder={say('leaveRowsOutWhere')}
      value={[...chosen]}
      options={column.values.map(({ text }) => ({ value: text, label: text }))}
      style={{ width: 240 }}
      onChange={(texts: string[]) => onChange(leavingOut(draft, column.header, texts))}
    />
  )
}
