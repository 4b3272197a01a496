import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useSession } from '../api/session.ts'
import { periodName } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Empty, Loaded, Loading, Page, Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { type BoardRegion, boardQuery, documentsQuery } from './api.ts'
import { DocumentFiles } from './document-files.tsx'
import { archivePath, saveDocument } from './document-paths.ts'
import { DOCUMENTS } from './document-words.ts'
import { DownloadHistory } from './download-history.tsx'
import './finance.css'

/** The documents 表单 of a closed period: one by one, several as a zip, and who took what. */
export function DocumentsPage() {
  const say = useWords(DOCUMENTS)
  const session = useSession()
  const { period } = useParams({ from: '/shell/periods/$period/documents' })
  const board = useQuery(boardQuery(period, undefined))
  return (
    <Page title={`${periodName(period)} ${say('title')}`} lead={say('lead')}>
      <Loaded query={board} rows={8}>
        {(found) =>
          found.periodState === 'closed' ? (
            <>
              <Documents period={period} regions={found.regions} />
              {found.regions.length > 1 && <ByRegion period={period} regions={found.regions} />}
              {session.may('document.downloads') && <DownloadHistory period={period} />}
            </>
          ) : (
            <section className="card">
              <Empty>
                <h2>{say('notClosed')}</h2>
                <p>{say('notClosedMore')}</p>
                {session.may('outstanding.read') && (
                  <p>
                    <Link to="/periods/$period" params={{ period }}>
                      {say('toMonth')}
                    </Link>
                  </p>
                )}
              </Empty>
            </section>
          )
        }
      </Loaded>
    </Page>
  )
}

function Documents({ period, regions }: { period: string; regions: readonly BoardRegion[] }) {
  const say = useWords(DOCUMENTS)
  const session = useSession()
  const { region: asked } = useSearch({ from: '/shell/periods/$period/documents' })
  const navigate = useNavigate({ from: '/periods/$period/documents' })
  const isCompany = session.scopeOf('document.read') === 'all'
  // A manager of several regions looks at one of them.
  const region = asked ?? (isCompany ? undefined : regions.at(0)?.region)
  const documents = useQuery(documentsQuery(period, region))
  return (
    <Section
      title={say('files')}
      actions={
        (isCompany || regions.length > 1) && (
          <select
            className="plain-select"
            aria-label={say('whose')}
            value={region ?? ''}
            onChange={({ target: { value } }) => void navigate({ to: '.', search: value === '' ? {} : { region: value }, replace: true })}
          >
            {isCompany && <option value="">{say('company')}</option>}
            {regions.map((each) => (
              <option key={each.region} value={each.region}>
                {each.name}
              </option>
            ))}
          </select>
        )
      }
    >
      {documents.isPending && !documents.isError ? (
        <Making />
      ) : (
        <Loaded query={documents} rows={4}>
          {({ files }) => <DocumentFiles key={region ?? ''} period={period} region={region} files={files} />}
        </Loaded>
      )}
    </Section>
  )
}

const SOON_SECONDS = 1

/** The documents are being made: what happens, and since when; nothing of it in the first moment. */
function Making() {
  const say = useWords(DOCUMENTS)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const tick = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(tick)
  }, [])
  return (
    <>
      <div style={{ minHeight: 44 }} role="status">
        {seconds >= SOON_SECONDS && (
          <>
            <strong>{say('making')}</strong>
            <div className="small">{say('makingMore', { seconds })}</div>
          </>
        )}
      </div>
      <Loading rows={4} />
    </>
  )
}

/** A folder for each region in one zip. */
function ByRegion({ period, regions }: { period: string; regions: readonly BoardRegion[] }) {
  const say = useWords(DOCUMENTS)
  const client = useQueryClient()
  const [chosen, setChosen] = useState<readonly string[]>(regions.map(({ region }) => region))
  const save = useMutation({
    mutationFn: () => saveDocument(archivePath(period, { regions: chosen })),
    onSettled: () => client.invalidateQueries({ queryKey: ['document-downloads', period] }),
  })
  const toggle = (region: string) =>
    setChosen((before) => (before.includes(region) ? before.filter((each) => each !== region) : [...before, region]))
  return (
    <Section title={say('byRegion')}>
      <p className="quiet">{say('byRegionMore')}</p>
      <fieldset className="row" style={{ border: 0, margin: 0, padding: 0, gap: 16 }}>
        <legend className="sr-only">{say('regions')}</legend>
        {regions.map(({ region, name }) => (
          <label key={region} className="row" style={{ gap: 6 }}>
            <input type="checkbox" className="tick" checked={chosen.includes(region)} onChange={() => toggle(region)} />
            {name}
          </label>
        ))}
      </fieldset>
      <div className="row">
        <Button disabled={chosen.length === 0} loading={save.isPending} onClick={() => save.mutate()}>
          {say('byRegionDo')}
        </Button>
        {save.isPending && <span className="small">{say('preparing')}</span>}
      </div>
      <ProblemNotice problem={save.error} />
    </Section>
  )
}
