import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { TableInfo } from './api.ts'
import { choiceTitle } from './column-titles.ts'
import { forgetting, HEADER, meaning, type SheetDraft } from './mapping-draft.ts'
import { meaningKey } from './mapping-profile-draft.ts'
import { MAPPING_PROFILE_WORDS } from './mapping-profile-words.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { LEFT_OUT, meaningsBeside, meaningsOfColumn, nameOfText } from './meaning-options.ts'
import { REPORT_WORDS } from './report-sheet-words.ts'

interface ValuesProps {
  readonly draft: SheetDraft
  readonly table: TableInfo
  readonly onChange: (draft: SheetDraft) => void
}

/** Explains a value that no file has had yet. */
export function AddValue({ draft, table, onChange }: ValuesProps) {
  const say = useWords(MAPPING_PROFILE_WORDS)
  const sayMapping = useWords(MAPPING_WORDS)
  const sayCommon = useWords(COMMON)
  const id = useId()
  const [header, setHeader] = useState<string>()
  const [text, setText] = useState('')
  const [meant, setMeant] = useState<string>()
  const columnOf = (each: string) => table.columns.find(({ key }) => key === draft.columns[each])
  const headers = draft.inspected.columns.filter(({ header: each }) => {
    const type = columnOf(each)?.type
    return type === undefined || type === 'choice' || type === 'flag'
  })
  const column = header === undefined ? undefined : columnOf(header)
  const options = column ? meaningsOfColumn(column, sayMapping, sayCommon) : meaningsBeside(table, sayMapping)
  const add = () => {
    if (header === undefined || meant === undefined) return
    onChange(meaning(draft, meaningKey(draft, header), text.trim(), meant === LEFT_OUT ? null : meant))
    setText('')
  }
  return (
    <>
      <h3>{say('addValue')}</h3>
      <p className="quiet">{say('addValueMore')}</p>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <div className="field" style={{ minWidth: 160 }}>
          <label htmlFor={`${id}-header`}>{say('valueHeader')}</label>
          <Select
            id={`${id}-header`}
            placeholder={sayMapping('chooseMeaning')}
            {...(header === undefined ? {} : { value: header })}
            options={headers.map(({ header: each }) => ({ value: each, label: each }))}
            onChange={(value: string) => {
              setHeader(value)
              setMeant(undefined)
            }}
          />
        </div>
        <div className="field" style={{ minWidth: 240 }}>
          <label htmlFor={`${id}-text`}>{say('valueText')}</label>
          <Input id={`${id}-text`} value={text} maxLength={200} onChange={(event) => setText(event.target.value)} />
        </div>
        <div className="field" style={{ minWidth: 180 }}>
          <label htmlFor={`${id}-meant`}>{sayMapping('whatItMeans')}</label>
          <Select
            id={`${id}-meant`}
            placeholder={sayMapping('chooseMeaning')}
            {...(meant === undefined ? {} : { value: meant })}
            options={options}
            onChange={setMeant}
          />
        </div>
        <Button disabled={header === undefined || meant === undefined} onClick={add}>
          {sayCommon('add')}
        </Button>
      </div>
    </>
  )
}

/** The words of a report that a profile explains. */
export function ReportMeanings({ draft, table, onChange }: ValuesProps) {
  const say = useWords(MAPPING_PROFILE_WORDS)
  const sayMapping = useWords(MAPPING_WORDS)
  const sayReport = useWords(REPORT_WORDS)
  const rows = Object.entries(draft.meanings).flatMap(([key, texts]) =>
    Object.entries(texts).map(([text, meant]) => ({ key, text, meant })),
  )
  const optionsOf = (key: string) => {
    const column = table.columns.find((each) => each.key === key)
    if (!column)
      return [
        { value: 'counts', label: sayReport('granted') },
        { value: LEFT_OUT, label: sayReport('notGranted') },
      ]
    return [
      { value: LEFT_OUT, label: sayReport('nothing') },
      ...column.choices.map((each) => ({ value: each.key, label: choiceTitle(column, each.key) })),
    ]
  }
  const shown = (key: string, text: string) => {
    const name = nameOfText(text, sayMapping)
    return key.startsWith(HEADER) ? `${key.slice(HEADER.length)}: ${name}` : name
  }
  return (
    <PlainTable
      caption={sayReport('wordsTitle')}
      rows={rows}
      keyOf={({ key, text }) => `${key} ${text}`}
      empty={say('noValues')}
      columns={[
        { key: 'word', title: sayReport('word'), head: true, bare: true, cell: ({ key, text }) => shown(key, text) },
        {
          key: 'means',
          title: sayReport('means'),
          cell: ({ key, text, meant }) => (
            <span className="row">
              <Select
                aria-label={`${sayReport('means')} ${text}`}
                style={{ minWidth: 200 }}
                value={meant ?? LEFT_OUT}
                options={optionsOf(key)}
                onChange={(value: string) => onChange(meaning(draft, key, text, value === LEFT_OUT ? null : value))}
              />
              <Button size="small" type="text" onClick={() => onChange(forgetting(draft, key, text))}>
                {sayMapping('forget')}
              </Button>
            </span>
          ),
        },
      ]}
    />
  )
}
