// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { KpiForm } from '../../../src/web/sheet/kpi-form.tsx'
import type { KpiFigure, KpiHead, Sheet, SheetPart } from '../../../src/web/sheet/queries.ts'
import { chooseLanguage } from '../../../src/web/words/language.ts'

const HEADS: readonly KpiHead[] = [
  { kpi: 'visitSuccess', title: { zh: '访问成功率', en: 'Visit success' }, clause: 'S6', unit: 'count', better: 'higher' },
  { kpi: 'ordersPerVisit', title: { zh: '每次访问成交单数', en: 'Orders per visit' }, clause: 'S6a', unit: 'count', better: 'higher' },
]
const NOT_ON_CARD = { reason: null, target: null, weight: null, points: null, counted: null }
const FIGURES: readonly KpiFigure[] = [
  { kpi: 'visitSuccess', value: '0.7500', numerator: '3', denominator: '4', ...NOT_ON_CARD },
  { kpi: 'ordersPerVisit', value: '0.5000', numerator: '2', denominator: '4', ...NOT_ON_CARD },
]
const PART: SheetPart = {
  kind: 'sales',
  employee: 'S001',
  name: '张伟',
  region: 'EAST',
  status: 'held',
  score: null,
  bonus: null,
  result: {},
  remarks: {},
  shares: [],
  modules: [],
  figures: [...FIGURES],
  answers: { person: null, responsible: null },
}
const SHEET: Sheet = {
  run: 'run',
  period: '2026-10',
  employee: 'S001',
  name: '张伟',
  region: 'EAST',
  regionName: '华东',
  isPublished: true,
  periodState: 'published',
  confirmBy: null,
  parts: [PART],
  pay: { commissions: [], grades: [] },
  kpis: [...HEADS],
}

afterEach(cleanup)

test.each`
  language | titles
  ${'zh'}  | ${['访问成功率 S6', '每次访问成交单数 S6a']}
  ${'en'}  | ${['Visit success S6', 'Orders per visit S6a']}
`('in $language a KPI that only the company has stands in its line, by the words of its rule', async ({ language, titles }) => {
  await chooseLanguage(language)
  const open = vi.fn()
  render(<KpiForm sheet={SHEET} part={PART} onOpen={open} />)
  const rows = screen.getAllByRole('rowheader').slice(0, HEADS.length)
  expect(rows.map((row) => row.textContent)).toEqual(titles)
  expect(screen.getByRole('row', { name: /S6a/ }).textContent).toContain('50')
  fireEvent.click(screen.getByRole('button', { name: new RegExp(String(titles[1]).replace(' S6a', '')) }))
  expect(open).toHaveBeenCalledWith('ordersPerVisit')
})
