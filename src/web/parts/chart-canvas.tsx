import { BarChart, FunnelChart, LineChart, PieChart, RadarChart, ScatterChart } from 'echarts/charts'
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useDark } from '../theme/appearance.ts'

use([
  AriaComponent,
  BarChart,
  DatasetComponent,
  FunnelChart,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  PieChart,
  RadarChart,
  RadarComponent,
  ScatterChart,
  SVGRenderer,
  TitleComponent,
  TooltipComponent,
])

export type ChartOption = EChartsCoreOption

const LIGHT = { ink: 'rgba(0,0,0,0.75)', line: '#dfe4ea', colors: ['#0958d9', '#d46b08', '#237804', '#9254de', '#08979c', '#a8071a'] }
const DARK = { ink: 'rgba(255,255,255,0.78)', line: '#3a424c', colors: ['#6aa8f0', '#f0a35a', '#7bd34d', '#b58df0', '#4cc7c9', '#ff8a8d'] }

/** One chart drawn as SVG in the colours of the appearance; follows its width. */
export function ChartCanvas({ option, height, description }: { option: ChartOption; height: number; description: string }) {
  const place = useRef<HTMLDivElement>(null)
  const dark = useDark()
  useEffect(() => {
    if (!place.current) return
    const { ink, line, colors } = dark ? DARK : LIGHT
    const chart = init(place.current, undefined, { renderer: 'svg' })
    const text = { color: ink }
    chart.setOption({
      color: colors,
      textStyle: text,
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      tooltip: { confine: true },
      ...option,
      aria: { enabled: true, label: { description }, decal: { show: false } },
      ...(option.legend ? { legend: { textStyle: text, ...(option.legend as object) } } : {}),
    })
    chart.setOption({ xAxis: axis(option.xAxis, text, line), yAxis: axis(option.yAxis, text, line) })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [option, description, dark])
  return <div ref={place} role="img" aria-label={description} style={{ height, width: '100%' }} />
}

function axis(given: unknown, axisLabel: object, line: string): object | object[] | undefined {
  if (given === undefined) return undefined
  const look = { axisLabel, axisLine: { lineStyle: { color: line } }, splitLine: { lineStyle: { color: line } }, nameTextStyle: axisLabel }
  return Array.isArray(given) ? given.map(() => look) : look
}
