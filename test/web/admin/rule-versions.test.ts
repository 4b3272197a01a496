import { expect, test } from 'vitest'
import { changeLines } from '../../../src/web/admin/audit/change-lines.ts'
import { compareLines, type VersionLine } from '../../../src/web/admin/rules/version-lines.ts'

const line = (key: string, text: string): VersionLine => ({ group: 'parameters', key: `parameters ${key}`, label: key, text })

test('two versions stand side by side: what is alike, changed, new and dropped', () => {
  const older = [line('deduction', '10'), line('onDutyWeight', '0.4'), line('grace', '1')]
  const newer = [line('deduction', '12'), line('onDutyWeight', '0.4'), line('limit', '3')]
  expect(compareLines(older, newer).map(({ label, left, right, isSame }) => [label, left, right, isSame])).toEqual([
    ['deduction', '10', '12', false],
    ['onDutyWeight', '0.4', '0.4', true],
    ['limit', undefined, '3', false],
    ['grace', '1', undefined, false],
  ])
})

test('groups keep the order of the page, whatever the order of the lines', () => {
  const lines: VersionLine[] = [
    { group: 'result', key: 'result result', label: 'r', text: '2' },
    { group: 'howComputed', key: 'howComputed formula', label: 'f', text: 'a' },
  ]
  expect(compareLines(lines, lines).map(({ group }) => group)).toEqual(['howComputed', 'result'])
})

test.each`
  before             | after                     | lines                                       | why
  ${'{"a":{"b":1}}'} | ${'{"a":{"b":2}}'}        | ${[['a › b', '1', '2']]}                    | ${'parts within parts'}
  ${null}            | ${'{"positions":["hr"]}'} | ${[['positions › 0', undefined, 'hr']]}     | ${'something new'}
  ${'{"x":null}'}    | ${'{"x":"y","z":[]}'}     | ${[['x', '—', 'y'], ['z', undefined, '—']]} | ${'nothing and empty lists show as a dash'}
  ${null}            | ${'not JSON'}             | ${[['', undefined, 'not JSON']]}            | ${'text stays text'}
  ${null}            | ${null}                   | ${[]}                                       | ${'a reading changes nothing'}
`('an entry of the trail, item by item: $why', ({ before, after, lines }) => {
  expect(changeLines(before, after).map(({ path, before: was, after: is }) => [path, was, is])).toEqual(lines)
})
