import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEEDS, deedWords } from '../../src/server/audit/deed-words.ts'
import { subjectWords } from '../../src/server/audit/subject-words.ts'

/** Where a deed is named: `action: 'x'`, an action chosen between two, and readings about one person. */
const NAMED = [/\baction: '([\w.-]+)'/g, /\baction = [^\n]*/g, /seenPerson\([^)]*'([\w.-]+)'\)/g]

const named = new Set(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('web') && !path.includes('generated'))
    .flatMap((path) => {
      const text = readFileSync(join('src', path), 'utf8')
      return NAMED.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([whole, deed]) => (deed ? [deed] : deedsIn(whole))))
    }),
)

function deedsIn(line: string): string[] {
  return [...line.matchAll(/'([a-z]+\.[\w-]+)'/gi)].map(([, deed]) => deed ?? '')
}

test('every deed that the source writes into the audit trail has words: else add it to deed-words.ts', () => {
  expect(named.size).toBeGreaterThan(50)
  expect([...named].filter((deed) => !(deed in DEEDS)).sort()).toEqual([])
})

test('a deed of a newer program shows as it is', () => {
  expect(deedWords('future.deed')).toEqual({ zh: 'future.deed', en: 'future.deed' })
})

describe('what a deed was done to, in words', () => {
  const people = new Map([
    ['T001', '梁平'],
    ['M001', '郑静'],
    ['run-1', '2026-10'],
  ])
  const names = {
    of(id: string) {
      const name = people.get(id)
      return name === undefined ? undefined : { zh: `${name}（${id}）`, en: `${name} (${id})` }
    },
    setting: (key: string) => (key === 'onIncomplete' ? { zh: '缺数据且无人决定时', en: 'Where data are missing' } : undefined),
  }
  test.each`
    subject                             | zh
    ${'mark 2026-10 T001 overall M001'} | ${'评分 2026-10 梁平（T001） 经理总评 郑静（M001）'}
    ${'decision 2026-10 T001 customer'} | ${'处理决定 2026-10 梁平（T001） 客户评价'}
    ${'period 2026-10'}                 | ${'考核期间 2026-10'}
    ${'accounts of employees'}          | ${'员工的账号'}
    ${'account a, account b'}           | ${'2 个账号'}
    ${'setting onIncomplete, x.y'}      | ${'缺数据且无人决定时；x.y'}
    ${'feedback F0001'}                 | ${'反馈表记录 F0001'}
    ${'something new'}                  | ${'something new'}
  `('$subject: $zh', ({ subject, zh }) => {
    expect(subjectWords(subject, names).zh).toBe(zh)
  })
})
