import { expect, test } from 'vitest'
import { bySize, signed, sizeOf } from '../../../src/web/parts/change-size.ts'
import { changedValues, correctionOf, draftOf } from '../../../src/web/runs/correction-draft.ts'

test('changes are ordered by how much, exactly, whichever way they went; equal ones stay in their order', () => {
  const texts = ['0.10', '-12.34', '12.33', null, '-0.10', '9007199254740993.01', '9007199254740993.02']
  expect(bySize(texts, sizeOf)).toEqual(['9007199254740993.02', '9007199254740993.01', '-12.34', '12.33', '0.10', '-0.10', null])
})

test.each([
  ['1.20', '+1.20'],
  ['-0.40', '−0.40'],
  ['0.00', '0.00'],
  [null, '—'],
])('%s is written %s', (text, written) => {
  expect(signed(text)).toBe(written)
})

test('a correction sends what differs, by the key of the record; one taken out has no values', () => {
  const record = { key: 'FB-1', version: 7, values: { number: 'FB-1', attitude: '80.00', solved_on_site: null } }
  const changed = { ...draftOf('feedback', record, false), values: { ...record.values, attitude: '95' } }
  expect(changedValues(changed)).toEqual({ attitude: '95' })
  expect(correctionOf(changed)).toEqual({ table: 'feedback', key: 'FB-1', values: { attitude: '95' } })
  expect(correctionOf(draftOf('feedback', record, true))).toEqual({ table: 'feedback', key: 'FB-1' })
})
