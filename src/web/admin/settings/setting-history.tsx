import { useInfiniteQuery } from '@tanstack/react-query'
import { day, time } from '../../parts/format.ts'
import { Loaded, Section } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { PlainTable } from '../../parts/plain-table.tsx'
import { COMMON } from '../../words/common.ts'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { MoreButton } from '../more-button.tsx'
import { readSettingChanges, type Setting, type SettingChange } from './setting-queries.ts'
import { valueInWords } from './setting-value.ts'
import { SETTINGS } from './setting-words.ts'

interface SettingHistoryProps {
  readonly settings: readonly Setting[]
  /** Only the changes of this setting. */
  readonly only: string | undefined
  readonly onShowAll: () => void
}

/** What was changed, from when on, by whom and why; newest first. */
export function SettingHistory({ settings, only, onShowAll }: SettingHistoryProps) {
  const say = useWords(SETTINGS)
  const query = useInfiniteQuery({
    queryKey: ['settings', 'changes', only],
    queryFn: ({ pageParam }) => readSettingChanges(only, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const setting = settings.find(({ key }) => key === only)
  const showAll = (
    <button type="button" className="link-button" onClick={onShowAll}>
      {say('showAll')}
    </button>
  )
  return (
    <Section
      title={setting ? say('oneHistory', { title: inLanguage(setting.title) }) : say('allHistory')}
      actions={only !== undefined && showAll}
    >
      <Loaded query={query} rows={3}>
        {({ pages }) => <Changes changes={pages.flatMap(({ items }) => items)} settings={settings} />}
      </Loaded>
      <MoreButton query={query} />
    </Section>
  )
}

function Changes({ changes, settings }: { changes: readonly SettingChange[]; settings: readonly Setting[] }) {
  const say = useWords(SETTINGS)
  const common = useWords(COMMON)
  const nameOf = usePeopleNames(changes.map(({ by }) => by))
  const settingOf = (key: string) => settings.find((setting) => setting.key === key)
  const setTo = ({ key, value }: SettingChange) => {
    const setting = settingOf(key)
    if (value === null) return say('backInWords')
    return setting ? valueInWords(setting, value) : value
  }
  return (
    <PlainTable
      caption={say('allHistory')}
      rows={changes}
      keyOf={({ id }) => id}
      empty={say('noHistory')}
      columns={[
        { key: 'key', title: say('key'), head: true, bare: true, cell: ({ key }) => titleOf(settingOf(key), key) },
        { key: 'value', title: say('value'), cell: (change) => <strong>{setTo(change)}</strong> },
        { key: 'from', title: say('effectiveFrom'), cell: ({ effectiveFrom }) => day(effectiveFrom) },
        { key: 'reason', title: common('reason'), cell: ({ reason }) => reason },
        { key: 'by', title: common('by'), cell: ({ by }) => nameOf(by) },
        { key: 'at', title: common('time'), cell: ({ at }) => time(at) },
      ]}
    />
  )
}

/** A region's target that was given up has no setting any more: what is left is its key. */
function titleOf(setting: Setting | undefined, key: string): string {
  return setting ? inLanguage(setting.title) : key
}
