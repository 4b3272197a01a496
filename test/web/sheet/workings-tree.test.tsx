// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WorkingsNode } from '../../../src/web/sheet/queries.ts'
import { WorkingsTree } from '../../../src/web/sheet/workings-tree.tsx'
import { chooseLanguage } from '../../../src/web/words/language.ts'

const leaf = (name: string, zh: string, value: string, more: Partial<WorkingsNode> = {}): WorkingsNode => ({
  name,
  title: { zh, en: name },
  value,
  parts: [],
  ...more,
})

/** 出勤 with one of its sub-scores, as the server answers it. */
const ATTENDANCE: WorkingsNode = {
  name: 'service.attendance',
  title: { zh: '出勤', en: 'Attendance' },
  clause: '5.1.1',
  unit: 'points',
  value: '86.00',
  formula: 'onDutyWeight * onDuty',
  substituted: '0.4 * 80',
  notes: [{ zh: '迟到 2 次', en: '2 late arrivals' }],
  parts: [
    leaf('onDuty', '工作在岗率', '80', {
      formula: 'max(0, 100 - deduction * officeEvents)',
      substituted: 'max(0, 100 - 10 * 2)',
      parts: [
        leaf('officeEvents', '上班迟到次数', '2', { records: { total: 2, shown: [], fact: 'officeEvents' } }),
        leaf('deduction', '每次扣分', '10'),
      ],
    }),
    leaf('onDutyWeight', '工作在岗率权重', '0.4'),
    { name: 'bonus', title: { zh: '奖金', en: 'Bonus' }, value: null, reason: 'no_mark', parts: [] },
  ],
}
const REASONS = { no_mark: { zh: '没有评分', en: 'no mark' } }

beforeEach(async () => {
  await chooseLanguage('zh')
  render(<WorkingsTree root={ATTENDANCE} clauses={{}} reasons={REASONS} records={(fact, total) => <p>{`记录 ${fact} ${total}`}</p>} />)
})
afterEach(cleanup)

const titles = () => screen.getAllByRole('treeitem').map((item) => item.querySelector('.node-title')?.textContent)
const item = (name: string) => screen.getByRole('treeitem', { name: new RegExp(`^\\W*${name}`) })
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })

test('the root is open, everything below it closed', () => {
  expect(titles()).toEqual(['出勤', '工作在岗率', '工作在岗率权重', '奖金'])
  expect(item('出勤').getAttribute('aria-expanded')).toBe('true')
  expect(item('工作在岗率 ').getAttribute('aria-expanded')).toBe('false')
  expect(item('工作在岗率权重').hasAttribute('aria-expanded')).toBe(false)
})

test('a node says its formula in words and with figures, what was remarked, and why it has no value', () => {
  const root = item('出勤')
  expect(within(root).getByText('工作在岗率权重 × 工作在岗率')).toBeTruthy()
  expect(within(root).getByText(/0\.4 × 80 = 86\.00/)).toBeTruthy()
  expect(within(root).getByText('迟到 2 次')).toBeTruthy()
  expect(within(root).getByText('没有评分')).toBeTruthy()
})

test('a click opens a node down to the records behind a fact, another closes it', () => {
  fireEvent.click(screen.getByText('工作在岗率'))
  expect(titles()).toContain('上班迟到次数')
  fireEvent.click(screen.getByText('上班迟到次数'))
  expect(screen.getByText('记录 officeEvents 2')).toBeTruthy()
  fireEvent.click(screen.getByText('工作在岗率'))
  expect(titles()).not.toContain('上班迟到次数')
})

test('it is walked by keyboard: down, right opens and goes in, left goes out and closes, home and end', () => {
  item('出勤').focus()
  press('ArrowDown')
  expect(document.activeElement).toBe(item('工作在岗率 '))
  press('ArrowRight')
  press('ArrowRight')
  expect(document.activeElement).toBe(item('上班迟到次数'))
  press('ArrowLeft')
  expect(document.activeElement).toBe(item('工作在岗率 '))
  press('ArrowLeft')
  expect(item('工作在岗率 ').getAttribute('aria-expanded')).toBe('false')
  press('End')
  expect(document.activeElement).toBe(item('奖金'))
  press('Home')
  expect(document.activeElement).toBe(item('出勤'))
  press('Enter')
  expect(titles()).toEqual(['出勤'])
})

test('only one node can be tabbed to, the one that was last walked to', () => {
  item('出勤').focus()
  press('ArrowDown')
  const reachable = screen.getAllByRole('treeitem').filter((each) => each.tabIndex === 0)
  expect(reachable).toEqual([item('工作在岗率 ')])
})

test('everything opens and closes at once, and every level is said', () => {
  fireEvent.click(screen.getByRole('button', { name: '全部展开' }))
  expect(titles()).toEqual(['出勤', '工作在岗率', '上班迟到次数', '每次扣分', '工作在岗率权重', '奖金'])
  expect(item('上班迟到次数').getAttribute('aria-level')).toBe('3')
  fireEvent.click(screen.getByRole('button', { name: '全部收起' }))
  expect(titles()).toEqual(['出勤'])
})

test('keys pressed inside of what a node shows are not the tree’s', () => {
  const button = screen.getByRole('button', { name: '全部展开' })
  button.focus()
  press('ArrowDown')
  expect(document.activeElement).toBe(button)
})

test('the number of a clause stands beside what it governs', () => {
  expect(within(item('出勤')).getByText('条款 5.1.1')).toBeTruthy()
})
