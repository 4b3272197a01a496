import { Select } from 'antd'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { ColumnInfo, TableInfo } from './api.ts'
import { choiceTitle, columnTitle } from './column-titles.ts'
import {
  ANY_OTHER,
  type MappedChoice,
  mappedChoices,
  meaning,
  meaningOf,
  type SheetDraft,
  type SpeakingHeader,
  speakingHeaders,
} from './mapping-draft.ts'
import { MAPPING_WORDS } from './mapping-words.ts'

const LEFT_OUT = '-'

interface ValueMeaningsProps {
  readonly draft: SheetDraft
  readonly table: TableInfo
  readonly onChange: (draft: SheetDraft) => void
}

/** What the words in columns of choices mean: 倒休 is a statutory leave, rows of 审批中 are not read. */
export function ValueMeanings({ draft, table, onChange }: ValueMeaningsProps) {
  const say = useWords(MAPPING_WORDS)
  const choices = mappedChoices(draft, table)
  const headers = speakingHeaders(draft)
  if (choices.length === 0 && headers.length === 0) return null
  return (
    <>
      <h3>{say('valueMeanings')}</h3>
      <p className="quiet">{say('valueMeaningsMore')}</p>
      {choices.map((choice) => (
        <Meanings key={choice.column.key} choice={choice} draft={draft} onChange={onChange} />
      ))}
      {headers.map((header) => (
        <HeaderMeanings key={header.key} header={header} table={table} draft={draft} onChange={onChange} />
      ))}
    </>
  )
}

function Meanings({ choice, draft, onChange }: { choice: MappedChoice; draft: SheetDraft; onChange: (draft: SheetDraft) => void }) {
  const say = useWords(MAPPING_WORDS)
  const sayCommon = useWords(COMMON)
  const { column, header, values } = choice
  const options = [
    { value: LEFT_OUT, label: say('leaveRowsOut') },
    ...(column.type === 'flag'
      ? [
          { value: 'true', label: sayCommon('yes') },
          { value: 'false', label: sayCommon('no') },
        ]
      : column.choices.map(({ key }) => ({ value: key, label: choiceTitle(column as ColumnInfo, key) }))),
  ]
  const mean = (text: string, meant: string) => {
    onChange(meaning(draft, column.key, text, meant === LEFT_OUT ? null : meant))
  }
  return (
    <PlainTable
      caption={`${header} → ${columnTitle(column)}`}
      rows={values}
      keyOf={({ text }) => text}
      columns={[
        { key: 'text', title: say('valueOf', { header }), head: true, bare: true, cell: ({ text }) => text },
        {
          key: 'meaning',
          title: columnTitle(column),
          cell: (value) => {
            const meant = meaningOf(draft, column.key, value)
            return (
              <span className="row">
                <Select
                  aria-label={`${value.text} → ${columnTitle(column)}`}
                  {...(meant === undefined
                    ? { placeholder: say('chooseMeaning'), status: 'warning' as const }
                    : { value: meant ?? LEFT_OUT })}
                  options={options}
                  style={{ width: 200 }}
                  onChange={(next: string) => mean(value.text, next)}
                />
                {meant === undefined && <Tag kind="warn">{say('unknownMeaning')}</Tag>}
              </span>
            )
          },
        },
      ]}
    />
  )
}

const COUNTS = 'counts'

/** What the values of a header mean that is read as no column: void documents, refunds, rows of suppliers. */
function HeaderMeanings({ header, table, draft, onChange }: ValueMeaningsProps & { readonly header: SpeakingHeader }) {
  const say = useWords(MAPPING_WORDS)
  const options = [
    { value: COUNTS, label: say('counts') },
    ...table.columns.flatMap((column) =>
      column.key === 'status' || column.key === 'type'
        ? column.choices.map(({ key }) => ({
            value: `${column.key}:${key}`,
            label: `${columnTitle(column)}: ${choiceTitle(column as ColumnInfo, key)}`,
          }))
        : [],
    ),
    { value: LEFT_OUT, label: say('leaveRowsOut') },
  ]
  const nameOf = (text: string) => (text === '' ? say('blankCell') : text === ANY_OTHER ? say('anyOther') : text)
  return (
    <PlainTable
      caption={header.header}
      rows={header.values}
      keyOf={({ text }) => text}
      columns={[
        { key: 'text', title: say('valueOf', { header: header.header }), head: true, bare: true, cell: ({ text }) => nameOf(text) },
        {
          key: 'meaning',
          title: say('whatItMeans'),
          cell: ({ text, meant }) => (
            <span className="row">
              <Select
                aria-label={`${header.header} ${nameOf(text)}: ${say('whatItMeans')}`}
                {...(meant === undefined
                  ? { placeholder: say('chooseMeaning'), status: 'warning' as const }
                  : { value: meant ?? LEFT_OUT })}
                options={options}
                style={{ width: 220 }}
                onChange={(next: string) => onChange(meaning(draft, header.key, text, next === LEFT_OUT ? null : next))}
              />
              {meant === undefined && <Tag kind="warn">{say('unknownMeaning')}</Tag>}
            </span>
          ),
        },
      ]}
    />
  )
}
