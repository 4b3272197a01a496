import { Tag, type TagKind } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import type { BoardRegion } from './api.ts'
import { BOARD } from './board-words.ts'

const KINDS: Readonly<Record<BoardRegion['state'], TagKind>> = { held: 'warn', computed: 'plain', published: 'info', closed: 'good' }

/** How far a region's split is; for a held one, how many people hold it. */
export function StateTag({ region }: { region: BoardRegion }) {
  const say = useWords(BOARD)
  return (
    <span className="cell-lines">
      <Tag kind={KINDS[region.state]}>{say(region.state)}</Tag>
      {region.holding > 0 && <span className="small">{say('holding', { count: region.holding })}</span>}
    </span>
  )
}
