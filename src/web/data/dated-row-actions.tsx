import { Button } from 'antd'
import { useWords } from '../words/words.ts'
import { PEOPLE_WORDS } from './people-words.ts'

/** What can be done with one of a person's dated rows: a posting 调动 or a spell 任职期. */
export function DatedRowActions({ onEdit, onRemove }: { onEdit: () => void; onRemove: () => void }) {
  const say = useWords(PEOPLE_WORDS)
  return (
    <div className="row">
      <Button size="small" onClick={onEdit}>
        {say('editPosting')}
      </Button>
      <Button size="small" onClick={onRemove}>
        {say('removePosting')}
      </Button>
    </div>
  )
}
