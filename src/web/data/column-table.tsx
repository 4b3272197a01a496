import { Select } from 'antd'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import type { InspectedSheet, TableInfo } from './api.ts'
import { columnTitle, listed } from './column-titles.ts'
import { ignoring, isIgnored, leavingOut, leftOutBy, readingAs, type SheetDraft } from './mapping-draft.ts'
import { MAPPING_WORDS } from './mapping-words.ts'

const LEFT_OUT = '-'
const IGNORED = '='
const SUGGESTED = { own: 'suggestedOwn', name: 'suggestedName', values: 'suggestedValues' } as const

interface ColumnTableProps {
  readonly draft: SheetDraft
  readonly table: TableInfo
  /** Whether there is a file whose values can be shown and chosen among. */
  readonly hasFile?: boolean
  readonly onChange: (draft: SheetDraft) => void
}

/** What each header means, and which of its values leave rows out. */
export function ColumnTable({ draft, table, hasFile = true, onChange }: ColumnTableProps) {
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
        ...(hasFile
          ? [
              {
                key: 'samples',
                title: say('samples'),
                cell: ({ samples }: InspectedSheet['columns'][number]) => (
                  <span className="map-samples">{samples.length > 0 ? listed(samples.slice(0, 3)) : '—'}</span>
                ),
              },
            ]
          : []),
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
              {hasFile && <LeaveOut draft={draft} column={column} onChange={onChange} />}
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
