import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Checkbox, Input, Select } from 'antd'
import { useId } from 'react'
import { answer } from '../api/resource.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { type TableInfo, type TableKey, uploadFiles } from './api.ts'
import { ColumnTable } from './column-table.tsx'
import { listed } from './column-titles.ts'
import { MadeOf } from './made-of.tsx'
import { type SheetDraft, saysSomething, suggestedColumns, tiedTables } from './mapping-draft.ts'
import { MAPPING_PROFILE_WORDS } from './mapping-profile-words.ts'
import { MappingTrouble } from './mapping-trouble.tsx'
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

/** One sheet: which table it is, where its header stands, what each of its columns means. */
export function MappingSheet({ upload, draft, tables, onChange }: MappingSheetProps) {
  const say = useWords(MAPPING_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const sayProfile = useWords(MAPPING_PROFILE_WORDS)
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
          isOpen: false,
          inspected: found,
          columns: suggestedColumns(found),
          meanings: found.meanings,
          forms: found.forms,
          fill: found.fill,
          made: found.key,
        })
    },
  })
  const rankOf = (key: string) => inspected.tables.findIndex((each) => each.table === key) >>> 0
  const likeliestFirst = [...tables].sort((a, b) => rankOf(a.key) - rankOf(b.key))
  const tableOptions = [
    { value: LEFT_OUT, label: say('leaveOut') },
    ...likeliestFirst.map(({ key }) => {
      const likelihood = inspected.tables.find((each) => each.table === key)?.likelihood
      return {
        value: key,
        label: likelihood === undefined ? sayTable(key) : say('likelyTable', { table: sayTable(key), percent: likelihood }),
      }
    }),
  ]
  return (
    <Section title={sheet === null ? file : `${file} · ${sheet}`}>
      <div className="row" style={{ gap: 16, alignItems: 'flex-end' }}>
        <div className="field" style={{ minWidth: 220 }}>
          <label htmlFor={`${id}-table`}>{say('sheetTable')}</label>
          <Select
            id={`${id}-table`}
            value={draft.isOpen ? null : (draft.table ?? LEFT_OUT)}
            placeholder={say('chooseMeaning')}
            options={tableOptions}
            loading={look.isPending}
            onChange={(value) => {
              const chosen = tables.find(({ key }) => key === value)?.key ?? null
              if (chosen === null) onChange({ ...draft, table: null, isOpen: false })
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
      {inspected.profile && (
        <p className="quiet">
          {sayProfile('readByOld', { name: inspected.profile.name })}{' '}
          <Link to="/mapping-profiles/$profile" params={{ profile: String(inspected.profile.id) }}>
            {sayProfile('openProfile')}
          </Link>
        </p>
      )}
      {draft.isOpen && (
        <Notice kind="warn">{say('chooseTable', { tables: listed(tiedTables(inspected).map((each) => sayTable(each))) })}</Notice>
      )}
      {table && (
        <>
          <MappingTrouble draft={draft} table={table} />
          <ColumnTable draft={draft} table={table} onChange={onChange} />
          <ValueForms draft={draft} onChange={onChange} />
          <MadeOf draft={draft} table={table} onChange={onChange} />
          <ValueMeanings draft={draft} table={table} onChange={onChange} />
          {saysSomething(draft) && (
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
          )}
        </>
      )}
    </Section>
  )
}
