import { Select } from 'antd'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { ColumnInfo, TableInfo } from './api.ts'
import { choiceTitle, columnTitle } from './column-titles.ts'
import { type MappedChoice, mappedChoices, meaningOf, type SheetDraft } from './mapping-draft.ts'
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
  if (choices.length === 0) return null
  return (
    <>
      <h3>{say('valueMeanings')}</h3>
      <p className="quiet">{say('valueMeaningsMore')}</p>
      {choices.map((choice) => (
        <Meanings key={choice.column.key} choice={choice} draft={draft} onChange={onChange} />
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
    const own = { ...draft.meanings[column.key], [text]: meant === LEFT_OUT ? null : meant }
    onChange({ ...draft, meanings: { ...draft.meanings, [column.key]: own } })
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
