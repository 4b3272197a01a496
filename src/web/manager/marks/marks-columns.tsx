import type { Column, RenderEditCellProps } from 'react-data-grid'
import { Tag } from '../../parts/tag.tsx'
import type { Say } from '../../words/words.ts'
import { type CellRange, isInRange } from './cell-range.ts'
import { MarkCell } from './mark-cell.tsx'
import { differs, faultOf, itemOf, lockOf, MARK_COLUMNS, type MarkColumn, readCell } from './mark-row.ts'
import { type Engineer, type EngineerRow, markedBy, rowState } from './marks-api.ts'
import type { MARKS } from './words.ts'

type SayMarks = Say<NonNullable<(typeof MARKS)['keys']>>

const FACT_COLUMNS = ['name', 'region', 'attendance', 'forms', 'followUps'] as const
type ColumnKey = (typeof FACT_COLUMNS)[number] | MarkColumn | 'who' | 'state'

export function markColumnOf(key: string | undefined): MarkColumn | undefined {
  return MARK_COLUMNS.find((column) => column === key)
}

/** The columns that can be marked: those of which any row is the caller's to give; for readers both scores and the comment. */
export function markColumns(rows: readonly EngineerRow[]): readonly MarkColumn[] {
  const isAnyOwn = rows.some(({ yours }) => Object.keys(yours).length > 0)
  const isGiven = (column: MarkColumn) => column === 'comment' || !isAnyOwn || rows.some(({ yours }) => yours[column] !== undefined)
  return MARK_COLUMNS.filter(isGiven)
}

/** The text of any cell, as it is shown and copied. */
export function cellText(row: EngineerRow, key: string, say: SayMarks): string {
  const column = markColumnOf(key)
  if (column) return row.cells[column]
  const { facts, regionName } = row.facts
  switch (key as ColumnKey) {
    case 'name':
      return row.name
    case 'region':
      return regionName
    case 'attendance':
      return attendanceText(facts, say)
    case 'forms':
      return formsText(facts, say)
    case 'followUps':
      return followUpsText(facts, say)
    default:
      return say(STATE_WORDS[rowState(row)].key)
  }
}

/** Empty for who is not told of attendance. */
export function attendanceText({ attendance }: Engineer['facts'], say: SayMarks): string {
  if (attendance === null) return ''
  if (attendance.length === 0) return say('fine')
  return attendance.map(({ kind, title, count }) => say('times', { title: kindTitle(kind, title, say), count })).join(say('comma'))
}

const KINDS = [
  ...['late', 'early_leave', 'leave', 'sick_leave', 'time_off', 'statutory_leave'],
  ...['arrival_late', 'call_absence', 'absence', 'missing_punch', 'serious_late'],
] as const

/** An attendance kind in the language of the screen; one that is not known here as the server has it. */
export function kindTitle(kind: string, title: string, say: SayMarks): string {
  const known = KINDS.find((each) => each === kind)
  return known === undefined ? title : say(`kind_${known}`)
}

export function formsText({ forms }: Engineer['facts'], say: SayMarks): string {
  if (forms.count === 0) return say('noneOf')
  const solved = forms.onSiteAnswers === 0 ? '' : ` · ${say('solved', { solved: forms.onSiteSolved, answers: forms.onSiteAnswers })}`
  return say('formsCount', { count: forms.count }) + solved
}

/** How many follow-ups there were and their mean; `words` for places without a heading that says so. */
export function followUpsText(
  { followUps }: Engineer['facts'],
  say: SayMarks,
  words: 'followUpsCount' | 'followUpsMean' = 'followUpsCount',
): string {
  return followUps.count === 0 ? say('noneOf') : say(words, { count: followUps.count, mean: followUps.mean ?? '—' })
}

const STATE_WORDS = {
  conflict: { key: 'conflict', kind: 'bad' },
  submitted: { key: 'submitted', kind: 'good' },
  draft: { key: 'draft', kind: 'info' },
  inForce: { key: 'recorded', kind: 'good' },
  missing: { key: 'missing', kind: 'warn' },
} as const

export function StateTag({ row, say }: { row: EngineerRow; say: SayMarks }) {
  const { key, kind } = STATE_WORDS[rowState(row)]
  return <Tag kind={kind}>{say(key)}</Tag>
}

interface ColumnsOptions {
  readonly say: SayMarks
  readonly marks: readonly MarkColumn[]
  readonly hasRegions: boolean
  /** Whether the caller is told of attendance. */
  readonly hasAttendance: boolean
  readonly isClosed: boolean
  /** For who reads everybody's marks: the names of those who gave them, by number. */
  readonly names: ((employee: string) => string) | undefined
  readonly range: CellRange | undefined
  /** The rows as shown, to know where one of them is. */
  readonly placeOf: ReadonlyMap<string, number>
  readonly onOpen: (employee: string) => void
  readonly focusEditor: (editor: HTMLInputElement | HTMLTextAreaElement | null) => void
}

/** The columns of the grid from left to right. */
export function gridColumns(options: ColumnsOptions): Column<EngineerRow>[] {
  const { say, marks, hasRegions, hasAttendance, names, range, placeOf, onOpen } = options
  const keys: ColumnKey[] = [
    ...FACT_COLUMNS.filter((key) => (key !== 'region' || hasRegions) && (key !== 'attendance' || hasAttendance)),
    ...marks,
    ...(names ? (['who'] as const) : []),
    'state',
  ]
  const inRange = (row: EngineerRow, index: number) =>
    isInRange(range, { row: placeOf.get(row.employee) ?? -1, column: index }) ? 'mark-range' : ''
  const plainColumn = (key: ColumnKey, name: string, width: number, index: number): Column<EngineerRow> => ({
    key,
    name,
    width,
    resizable: true,
    cellClass: (row) => `mark-fact ${inRange(row, index)}`,
    renderCell: ({ row }) => <span title={cellText(row, key, say)}>{cellText(row, key, say)}</span>,
  })
  return keys.map((key, index): Column<EngineerRow> => {
    const column = markColumnOf(key)
    if (column) return markColumn(column, index, options, inRange)
    if (key === 'name') {
      return {
        ...plainColumn(key, say('engineer'), 134, index),
        frozen: true,
        renderCell: ({ row, tabIndex }) => (
          <button
            type="button"
            className="link-button mark-name"
            tabIndex={tabIndex}
            title={say('openDetails', { name: row.name })}
            onClick={() => onOpen(row.employee)}
          >
            {row.name} <span className="quiet">{row.employee}</span>
          </button>
        ),
      }
    }
    if (key === 'who' && names) {
      const text = (row: EngineerRow) => markedBy(row.facts).map(names).join(say('listComma'))
      return { ...plainColumn(key, say('who'), 150, index), renderCell: ({ row }) => <span title={text(row)}>{text(row)}</span> }
    }
    if (key === 'state') return { ...plainColumn(key, say('state'), 86, index), renderCell: ({ row }) => <StateTag row={row} say={say} /> }
    const widths = { region: [say('filterRegion'), 84], attendance: [say('attendance'), 118], forms: [say('forms'), 132] } as const
    const [name, width] = key === 'followUps' ? ([say('followUps'), 98] as const) : widths[key as keyof typeof widths]
    return plainColumn(key, name, width, index)
  })
}

function markColumn(
  column: MarkColumn,
  index: number,
  { say, isClosed, focusEditor }: ColumnsOptions,
  inRange: (row: EngineerRow, index: number) => string,
): Column<EngineerRow> {
  const words = { overall: 'overall', on_site_resolution: 'onSite', comment: 'comment' } as const
  const name = say(words[column])
  return {
    key: column,
    name,
    resizable: true,
    ...(column === 'comment' ? { minWidth: 122 } : { width: 92 }),
    headerCellClass: column === 'comment' ? '' : 'mark-figures',
    cellClass: (row) => `${cellClasses(row, column, isClosed)} ${inRange(row, index)}`,
    editable: (row) => !isClosed && lockOf(row, column) === undefined,
    editorOptions: { closeOnExternalRowChange: false },
    renderCell: ({ row }) => <MarkCell row={row} column={column} />,
    renderEditCell: (props) => <MarkEditor {...props} column={column} name={name} focusEditor={focusEditor} />,
  }
}

function cellClasses(row: EngineerRow, column: MarkColumn, isClosed: boolean): string {
  const item = itemOf(row, column)
  const isWrong = faultOf(row, column) !== undefined || row.refusals[item] !== undefined
  return [
    column === 'comment' ? 'mark-comment' : 'mark-figures',
    isClosed || lockOf(row, column) ? 'mark-locked' : 'mark-open',
    isWrong ? 'mark-bad' : '',
    row.conflicts[item] ? 'mark-conflict' : '',
    differs(row, item) && row.cells[column] !== '' && !isWrong ? 'mark-unsaved' : '',
  ].join(' ')
}

interface MarkEditorProps extends Omit<RenderEditCellProps<EngineerRow>, 'column'> {
  readonly column: MarkColumn
  readonly name: string
  readonly focusEditor: (editor: HTMLInputElement | HTMLTextAreaElement | null) => void
}

/** The cell while it is typed into; what is out of range shows at once. */
function MarkEditor({ row, column, name, focusEditor, onRowChange, onClose }: MarkEditorProps) {
  const text = row.cells[column]
  const shared = {
    ref: focusEditor,
    value: text,
    'aria-label': `${row.name} ${name}`,
    'aria-invalid': readCell(column, text).fault !== undefined,
    className: 'mark-editor',
    onChange: (event: { target: { value: string } }) => onRowChange({ ...row, cells: { ...row.cells, [column]: event.target.value } }),
    onBlur: () => onClose(true, false),
  }
  return column === 'comment' ? <textarea {...shared} rows={1} /> : <input {...shared} inputMode="decimal" autoComplete="off" />
}
