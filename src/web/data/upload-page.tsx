import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { API, send } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { count, day, periodName, time } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Empty, Loaded, Page, Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { saveAnswer } from '../parts/save-answer.ts'
import { COMMON } from '../words/common.ts'
import { TABLE_WORDS } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { columnsQuery, type TableKey, type Upload, uploadQuery } from './api.ts'
import { AsideRows } from './aside-rows.tsx'
import { ASIDE_WORDS } from './aside-words.ts'
import { Fact } from './fact.tsx'
import { filesName } from './files-name.ts'
import { ProblemSummary } from './problem-summary.tsx'
import { ReadBy } from './read-by.tsx'
import { ReplaceFiles } from './replace-files.tsx'
import { RowsPreview } from './rows-preview.tsx'
import { SettleUpload } from './settle-upload.tsx'
import { UploadChanges } from './upload-changes.tsx'
import { CorrectionsMade } from './upload-corrections.tsx'
import { UploadEffect } from './upload-effect.tsx'
import { MeanwhileNotice, MeanwhileRecords } from './upload-meanwhile.tsx'
import { UploadState } from './upload-state.tsx'
import { UploadSums } from './upload-sums.tsx'
import { UPLOAD_WORDS } from './upload-words.ts'
import './data.css'

/** One upload: what was found in it, what committing it would mean, and its rows with their problems. */
export function UploadPage() {
  const say = useWords(UPLOAD_WORDS)
  const { upload: id } = useParams({ from: '/shell/uploads/$upload' })
  const query = useQuery(uploadQuery(id))
  return (
    <Page
      title={query.data ? say('uploadOf', { name: filesName(query.data.fileName, say) }) : say('title')}
      lead={<Link to="/uploads">{say('backToUploads')}</Link>}
    >
      <Loaded query={query}>{(upload) => <UploadDetails upload={upload} />}</Loaded>
    </Page>
  )
}

function UploadDetails({ upload }: { upload: Upload }) {
  const say = useWords(UPLOAD_WORDS)
  const sayCommon = useWords(COMMON)
  const sayAside = useWords(ASIDE_WORDS)
  const session = useSession()
  const nameOf = usePeopleNames([upload.by])
  const { state, errors, warnings, plan } = upload
  const period = plan ? plan.period : upload.period
  const hasFiles = state !== 'dropped'
  /** No table was found in it: then there is nothing to tell but that. */
  const isUnknown = state === 'broken' && Object.keys(upload.tables).length === 0
  const inspected = useQuery({ ...columnsQuery(upload.id), enabled: isUnknown && hasFiles })
  /** No file of it opens: there are no columns that could be mapped, and no rows. */
  const isClosed = isUnknown && inspected.data?.sheets.length === 0
  const navigate = useNavigate()
  const columns = (
    <Button
      type={isUnknown ? 'primary' : 'default'}
      onClick={() => void navigate({ to: '/uploads/$upload/columns', params: { upload: upload.id } })}
    >
      {say('map')}
    </Button>
  )
  const canMap = session.may('upload.write') && (state === 'checked' || state === 'broken')
  return (
    <>
      <section className="card stack" aria-label={say('result')}>
        <dl className="facts">
          <Fact title={sayCommon('state')}>
            <UploadState upload={upload} />
          </Fact>
          <Fact title={sayCommon('period')}>{period ? say('recordedIn', { period: periodName(period) }) : say('noPeriod')}</Fact>
          <Fact title={say('at')}>{time(upload.at)}</Fact>
          <Fact title={sayCommon('by')}>{nameOf(upload.by)}</Fact>
        </dl>
        {state === 'broken' && (
          <Notice
            kind="bad"
            title={isClosed ? say('closedTitle') : isUnknown ? say('unknownTitle') : say('brokenTitle', { n: count(errors) })}
          >
            {isClosed ? (
              <p>{say('closedMore')}</p>
            ) : isUnknown ? (
              <p>{say('noTables')}</p>
            ) : (
              <>
                <p>{say('brokenMore')}</p>
                {canMap && <p>{say('brokenColumns')}</p>}
              </>
            )}
          </Notice>
        )}
        {state === 'committed' && upload.change !== null && (
          <Notice kind="good">
            {say('committedAs', { n: upload.change })} <Link to="/changes">{say('changes')}</Link>
          </Notice>
        )}
        {plan && <MeanwhileNotice plan={plan} />}
        {plan?.held && (
          <Notice kind="info">
            {say('held', { day: day(plan.held.from), n: count(Object.values(plan.held.rows).reduce((sum, n) => sum + n, 0)) })}
          </Notice>
        )}
        {plan && plan.setAside.count > 0 && <Notice kind="warn">{sayAside('before', { n: count(plan.setAside.count) })}</Notice>}
        {plan && plan.lateFor.length > 0 && (
          <Notice kind="warn">{say('late', { periods: plan.lateFor.map(periodName).join(', ') })}</Notice>
        )}
        {plan?.needsReason && <Notice kind="warn">{say('needsReason')}</Notice>}
        {plan && plan.obstacles.length > 0 && (
          <Notice kind="bad" title={say('obstacles')}>
            {plan.obstacles.map(({ message }) => (
              <div key={message}>{message}</div>
            ))}
          </Notice>
        )}
        <ReadBy upload={upload} canChange={canMap} />
        <div className="row">
          {canMap && isUnknown && !isClosed && columns}
          {session.may('upload.write') && <SettleUpload upload={upload} />}
          {canMap && !isUnknown && columns}
          {canMap && <ReplaceFiles upload={upload} />}
          {hasFiles && !isUnknown && (errors > 0 || warnings > 0) && <MarkedCopies upload={upload} />}
        </div>
      </section>
      {plan?.meanwhile && <MeanwhileRecords meanwhile={plan.meanwhile} />}
      {state === 'committed' && <AsideRows upload={upload.id} />}
      {!isUnknown && <TableResults upload={upload} />}
      {(!isUnknown || isClosed) && (errors > 0 || warnings > 0) && <ProblemSummary upload={upload} />}
      <CorrectionsMade upload={upload} />
      {plan && <UploadSums upload={upload} />}
      {plan && <UploadEffect upload={upload} />}
      {plan && <UploadChanges upload={upload} />}
      {hasFiles && !isClosed && <RowsPreview upload={upload} />}
    </>
  )
}

function MarkedCopies({ upload }: { upload: Upload }) {
  const say = useWords(UPLOAD_WORDS)
  const [problem, setProblem] = useState<unknown>()
  const files = upload.fileName.split(', ')
  const save = (file: string) => {
    setProblem(undefined)
    const address = `${API}/uploads/${encodeURIComponent(upload.id)}/marked-copy?file=${encodeURIComponent(file)}`
    saveAnswer(send(address)).catch(setProblem)
  }
  return (
    <>
      {files.map((file) => (
        <Button key={file} onClick={() => save(file)}>
          {files.length === 1 ? say('markedCopy') : say('markedCopyOf', { name: file })}
        </Button>
      ))}
      <ProblemNotice problem={problem} />
    </>
  )
}

function TableResults({ upload }: { upload: Upload }) {
  const say = useWords(UPLOAD_WORDS)
  const sayTable = useWords(TABLE_WORDS)
  const sayCommon = useWords(COMMON)
  const tables = Object.entries(upload.plan?.tables ?? upload.tables) as [TableKey, { new: number; changed: number; same: number }][]
  const sources = (table: TableKey) => upload.sheets.filter((each) => each.table === table)
  return (
    <Section title={say('tables')}>
      <PlainTable
        caption={say('tables')}
        rows={tables}
        keyOf={([table]) => table}
        empty={<Empty>{say('notRead')}</Empty>}
        columns={[
          { key: 'table', title: say('table'), head: true, bare: true, cell: ([table]) => sayTable(table) },
          {
            key: 'file',
            title: say('file'),
            cell: ([table]) =>
              sources(table).map(({ file, sheet, profile }) => (
                <div key={`${file} ${sheet}`}>
                  {sheet === null ? file : `${file} · ${sheet}`}
                  {profile && <div className="quiet">{say('byProfile', { name: profile.name })}</div>}
                </div>
              )),
          },
          { key: 'new', title: say('new'), figures: true, cell: ([, { new: added }]) => count(added) },
          { key: 'changed', title: say('changed'), figures: true, cell: ([, { changed }]) => count(changed) },
          { key: 'same', title: say('same'), figures: true, cell: ([, { same }]) => count(same) },
          {
            key: 'total',
            title: sayCommon('total'),
            figures: true,
            cell: ([, { new: added, changed, same }]) => count(added + changed + same),
          },
        ]}
      />
    </Section>
  )
}
