import { Link } from '@tanstack/react-router'
import { count, day } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import type { Upload } from './api.ts'
import { listed } from './column-titles.ts'
import { MAPPING_PROFILE_WORDS } from './mapping-profile-words.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { nameOfText } from './meaning-options.ts'

type ReadSheet = Upload['sheets'][number]

/** By which kept mappings the sheets of an upload were read, with what that leaves aside, while it can still be read otherwise. */
export function ReadBy({ upload, canChange }: { upload: Upload; canChange: boolean }) {
  if (upload.state !== 'checked' && upload.state !== 'broken') return null
  const mapped = upload.sheets.filter(
    ({ table, profile, leavesOut = [], columns }) => table !== null && (profile !== null || leavesOut.length > 0 || columns !== null),
  )
  return mapped.map((sheet) => (
    <SheetReadBy
      key={`${sheet.file} ${sheet.sheet}`}
      upload={upload.id}
      sheet={sheet}
      isOnly={upload.sheets.length === 1}
      canChange={canChange}
    />
  ))
}

interface SheetReadByProps {
  readonly upload: string
  readonly sheet: ReadSheet
  readonly isOnly: boolean
  readonly canChange: boolean
}

function SheetReadBy({ upload, sheet, isOnly, canChange }: SheetReadByProps) {
  const say = useWords(MAPPING_PROFILE_WORDS)
  const sayMapping = useWords(MAPPING_WORDS)
  const { profile, leavesOut = [], unread = [] } = sheet
  const name = isOnly ? '' : say('ofSheet', { sheet: sheet.sheet ?? sheet.file })
  const title =
    profile === null
      ? say('readBySaid')
      : profile.version === undefined || profile.savedAt === undefined
        ? say('readByOld', { name: profile.name })
        : say('readBy', { name: profile.name, n: profile.version, day: day(profile.savedAt.slice(0, 10)) })
  const conditions = leavesOut.map(({ header, text, rows }) =>
    rows === null
      ? say('conditionUncounted', { header, text: nameOfText(text, sayMapping) })
      : say('condition', { header, text: nameOfText(text, sayMapping), n: count(rows) }),
  )
  return (
    <Notice kind="info" title={`${name}${title}`}>
      <div>{conditions.length > 0 ? say('leavesOut', { list: listed(conditions) }) : say('leavesOutNone')}</div>
      {unread.length > 0 && <div>{say('unread', { list: listed(unread) })}</div>}
      <div className="row">
        {profile && (
          <Link to="/mapping-profiles/$profile" params={{ profile: String(profile.id) }}>
            {say('openProfile')}
          </Link>
        )}
        {canChange && (
          <Link to="/uploads/$upload/columns" params={{ upload }}>
            {say('lookOrChange')}
          </Link>
        )}
      </div>
    </Notice>
  )
}
