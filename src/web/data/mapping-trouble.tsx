import { Notice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import type { TableInfo } from './api.ts'
import { columnTitle, listed } from './column-titles.ts'
import { type SheetDraft, troubleOf } from './mapping-draft.ts'
import { MAPPING_WORDS } from './mapping-words.ts'

/** What stands in the way of reading by a draft. */
export function MappingTrouble({ draft, table }: { draft: SheetDraft; table: TableInfo }) {
  const say = useWords(MAPPING_WORDS)
  const { missing, twice } = troubleOf(draft, table)
  const titleOf = (key: string) => {
    const column = table.columns.find((each) => each.key === key)
    return column ? columnTitle(column) : key
  }
  return (
    <>
      {missing.length > 0 && <Notice kind="warn">{say('missing', { columns: listed(missing.map(titleOf)) })}</Notice>}
      {twice.map((key) => (
        <Notice key={key} kind="bad">
          {say('twice', { column: titleOf(key) })}
        </Notice>
      ))}
    </>
  )
}
