import { Checkbox, Select } from 'antd'
import { Notice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import type { ColumnInfo, TableInfo } from './api.ts'
import { choiceTitle } from './column-titles.ts'
import { LateCounts } from './late-counts.tsx'
import type { SheetDraft } from './mapping-draft.ts'
import { REPORT_WORDS } from './report-sheet-words.ts'

const NOTHING = '-'

interface ReportSheetProps {
  readonly draft: SheetDraft
  readonly tables: readonly TableInfo[]
  readonly onChange: (draft: SheetDraft) => void
}

/** A sheet that is a report of another program: what it was recognised as, and the words of it that nobody has explained. */
export function ReportSheet({ draft, tables, onChange }: ReportSheetProps) {
  const say = useWords(REPORT_WORDS)
  const { inspected, file, sheet, meanings } = draft
  const kind = tables.find(({ key }) => key === 'attendance')?.columns.find(({ key }) => key === 'kind')
  const kinds = (kind?.choices ?? []).map(({ key }) => ({ value: key, label: choiceTitle(kind as ColumnInfo, key) }))
  const states = [
    { value: 'counts', label: say('granted') },
    { value: NOTHING, label: say('notGranted') },
  ]
  const mean = (column: string, word: string, meant: string) => {
    const own = { ...meanings[column], [word]: meant === NOTHING ? null : meant }
    onChange({ ...draft, meanings: { ...meanings, [column]: own } })
  }
  return (
    <Section title={sheet === null ? file : `${file} · ${sheet}`}>
      <Notice kind="info" title={say('recognised', { report: inspected.report?.title[language()] ?? '' })}>
        <p>{say('needsNothing')}</p>
      </Notice>
      {inspected.words.length > 0 && (
        <>
          <h3>{say('wordsTitle')}</h3>
          <p className="quiet">{say('wordsMore')}</p>
          <PlainTable
            caption={say('wordsTitle')}
            rows={inspected.words}
            keyOf={({ column, word }) => `${column} ${word}`}
            columns={[
              { key: 'word', title: say('word'), head: true, bare: true, cell: ({ word, found }) => word || found },
              { key: 'found', title: say('example'), cell: ({ found }) => found },
              {
                key: 'means',
                title: say('means'),
                cell: ({ column, word }) => {
                  const meant = meanings[column]?.[word]
                  return (
                    <Select
                      aria-label={`${say('means')} ${word}`}
                      style={{ minWidth: 200 }}
                      placeholder={say('choose')}
                      value={meant === null ? NOTHING : (meant ?? null)}
                      options={column === 'kind' ? [{ value: NOTHING, label: say('nothing') }, ...kinds] : states}
                      onChange={(value: string) => mean(column, word, value)}
                    />
                  )
                },
              },
            ]}
          />
        </>
      )}
      {(inspected.lateCounts !== null || draft.forms?.late !== undefined) && <LateCounts draft={draft} onChange={onChange} />}
      {(inspected.words.length > 0 || inspected.lateCounts !== null || draft.forms?.late !== undefined) && (
        <Checkbox checked={draft.keep} onChange={(event) => onChange({ ...draft, keep: event.target.checked })}>
          {say('remember')}
        </Checkbox>
      )}
    </Section>
  )
}
