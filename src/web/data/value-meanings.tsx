import { Button, Select } from 'antd'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { TableInfo } from './api.ts'
import { columnTitle } from './column-titles.ts'
import {
  forgetting,
  type MappedChoice,
  mappedChoices,
  meaning,
  meaningOf,
  type SheetDraft,
  type SpeakingHeader,
  speakingHeaders,
} from './mapping-draft.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { LEFT_OUT, meaningsBeside, meaningsOfColumn, nameOfText } from './meaning-options.ts'

interface ValueMeaningsProps {
  readonly draft: SheetDraft
  readonly table: TableInfo
  readonly onChange: (draft: SheetDraft) => void
  /** Where what is said of a value may be taken back. */
  readonly canForget?: boolean
}

/** What the words in columns of choices mean: 倒休 is a statutory leave, rows of 审批中 are not read. */
export function ValueMeanings({ draft, table, onChange, canForget = false }: ValueMeaningsProps) {
  const say = useWords(MAPPING_WORDS)
  const choices = mappedChoices(draft, table)
  const headers = speakingHeaders(draft)
  if (choices.length === 0 && headers.length === 0) return null
  return (
    <>
      <h3>{say('valueMeanings')}</h3>
      <p className="quiet">{say('valueMeaningsMore')}</p>
      {choices.map((choice) => (
        <Meanings key={choice.column.key} choice={choice} draft={draft} canForget={canForget} onChange={onChange} />
      ))}
      {headers.map((header) => (
        <HeaderMeanings key={header.key} header={header} table={table} draft={draft} canForget={canForget} onChange={onChange} />
      ))}
    </>
  )
}

function Meanings({ choice, draft, canForget, onChange }: Omit<ValueMeaningsProps, 'table'> & { readonly choice: MappedChoice }) {
  const say = useWords(MAPPING_WORDS)
  const sayCommon = useWords(COMMON)
  const { column, header, values } = choice
  const options = meaningsOfColumn(column, say, sayCommon)
  const mean = (text: string, meant: string) => {
    onChange(meaning(draft, column.key, text, meant === LEFT_OUT ? null : meant))
  }
  return (
    <PlainTable
      caption={`${header} → ${columnTitle(column)}`}
      rows={values}
      keyOf={({ text }) => text}
      columns={[
        { key: 'text', title: say('valueOf', { header }), head: true, cell: ({ text }) => nameOfText(text, say) },
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
                {canForget && <Forget onForget={() => onChange(forgetting(draft, column.key, value.text))} />}
              </span>
            )
          },
        },
      ]}
    />
  )
}

/** What the values of a header mean that is read as no column: void documents, refunds, rows of suppliers. */
function HeaderMeanings({ header, table, draft, canForget, onChange }: ValueMeaningsProps & { readonly header: SpeakingHeader }) {
  const say = useWords(MAPPING_WORDS)
  const options = meaningsBeside(table, say)
  return (
    <PlainTable
      caption={header.header}
      rows={header.values}
      keyOf={({ text }) => text}
      columns={[
        { key: 'text', title: say('valueOf', { header: header.header }), head: true, cell: ({ text }) => nameOfText(text, say) },
        {
          key: 'meaning',
          title: say('whatItMeans'),
          cell: ({ text, meant }) => (
            <span className="row">
              <Select
                aria-label={`${header.header} ${nameOfText(text, say)}: ${say('whatItMeans')}`}
                {...(meant === undefined
                  ? { placeholder: say('chooseMeaning'), status: 'warning' as const }
                  : { value: meant ?? LEFT_OUT })}
                options={options}
                style={{ width: 220 }}
                onChange={(next: string) => onChange(meaning(draft, header.key, text, next === LEFT_OUT ? null : next))}
              />
              {meant === undefined && <Tag kind="warn">{say('unknownMeaning')}</Tag>}
              {canForget && <Forget onForget={() => onChange(forgetting(draft, header.key, text))} />}
            </span>
          ),
        },
      ]}
    />
  )
}

/** Takes back what is said of a value. */
function Forget({ onForget }: { onForget: () => void }) {
  const say = useWords(MAPPING_WORDS)
  return (
    <Button size="small" type="text" onClick={onForget}>
      {say('forget')}
    </Button>
  )
}
