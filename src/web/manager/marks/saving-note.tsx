import { Button } from 'antd'
import { Tag } from '../../parts/tag.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import type { MarkingCounts } from './marking-state.ts'
import type { SavingState } from './marking-store.ts'
import { MARKS } from './words.ts'

/** Whether what was typed has arrived, always at the same place. */
export function SavingNote({ saving, counts, onRetry }: { saving: SavingState; counts: MarkingCounts; onRetry: () => void }) {
  const say = useWords(MARKS)
  const common = useWords(COMMON)
  const kinds = { saved: 'good', waiting: 'plain', saving: 'info', offline: 'warn', failed: 'bad' } as const
  const text = saving.kind === 'failed' ? say('saveFailed') : say(saving.kind)
  return (
    <span className="row" role="status" aria-live="polite">
      <Tag kind={kinds[saving.kind]}>{text}</Tag>
      {counts.faults > 0 && <Tag kind="bad">{say('faults', { count: counts.faults })}</Tag>}
      {(saving.kind === 'failed' || saving.kind === 'offline') && (
        <Button size="small" onClick={onRetry}>
          {common('retry')}
        </Button>
      )}
    </span>
  )
}
