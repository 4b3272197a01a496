import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import type { Upload } from './api.ts'
import { UPLOAD_WORDS } from './upload-words.ts'

const KINDS = { checked: 'info', broken: 'bad', committed: 'good', dropped: 'plain' } as const

/** Where an upload stands, with how much is wrong in it. */
export function UploadState({ upload: { state, errors, warnings } }: { upload: Pick<Upload, 'state' | 'errors' | 'warnings'> }) {
  const say = useWords(UPLOAD_WORDS)
  return (
    <span className="row" style={{ gap: 6 }}>
      <Tag kind={KINDS[state]}>{say(state)}</Tag>
      {errors > 0 && <span style={{ color: 'var(--bad)' }}>{say('errors', { n: errors })}</span>}
      {warnings > 0 && <span style={{ color: 'var(--warn)' }}>{say('warnings', { n: warnings })}</span>}
    </span>
  )
}
