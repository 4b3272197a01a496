import { Button } from 'antd'
import { useState } from 'react'
import { PersonBalances } from '../balances/person-balances.tsx'
import { Notice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { ItemPanel } from './item-panel.tsx'
import { KpiForm } from './kpi-form.tsx'
import { KPI } from './kpi-words.ts'
import { ModuleRadar } from './module-radar.tsx'
import { OneMorePoint } from './one-more-point.tsx'
import { PastResults } from './past-results.tsx'
import { PayOrigin } from './pay-origin.tsx'
import { PaymentState } from './payment-state.tsx'
import type { Sheet, SheetPlace } from './queries.ts'
import { ScoreForm } from './score-form.tsx'
import { ScoreTrend } from './score-trend.tsx'
import { ShareOrigin } from './share-origin.tsx'
import { SHEET } from './words.ts'
import './sheet-view.css'

interface SheetViewProps {
  readonly sheet: Sheet
  /** The run as the address names it: "published", or an id. */
  readonly run: string
  readonly isOwn: boolean
  /** The item whose workings are open, from the address, so that back closes them. */
  readonly open: string | undefined
  readonly onOpen: (item: string | undefined) => void
}

/**
 * A person's sheet with everything about it: the form as it is printed, the workings behind each item, how the share came about,
 * what one more point is worth, charts and earlier periods; one's own can be answered. Shown to the person, and to HR, managers,
 * finance and auditors.
 */
export function SheetView({ sheet, run, isOwn, open, onOpen }: SheetViewProps) {
  const say = useWords(SHEET)
  const sayKpi = useWords(KPI)
  const [kind, setKind] = useState(sheet.parts[0]?.kind)
  const part = sheet.parts.find((each) => each.kind === kind) ?? sheet.parts[0]
  if (!part) return null
  const place: SheetPlace = { period: sheet.period, run, employee: sheet.employee }
  return (
    <div className="sheet-view">
      {sheet.parts.length > 1 && (
        <div className="row no-print" role="tablist">
          {sheet.parts.map((each) => (
            <Button
              key={each.kind}
              role="tab"
              aria-selected={each.kind === part.kind}
              type={each.kind === part.kind ? 'primary' : 'default'}
              onClick={() => setKind(each.kind)}
            >
              {say(each.kind === 'service' ? 'serviceTab' : 'salesTab')}
            </Button>
          ))}
        </div>
      )}
      {!sheet.isPublished && (
        <div className="no-print">
          <Notice kind="warn">{say('notPublished')}</Notice>
        </div>
      )}
      <div className={part.kind === 'service' ? 'sheet-columns' : 'sheet-columns wide-form'}>
        <div className="stack sheet-main">
          {part.kind === 'service' ? (
            <ScoreForm sheet={sheet} part={part} onOpen={onOpen} />
          ) : (
            <KpiForm sheet={sheet} part={part} onOpen={onOpen} />
          )}
          <p className="quiet no-print">{part.kind === 'service' ? say('tapHint') : sayKpi('tapHint')}</p>
        </div>
        <div className="stack no-print sheet-side">
          {isOwn && <AnswerPanel key={part.kind} sheet={sheet} part={part} />}
          {part.kind === 'service' && <ShareOrigin part={part} isOwn={isOwn} onOpen={onOpen} />}
          <PayOrigin sheet={sheet} />
          {part.kind === 'service' && isOwn && <PaymentState sheet={sheet} />}
          {part.kind === 'service' && <PersonBalances employee={sheet.employee} isOwn={isOwn} />}
          {part.kind === 'sales' && (
            <>
              <ScoreTrend sheet={sheet} part={part} />
              <PastResults sheet={sheet} part={part} isOwn={isOwn} />
            </>
          )}
        </div>
      </div>
      {part.kind === 'service' && (
        <div className="sheet-charts no-print">
          <OneMorePoint place={place} />
          <ModuleRadar sheet={sheet} part={part} />
          <ScoreTrend sheet={sheet} part={part} />
          <PastResults sheet={sheet} part={part} isOwn={isOwn} />
        </div>
      )}
      {open !== undefined && <ItemPanel place={place} sheet={sheet} part={part} item={open} onClose={() => onOpen(undefined)} />}
    </div>
  )
}
