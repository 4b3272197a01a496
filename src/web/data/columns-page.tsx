import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { answer } from '../api/resource.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { columnsQuery, type InspectedSheet, type TableInfo, tablesQuery, type Upload, uploadFiles, uploadQuery } from './api.ts'
import { filesName } from './files-name.ts'
import { draftOf, type SheetDraft, sheetToSend, troubleOf } from './mapping-draft.ts'
import { MappingSheet } from './mapping-sheet.tsx'
import { MAPPING_WORDS } from './mapping-words.ts'
import { reportToSend, unanswered } from './report-draft.ts'
import { ReportSheet } from './report-sheet.tsx'
import { REPORT_WORDS } from './report-sheet-words.ts'
import './data.css'

/** What the sheets and headers of an upload mean: suggested, corrected by hand, kept as a profile, checked again. */
export function ColumnsPage() {
  const say = useWords(MAPPING_WORDS)
  const { upload: id } = useParams({ from: '/shell/uploads/$upload/columns' })
  const upload = useQuery(uploadQuery(id))
  const inspected = useQuery(columnsQuery(id))
  const tables = useQuery(tablesQuery)
  return (
    <Page
      title={say('mappingTitle', { name: upload.data ? filesName(upload.data.fileName, say) : '' })}
      lead={
        <>
          <p>{say('mappingLead')}</p>
          <Link to="/uploads/$upload" params={{ upload: id }}>
            {say('backToUpload')}
          </Link>
        </>
      }
    >
      <Loaded query={upload}>
        {(found) => (
          <Loaded query={inspected}>
            {({ sheets }) => (
              <Loaded query={tables}>
                {({ items }) =>
                  sheets.length === 0 ? (
                    <Empty>{say('gone')}</Empty>
                  ) : (
                    <Sheets upload={found} sheets={sheets} tables={items.filter(({ isOwn }) => isOwn)} />
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function Sheets({ upload, sheets, tables }: { upload: Upload; sheets: readonly InspectedSheet[]; tables: readonly TableInfo[] }) {
  const say = useWords(MAPPING_WORDS)
  const sayReport = useWords(REPORT_WORDS)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [drafts, setDrafts] = useState<readonly SheetDraft[]>(() => sheets.map((sheet) => draftOf(sheet, upload.sheets)))
  const check = useMutation({
    mutationFn: () =>
      answer(
        uploadFiles[':upload'].check.$post({
          param: { upload: upload.id },
          json: { sheets: drafts.map((draft) => (draft.inspected.report ? reportToSend(draft) : sheetToSend(draft))) },
        }),
      ),
    onSuccess: async (checked) => {
      queryClient.setQueryData(['uploads', upload.id], checked)
      void queryClient.invalidateQueries({ queryKey: ['uploads', 'list'] })
      void queryClient.invalidateQueries({ queryKey: ['mapping-profiles'] })
      await navigate({ to: '/uploads/$upload', params: { upload: upload.id } })
    },
  })
  const isWrong = drafts.some((draft) => {
    if (draft.inspected.report) return false
    const table = tables.find(({ key }) => key === draft.table)
    return table !== undefined && troubleOf(draft, table).isWrong
  })
  const open = drafts.filter(({ isOpen }) => isOpen).length
  const words = drafts.reduce((sum, draft) => sum + (draft.inspected.report ? unanswered(draft) : 0), 0)
  const isNothing = drafts.every(({ table }) => table === null)
  return (
    <>
      {drafts.map((draft, index) => {
        const own = {
          draft,
          tables,
          onChange: (next: SheetDraft) => setDrafts((before) => before.map((each, place) => (place === index ? next : each))),
        }
        const key = `${draft.file} ${draft.sheet}`
        return draft.inspected.report ? <ReportSheet key={key} {...own} /> : <MappingSheet key={key} upload={upload.id} {...own} />
      })}
      <ProblemNotice problem={check.error} />
      <div className="row">
        <Button type="primary" loading={check.isPending} disabled={isWrong || isNothing || open + words > 0} onClick={() => check.mutate()}>
          {check.isPending ? say('checkingAgain') : say('checkAgain')}
        </Button>
        {open > 0 && <span className="quiet">{say('sheetsOpen', { n: open })}</span>}
        {words > 0 && <span className="quiet">{sayReport('wordsOpen', { n: words })}</span>}
      </div>
    </>
  )
}
