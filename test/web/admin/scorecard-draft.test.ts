import { expect, test } from 'vitest'
import {
  beyondBounds,
  changedValues,
  draftOf,
  isReadable,
  type KpiDraft,
  weightSum,
} from '../../../src/web/admin/settings/scorecard-draft.ts'
import type { Setting } from '../../../src/web/admin/settings/setting-queries.ts'

const setting = (kpi: string, parameter: string, value: string, region: string | null = null): Setting => ({
  key: `sales.scorecard/${kpi}/${parameter}${region === null ? '' : `/${region}`}`,
  kind: 'number',
  value,
  fileValue: value,
  choices: [],
  bounds: parameter === 'weight' ? { above: null, min: '0', max: '1' } : { above: '0', min: null, max: '10' },
  title: { zh: kpi, en: kpi },
  clause: 'M7',
  clauseText: null,
  change: null,
  since: null,
  next: null,
  rule: null,
  scorecard: { kpi, title: { zh: kpi, en: kpi }, parameter, region },
})
const SCORECARD = [
  setting('collectionRate', 'weight', '0.60'),
  setting('collectionRate', 'target', '0.95'),
  setting('collectionRate', 'target', '0.9', 'WEST'),
  setting('retentionRate', 'weight', '0.40'),
  setting('retentionRate', 'target', '0.85'),
]

test('a target of zero, a weight above the whole and a target of a region below zero are told before they are sent', () => {
  const said = (change: (draft: KpiDraft) => KpiDraft) =>
    beyondBounds(draftOf(SCORECARD).map(change)).map(({ figure, bounds }) => `${figure} ${bounds}`)
  expect(said((draft) => draft)).toEqual([])
  expect(said((draft) => ({ ...draft, figures: { ...draft.figures, target: '0' } }))).toEqual([
    'target > 0, <= 1000',
    'target > 0, <= 1000',
  ])
  expect(said((draft) => (draft.kpi === 'retentionRate' ? { ...draft, figures: { weight: '140' } } : draft))).toEqual(['weight 0 ... 100'])
  expect(said((draft) => ({ ...draft, regions: { ...draft.regions, ...('WEST' in draft.regions ? { WEST: '0' } : {}) } }))).toEqual([
    'target > 0, <= 1000',
  ])
})

test('the scorecard is read KPI by KPI, in per cent, with what regions have of their own', () => {
  expect(draftOf(SCORECARD)).toMatchObject([
    { kpi: 'collectionRate', figures: { weight: '60', target: '95' }, regions: { WEST: '90' } },
    { kpi: 'retentionRate', figures: { weight: '40', target: '85' }, regions: {} },
  ])
})

test('settings that are no figures of a scorecard are left alone', () => {
  const other: Setting = { ...setting('x', 'y', '1'), scorecard: null }
  expect(draftOf([other, setting('collectionRate', 'perCase', '5')])).toEqual([])
})

test('only what was changed is sent, as ratios; a region’s target that is emptied is given up', () => {
  const before = draftOf(SCORECARD)
  expect(changedValues(before, before)).toEqual({})
  const after = before.map((draft) =>
    draft.kpi === 'collectionRate'
      ? { ...draft, figures: { ...draft.figures, weight: '62.5', target: '95.0' }, regions: { WEST: '', EAST: '97' } }
      : { ...draft, figures: { ...draft.figures, weight: '37.5' } },
  )
  expect(weightSum(after)).toBe('100')
  expect(changedValues(before, after)).toEqual({
    'sales.scorecard/collectionRate/weight': '0.625',
    'sales.scorecard/collectionRate/target/WEST': null,
    'sales.scorecard/collectionRate/target/EAST': '0.97',
    'sales.scorecard/retentionRate/weight': '0.375',
  })
})

test('a figure that is none is not sent, and said', () => {
  const drafts = draftOf(SCORECARD).map((draft) => ({ ...draft, figures: { ...draft.figures, target: 'x' } }))
  expect(isReadable(drafts)).toBe(false)
  expect(isReadable(draftOf(SCORECARD).map((draft) => ({ ...draft, regions: { WEST: '' } })))).toBe(true)
})
