import { TABLE_WORDS } from '../../words/tables.ts'
import { isWord, useWords } from '../../words/words.ts'
import { RETENTION } from './retention-words.ts'

/** The name of what is kept: a table of the data, or one of the service. */
export function useTableName(): (kind: string) => string {
  const say = useWords(RETENTION)
  const table = useWords(TABLE_WORDS)
  return (kind) => (isWord(TABLE_WORDS, kind) ? table(kind) : isWord(RETENTION, kind) ? say(kind) : kind)
}
