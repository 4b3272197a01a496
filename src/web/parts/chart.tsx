import { lazy, type ReactNode, Suspense, useId, useState } from 'react'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { ChartOption } from './chart-canvas.tsx'
import { Loading } from './page.tsx'
import './chart.css'

const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }))

interface ChartProps {
  readonly title: string
  /** What the chart shows, in a sentence or two, for who does not see it. */
  readonly description: string
  readonly option: ChartOption
  readonly height?: number
  /** The same figures as a table: shown instead of the chart on demand, and always there to be downloaded. */
  readonly table: ReactNode
  /** Buttons beside the switch: the download of the figures. */
  readonly actions?: ReactNode
}

/** A chart with its table; the library is loaded when the first chart is drawn. */
export function Chart({ title, description, option, height = 280, table, actions }: ChartProps) {
  const say = useWords(COMMON)
  const id = useId()
  const [isTable, setTable] = useState(false)
  return (
    <figure className="card chart" aria-labelledby={id}>
      <figcaption className="row">
        <h2 id={id}>{title}</h2>
        <span className="row no-print">
          <button type="button" className="link-button" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            {isTable ? say('asChart') : say('asTable')}
          </button>
          {actions}
        </span>
      </figcaption>
      {isTable ? (
        <div className="chart-table">{table}</div>
      ) : (
        <div style={{ minHeight: height }}>
          <Suspense fallback={<Loading rows={5} />}>
            <ChartCanvas option={option} height={height} description={description} />
          </Suspense>
        </div>
      )}
    </figure>
  )
}
