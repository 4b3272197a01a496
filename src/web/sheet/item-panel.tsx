import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { FactRecords } from './fact-records.tsx'
import { useItemName } from './item-name.ts'
import { KpiClients, KpiTrend } from './kpi-detail.tsx'
import { KPI } from './kpi-words.ts'
import { type Sheet, type SheetPart, type SheetPlace, type Workings, type WorkingsNode, workingsQuery } from './queries.ts'
import { SHARE } from './share-words.ts'
import { SidePanel } from './side-panel.tsx'
import { SHEET } from './words.ts'
import { WorkingsTree } from './workings-tree.tsx'

interface ItemPanelProps {
  readonly place: SheetPlace
  readonly sheet: Sheet
  readonly part: SheetPart
  /** A module, "final", a KPI, "total", or "share-REGION". */
  readonly item: string
  readonly onClose: () => void
}

/** What a tap on an item opens: its workings; of a KPI its clients and its trend too. */
export function ItemPanel({ place, sheet, part, item, onClose }: ItemPanelProps) {
  const say = useWords(SHEET)
  const sayKpi = useWords(KPI)
  const sayShare = useWords(SHARE)
  const nameOf = useItemName(sheet.kpis)
  const query = useQuery(workingsQuery(place))
  const title =
    item === 'final'
      ? say('finalShort')
      : item === 'total'
        ? sayKpi('totalShort')
        : item.startsWith('share-')
          ? sayShare('title')
          : nameOf(item)
  const head = sheet.kpis.find(({ kpi }) => kpi === item)
  const figure = part.figures.find(({ kpi }) => kpi === item)
  return (
    <SidePanel title={title} onClose={onClose}>
      <Loaded query={query}>
        {(workings) => {
          const root = rootOf(workings, part, item)
          return root === undefined ? (
            <p className="quiet">{say('noSheet')}</p>
          ) : (
            <WorkingsTree
              key={item}
              root={root}
              clauses={workings.clauses}
              reasons={workings.reasons}
              records={(fact, total) => <FactRecords place={place} fact={fact} total={total} />}
            />
          )
        }}
      </Loaded>
      {head && figure && (
        <>
          {figure.weight !== null && query.data && <KpiPoints workings={query.data} kpi={item} place={place} />}
          <p className="quiet">{sayKpi(head.better)}</p>
          <KpiClients place={place} kpi={item} />
          <KpiTrend place={place} head={head} figure={figure} />
        </>
      )}
    </SidePanel>
  )
}

/** How the points of a KPI came about, where it is on the scorecard. */
function KpiPoints({ workings, kpi, place }: { workings: Workings; kpi: string; place: SheetPlace }) {
  const sayKpi = useWords(KPI)
  const scorecard = workings.values.find(({ name }) => name === RULES.total)
  const root = scorecard?.parts.find(({ name }) => name === kpi)
  if (!root) return null
  return (
    <section>
      <h3>{sayKpi('points')}</h3>
      <WorkingsTree
        root={root}
        clauses={workings.clauses}
        reasons={workings.reasons}
        records={(fact, total) => <FactRecords place={place} fact={fact} total={total} />}
      />
    </section>
  )
}

const RULES: Readonly<Record<string, string>> = {
  attendance: 'service.attendance',
  customer: 'service.customer-evaluation',
  manager: 'service.manager-evaluation',
  problemSolving: 'service.problem-solving',
  final: 'service.final-score',
  total: 'sales.scorecard',
}

/** The part of a person's workings that an item is about. Bonuses stand in the order of the sheet's shares. */
function rootOf(workings: Workings, part: SheetPart, item: string): WorkingsNode | undefined {
  if (item.startsWith('share-')) {
    const at = part.shares.findIndex(({ region }) => `share-${region}` === item)
    return workings.values.filter(({ name }) => name === 'bonus.split')[at]
  }
  const name = RULES[item] ?? item
  // A KPI stands among the values by itself; its points are a part of the scorecard under the same name.
  const own = workings.values.find((value) => value.name === name)
  if (own) return own
  for (const value of workings.values) {
    const found = findNode(value, name)
    if (found) return found
  }
  return undefined
}

function findNode(node: WorkingsNode, name: string): WorkingsNode | undefined {
  if (node.name === name) return node
  for (const part of node.parts) {
    const found = findNode(part, name)
    if (found) return found
  }
  return undefined
}
