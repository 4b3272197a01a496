import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { answer, ifMatch } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Loaded, Page, Section } from '../parts/page.tsx'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { profiles, type TableInfo, tablesQuery } from './api.ts'
import { ColumnTable } from './column-table.tsx'
import { LateCounts } from './late-counts.tsx'
import { MadeOf } from './made-of.tsx'
import { type SheetDraft, troubleOf } from './mapping-draft.ts'
import { draftOfProfile, profileToSend, withValues } from './mapping-profile-draft.ts'
import { AddValue, ReportMeanings } from './mapping-profile-values.tsx'
import { MappingProfileVersions } from './mapping-profile-versions.tsx'
import { MAPPING_PROFILE_WORDS } from './mapping-profile-words.ts'
import { MappingTrouble } from './mapping-trouble.tsx'
import { MAPPING_WORDS } from './mapping-words.ts'
import { type MappingProfile, profileQuery } from './profile-api.ts'
import { ExportProfile } from './profile-files.tsx'
import { ValueForms } from './value-forms.tsx'
import { ValueMeanings } from './value-meanings.tsx'
import './data.css'

/** One kept mapping: what it says, to be changed, and its versions. */
export function MappingProfilePage() {
  const say = useWords(MAPPING_PROFILE_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const session = useSession()
  const { profile: id } = useParams({ from: '/shell/mapping-profiles/$profile' })
  const query = useQuery(profileQuery(id))
  const tables = useQuery(tablesQuery)
  const profile = query.data?.profile
  return (
    <Page
      title={say('title', { name: profile?.name ?? '' })}
      lead={
        <>
          {profile && <p>{say('lead', { table: sayTable(profile.table) })}</p>}
          <Link to="/mapping-profiles">{say('backToProfiles')}</Link>
        </>
      }
      actions={profile && <ExportProfile id={profile.id} name={profile.name} />}
    >
      <Loaded query={query}>
        {(history) => (
          <Loaded query={tables}>
            {({ items }) => {
              const table = items.find(({ key }) => key === history.profile.table)
              const canChange = session.may('upload.write') && table?.isOwn === true
              return (
                table && (
                  <>
                    <Editor key={history.profile.version} profile={history.profile} table={table} canChange={canChange} />
                    <MappingProfileVersions history={history} table={table} canChange={canChange} />
                  </>
                )
              )
            }}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function Editor({ profile, table, canChange }: { profile: MappingProfile; table: TableInfo; canChange: boolean }) {
  const say = useWords(MAPPING_PROFILE_WORDS)
  const sayMapping = useWords(MAPPING_WORDS)
  const id = useId()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(() => draftOfProfile(profile, table))
  const isReport = profile.report !== null
  const change = (next: SheetDraft) => setDraft(withValues(next))
  const save = useMutation({
    mutationFn: () =>
      answer(
        profiles[':profile'].$put(
          { param: { profile: String(profile.id) }, json: profileToSend(draft, isReport) },
          ifMatch(profile.version),
        ),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['mapping-profiles'] }),
  })
  const isWrong = draft.name.trim() === '' || (!isReport && troubleOf(draft, table).isWrong)
  return (
    <Section title={say('says')}>
      <div className="field" style={{ maxWidth: 360 }}>
        <label htmlFor={`${id}-name`}>{sayMapping('profileName')}</label>
        <Input
          id={`${id}-name`}
          value={draft.name}
          maxLength={100}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
      </div>
      {isReport ? (
        <>
          <Notice kind="info">{say('reportLead', { report: profile.name })}</Notice>
          <ReportMeanings draft={draft} table={table} onChange={setDraft} />
          {table.key === 'attendance' && <LateCounts draft={draft} onChange={setDraft} />}
        </>
      ) : (
        <>
          <MappingTrouble draft={draft} table={table} />
          <ColumnTable draft={draft} table={table} hasFile={false} onChange={change} />
          <ValueForms draft={draft} table={table} onChange={change} />
          <div className="row">
            <Checkbox
              checked={draft.forms !== undefined}
              disabled={Object.keys(draft.forms ?? {}).length > 0}
              onChange={(event) => change({ ...draft, forms: event.target.checked ? {} : undefined })}
            >
              {say('signs')}
            </Checkbox>
          </div>
          <MadeOf draft={draft} table={table} onChange={change} />
          <ValueMeanings draft={draft} table={table} canForget onChange={change} />
          <AddValue draft={draft} table={table} onChange={change} />
        </>
      )}
      <ProblemNotice problem={save.error} />
      {canChange && (
        <div className="row">
          <Button type="primary" loading={save.isPending} disabled={isWrong} onClick={() => save.mutate()}>
            {say('saveVersion')}
          </Button>
        </div>
      )}
    </Section>
  )
}
