import { yuan } from '../parts/format.ts'
import { language } from '../words/language.ts'

/** What the charts of finance have in common. */
export const FRAME = {
  tooltip: { trigger: 'axis', confine: true },
  legend: { top: 0, left: 0 },
  grid: { left: 8, right: 8, top: 56, bottom: 4, containLabel: true },
}

/** Amounts go in as the server wrote them and are shown as such. */
export function bar(name: string, data: readonly (string | null)[]) {
  return { type: 'bar', name, data: [...data], barMaxWidth: 32, tooltip: { valueFormatter: inYuan } }
}

/** The names below a chart, all of them. */
export function categories(names: readonly string[]) {
  return { type: 'category', data: [...names], axisLabel: { interval: 0, lineHeight: 16 } }
}

/** An amount in a tooltip: the text of the server, never the number drawn. */
export function inYuan(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? yuan(String(value)) : '—'
}

/** A second axis, whose lines would cross those of the first. */
export function rightAxis(name: string) {
  return { ...amountAxis(name), splitLine: { show: false } }
}

/** An axis of amounts: "120万", "1.2M". */
export function amountAxis(name: string) {
  const short = new Intl.NumberFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { notation: 'compact', maximumFractionDigits: 1 })
  return { type: 'value', name, axisLabel: { formatter: (value: number) => short.format(value) } }
}
