import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { answer, ifMatch } from '../api/resource.ts'
import { time } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { profiles, type TableInfo } from './api.ts'
import { choiceTitle, columnTitle } from './column-titles.ts'
import { HEADER } from './mapping-draft.ts'
import { MAPPING_PROFILE_WORDS } from './mapping-profile-words.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { LEFT_OUT, meaningsBeside, nameOfText } from './meaning-options.ts'
import type { ProfileHistory, ProfileVersion } from './profile-api.ts'
import { REPORT_WORDS } from './report-sheet-words.ts'

interface VersionsProps {
  readonly history: ProfileHistory
  readonly table: TableInfo
  readonly canChange: boolean
}

/** The versions of a kept mapping: when, by whom, from which upload, what each says otherwise; an earlier one is taken back into force. */
export function MappingProfileVersions({ history: { profile, versions }, table, canChange }: VersionsProps) {
  const say = useWords(MAPPING_PROFILE_WORDS)
  const sayCommon = useWords(COMMON)
  const queryClient = useQueryClient()
  const nameOf = usePeopleNames(versions.map(({ by }) => by))
  const restore = useMutation({
    mutationFn: (restores: number) =>
      answer(profiles[':profile'].version.$put({ param: { profile: String(profile.id) }, json: { restores } }, ifMatch(profile.version))),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['mapping-profiles'] }),
  })
  return (
    <Section title={say('versions')}>
      <ProblemNotice problem={restore.error} />
      <PlainTable
        caption={say('versions')}
        rows={versions}
        keyOf={({ number }) => number}
        columns={[
          {
            key: 'number',
            title: say('versions'),
            head: true,
            bare: true,
            cell: ({ number }) => (
              <span className="row">
                {say('version', { n: number })}
                {number === profile.version && <Tag kind="good">{say('inForce')}</Tag>}
              </span>
            ),
          },
          { key: 'at', title: say('savedAt'), cell: ({ at }) => time(at) },
          { key: 'by', title: sayCommon('by'), cell: ({ by }) => nameOf(by) },
          { key: 'from', title: say('from'), cell: (version) => <Origin version={version} /> },
          { key: 'differences', title: say('differences'), cell: (version) => <Differences version={version} table={table} /> },
          ...(canChange
            ? [
                {
                  key: 'do',
                  title: '',
                  bare: true,
                  cell: ({ number }: ProfileVersion) =>
                    number === profile.version ? null : (
                      <Button
                        size="small"
                        loading={restore.isPending && restore.variables === number}
                        aria-label={`${say('restore')} ${number}`}
                        onClick={() => restore.mutate(number)}
                      >
                        {say('restore')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

function Origin({ version: { upload, restores } }: { version: ProfileVersion }) {
  const say = useWords(MAPPING_PROFILE_WORDS)
  if (upload !== null)
    return (
      <Link to="/uploads/$upload" params={{ upload }}>
        {say('fromUpload')}
      </Link>
    )
  return restores === null ? say('fromHand') : say('fromVersion', { n: restores })
}

function Differences({ version, table }: { version: ProfileVersion; table: TableInfo }) {
  const say = useWords(MAPPING_PROFILE_WORDS)
  const inWords = useDifferenceWords(table)
  if (version.number === 1) return <span className="quiet">{say('first')}</span>
  return version.differences.map((difference) => (
    <div key={`${difference.part} ${difference.key} ${difference.text}`}>{inWords(difference, version)}</div>
  ))
}

type Difference = ProfileVersion['differences'][number]

/** Says what a version says otherwise, by the titles of the table's columns and choices. */
function useDifferenceWords(table: TableInfo): (difference: Difference, version: ProfileVersion) => string {
  const say = useWords(MAPPING_PROFILE_WORDS)
  const sayMapping = useWords(MAPPING_WORDS)
  const sayCommon = useWords(COMMON)
  const sayReport = useWords(REPORT_WORDS)
  const columnNamed = (key: string) => table.columns.find((each) => each.key === key)
  const titleOf = (key: string) => {
    const column = columnNamed(key)
    return column ? columnTitle(column) : key
  }
  const headerOf = (key: string, { columns }: ProfileVersion) =>
    key.startsWith(HEADER) ? key.slice(HEADER.length) : (Object.entries(columns).find(([, column]) => column === key)?.[0] ?? titleOf(key))
  const meant = (key: string, value: string) => {
    const beside = meaningsBeside(table, sayMapping).find((option) => option.value === (value === 'leave_out' ? LEFT_OUT : value))
    const column = columnNamed(key)
    if (beside) return beside.label
    if (column?.type === 'flag') return sayCommon(value === 'true' ? 'yes' : 'no')
    return column ? choiceTitle(column, value) : value
  }
  const formed = (key: string, value: string) => {
    if (key === 'dates') return value === 'dmy' || value === 'mdy' ? sayMapping(value) : sayMapping('ymd')
    if (key === 'decimal') return sayMapping(value === ',' ? 'decimalComma' : 'decimalPoint')
    if (key === 'late') return sayReport(value === 'contains' ? 'contains' : 'separate')
    if (key === 'amounts') return sayMapping(value === 'line' ? 'amountsOfLine' : 'amountsOfDocument')
    return key === 'scale' ? sayMapping('scaleOf', { n: value }) : sayCommon('yes')
  }
  const formNamed = (key: string) =>
    key === 'late'
      ? sayReport('late')
      : key === 'dates' || key === 'decimal' || key === 'amounts' || key === 'scale'
        ? sayMapping(key)
        : say('money')
  return ({ part, key, text, before, after }, version) => {
    const words: Record<Difference['part'], { what: string; side: (value: string) => string; unsaid?: string }> = {
      name: { what: sayMapping('profileName'), side: (value) => value },
      column: { what: say('column', { header: key }), side: titleOf, unsaid: sayMapping('ignore') },
      meaning: {
        what: say('value', { header: headerOf(key, version), text: nameOfText(text ?? '', sayMapping) }),
        side: (value) => meant(key, value),
      },
      ignored: { what: say('header', { header: headerOf(key, version) }), side: () => say('noDifference') },
      form: { what: formNamed(key), side: (value) => formed(key, value) },
      fill: { what: say('fill'), side: () => say('filled'), unsaid: say('notFilled') },
      key: { what: say('madeOf'), side: (value) => value },
    }
    const { what, side, unsaid = say('unsaid') } = words[part]
    const shown = (value: string | null) => (value === null ? unsaid : side(value))
    return say('change', { what, before: shown(before), after: shown(after) })
  }
}
