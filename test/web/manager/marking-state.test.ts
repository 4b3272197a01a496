import { describe, expect, test } from 'vitest'
import type { MarkColumn, MarkRow } from '../../../src/web/manager/marks/mark-row.ts'
import {
  type AnsweredDraft,
  answered,
  countMarks,
  draftsToSend,
  edited,
  loaded,
  type MarkingState,
  NOTHING_LOADED,
  redo,
  resolved,
  settled,
  undo,
} from '../../../src/web/manager/marks/marking-state.ts'
import { keptMark, markRow } from './rows.ts'

const sheet = (...rows: MarkRow[]): MarkingState => loaded<unknown>(NOTHING_LOADED, rows)
const type = (state: MarkingState, employee: string, column: MarkColumn, after: string): MarkingState => {
  const before = state.rows.find((row) => row.employee === employee)?.cells[column] ?? ''
  return edited(state, [{ employee, column, before, after }])
}
const cell = (state: MarkingState | undefined, employee: string, column: MarkColumn) =>
  state?.rows.find((row) => row.employee === employee)?.cells[column]
const sends = (state: MarkingState) =>
  draftsToSend(state, 500, 1e9).map(({ engineer, item, score, comment, version }) => [engineer, item, score, comment, version])
const answer = (engineer: string, more: Partial<AnsweredDraft>): AnsweredDraft => ({
  engineer,
  item: 'overall',
  outcome: 'saved',
  mark: null,
  problem: null,
  ...more,
})

describe('undo and redo', () => {
  test('a block is one step, back and forth, and a new step forgets what was undone', () => {
    const typed = type(sheet(markRow('T001'), markRow('T002')), 'T001', 'overall', '90')
    const pasted = edited(typed, [
      { employee: 'T001', column: 'overall', before: '90', after: '80' },
      { employee: 'T002', column: 'overall', before: '', after: '70' },
    ])
    const back = undo(pasted)
    expect([cell(back, 'T001', 'overall'), cell(back, 'T002', 'overall')]).toEqual(['90', ''])
    const further = back && undo(back)
    expect(cell(further, 'T001', 'overall')).toBe('')
    expect(further && undo(further)).toBeUndefined()
    const again = further && redo(further)
    expect(cell(again, 'T001', 'overall')).toBe('90')
    const other = again && type(again, 'T002', 'overall', '65')
    expect(other && redo(other)).toBeUndefined()
  })

  test('what changes nothing is no step', () => {
    const state = type(sheet(markRow('T001')), 'T001', 'overall', '90')
    expect(type(state, 'T001', 'overall', '90')).toBe(state)
  })

  test('a cell that has been submitted meanwhile stays as it was submitted', () => {
    const typed = type(sheet(markRow('T001')), 'T001', 'overall', '90')
    const submitted = keptMark('90.00', { state: 'submitted', version: 2 })
    const state = settled(typed, [{ ...submitted, engineer: 'T001', item: 'overall', evaluator: 'M001' }])
    expect(cell(undo(state), 'T001', 'overall')).toBe('90')
  })
})

describe('what is sent', () => {
  test('what differs from what the server keeps, with its version', () => {
    const state = sheet(markRow('T001'), markRow('T002', { overall: keptMark('80.00', { version: 3 }) }))
    expect(sends(state)).toEqual([])
    const typed = type(type(state, 'T001', 'comment', '认真'), 'T002', 'overall', '81')
    expect(sends(typed)).toEqual([
      ['T001', 'overall', null, '认真', null],
      ['T002', 'overall', '81', null, 3],
    ])
  })

  test('the same number written otherwise is no change; a score taken out is one', () => {
    const state = sheet(markRow('T002', { overall: keptMark('80.00') }))
    expect(sends(type(state, 'T002', 'overall', '80'))).toEqual([])
    expect(sends(type(state, 'T002', 'overall', ''))).toEqual([['T002', 'overall', null, null, 1]])
  })

  test('a faulty cell is not sent, nor is its comment, until it is put right', () => {
    const state = type(type(sheet(markRow('T001')), 'T001', 'comment', '认真'), 'T001', 'overall', '105')
    expect(sends(state)).toEqual([])
    expect(countMarks(state)).toMatchObject({ faults: 1, unsaved: 1 })
    expect(sends(type(state, 'T001', 'overall', '95'))).toEqual([['T001', 'overall', '95', '认真', null]])
  })

  test('an R&D manager’s comment goes with the rating, a regional manager’s with the overall mark, and the other one keeps its own', () => {
    const rated = markRow('T001', { on_site_resolution: keptMark('70.00', { comment: '现场' }) })
    expect(sends(type(sheet(rated), 'T001', 'on_site_resolution', '75'))).toEqual([['T001', 'on_site_resolution', '75', '现场', 1]])
    const rd = markRow('T002', {}, { on_site_resolution: 'D001' })
    expect(sends(type(sheet(rd), 'T002', 'comment', '好'))).toEqual([['T002', 'on_site_resolution', null, '好', null]])
  })

  test('in portions, by number and by size', () => {
    const rows = Array.from({ length: 12 }, (_, index) => markRow(`T${index}`))
    const state = rows.reduce((now, { employee }) => type(now, employee, 'comment', '长'.repeat(500)), sheet(...rows))
    expect(draftsToSend(state, 5, 1e9)).toHaveLength(5)
    expect(draftsToSend(state, 500, 5000)).toHaveLength(2)
    expect(draftsToSend(state, 500, 1)).toHaveLength(1)
  })
})

describe('what the server answers', () => {
  const typed = type(sheet(markRow('T001'), markRow('T002')), 'T001', 'overall', '90')
  const sent = draftsToSend(typed, 500, 1e9)

  test('saved is no longer sent; what was typed meanwhile is, with the new version', () => {
    const saved = [answer('T001', { mark: keptMark('90.00') })]
    expect(sends(answered(typed, sent, saved))).toEqual([])
    const faster = type(typed, 'T001', 'overall', '95')
    expect(sends(answered(faster, sent, saved))).toEqual([['T001', 'overall', '95', null, 1]])
  })

  test('a conflict waits for somebody: theirs takes their values, mine goes over them with their version', () => {
    const theirs = keptMark('60.00', { comment: '代理评分', version: 4, updatedBy: '李代理' })
    const met = answered(typed, sent, [answer('T001', { outcome: 'conflict', mark: theirs })])
    expect(sends(met)).toEqual([])
    expect(countMarks(met).conflicts).toBe(1)
    const taken = resolved(met, { employee: 'T001', item: 'overall', keep: 'theirs' })
    expect([cell(taken, 'T001', 'overall'), cell(taken, 'T001', 'comment'), sends(taken)]).toEqual(['60', '代理评分', []])
    const kept = resolved(met, { employee: 'T001', item: 'overall', keep: 'mine' })
    expect(sends(kept)).toEqual([['T001', 'overall', '90', null, 4]])
  })

  test('what is refused is not sent again until it is something else', () => {
    const refused = answered(typed, sent, [answer('T001', { outcome: 'refused', problem: { message: '不在您的区域' } })])
    expect(refused.rows[0]?.refusals.overall?.message).toBe('不在您的区域')
    expect(sends(refused)).toEqual([])
    expect(sends(type(refused, 'T001', 'overall', '91'))).toHaveLength(1)
  })
})

describe('what is loaded again', () => {
  test('others’ changes come in, one’s own unsaved ones stay and keep the version they began from', () => {
    const before = sheet(markRow('T001', { overall: keptMark('80.00') }), markRow('T002', { overall: keptMark('70.00') }))
    const typed = type(before, 'T001', 'overall', '85')
    const fresh = [
      markRow('T001', { overall: keptMark('60.00', { version: 2 }), on_site_resolution: keptMark('50.00') }),
      markRow('T002', { overall: keptMark('75.00', { version: 2 }) }),
    ]
    const now = loaded(typed, fresh)
    expect([cell(now, 'T001', 'overall'), cell(now, 'T001', 'on_site_resolution'), cell(now, 'T002', 'overall')]).toEqual([
      '85',
      '50',
      '75',
    ])
    expect(sends(now)).toEqual([['T001', 'overall', '85', null, 1]])
  })
})

test('an answer that set out before the last saving takes nothing back', () => {
  const before = sheet(markRow('T001', { overall: keptMark('80.00') }))
  const typed = type(before, 'T001', 'overall', '85')
  const mark = keptMark('85.00', { version: 2 })
  const now = answered(typed, draftsToSend(typed, 500, 1e9), [answer('T001', { mark })])
  const late = loaded(now, [markRow('T001', { overall: keptMark('80.00') })])
  expect([cell(late, 'T001', 'overall'), late.rows[0]?.kept.overall?.version, sends(late)]).toEqual(['85', 2, []])
})

test('how far the marking is: submitted, begun, missing; imported marks are in force', () => {
  const state = sheet(
    markRow('T001', { overall: keptMark('80.00', { state: 'submitted' }) }),
    markRow('T002', { overall: keptMark('70.00'), on_site_resolution: keptMark('60.00') }),
    markRow('T003', { overall: keptMark(null, { comment: '待补' }) }),
    { ...markRow('T004'), inForce: { overall: '90.00' } },
    markRow('T005', {}, {}),
  )
  expect(countMarks(state)).toEqual({ engineers: 5, submitted: 2, drafts: 1, missing: 2, ready: 2, faults: 0, conflicts: 0, unsaved: 0 })
})
