import { expect, test } from 'vitest'
import { fractionDigits, percentDigits, plainNumber } from '../../../src/web/admin/rules/builder/percent-digits.ts'
import { jsonOf, listAt, listed, put, textAt, textOf } from '../../../src/web/admin/rules/builder/rule-json.ts'
import { changed, redone, undone } from '../../../src/web/admin/rules/builder/use-history.ts'

const FILE = { id: 'pay.x', versions: [{ tiers: { bands: [{ from: '0', rate: '0.01' }] }, floor: '5' }] }
const BANDS = ['versions', 0, 'tiers', 'bands']

test('a part is written at its path, and everything else stays', () => {
  const written = put(FILE, [...BANDS, 0, 'rate'], '0.02')
  expect(written).toEqual({ id: 'pay.x', versions: [{ tiers: { bands: [{ from: '0', rate: '0.02' }] }, floor: '5' }] })
  expect(FILE.versions[0]?.tiers.bands[0]?.rate).toBe('0.01')
  expect(put(FILE, ['versions', 0, 'floor'], undefined)).toEqual({ id: 'pay.x', versions: [{ tiers: FILE.versions[0]?.tiers }] })
  expect(textAt(put(FILE, ['versions', 0, 'reserve', 'share'], '0.1'), ['versions', 0, 'reserve', 'share'])).toBe('0.1')
  expect(listAt(jsonOf(textOf(FILE)), BANDS)).toEqual([{ from: '0', rate: '0.01' }])
  expect(jsonOf('[')).toBeUndefined()
})

test.each`
  percent  | fraction   | why
  ${'1'}   | ${'0.01'}  | ${'a whole per cent'}
  ${'2.5'} | ${'0.025'} | ${'a part of one'}
  ${'0.0'} | ${'0.000'} | ${'digits that are being typed stay'}
  ${'100'} | ${'1.00'}  | ${'everything'}
  ${'0.1'} | ${'0.001'} | ${'a thousandth'}
  ${'-3'}  | ${'-0.03'} | ${'below zero'}
`('$percent% is $fraction: $why', ({ percent, fraction }) => {
  expect(fractionDigits(percent)).toBe(fraction)
  expect(percentDigits(fraction)).toBe(percent)
})

test('what is no number stays as it was typed, and full-width digits are read', () => {
  expect([fractionDigits('1.'), percentDigits('1.'), fractionDigits('２．５％')]).toEqual(['1.', '1.', '0.025'])
  expect([plainNumber('¥1,234.50'), plainNumber('５０，０００'), plainNumber('abc')]).toEqual(['1234.50', '50000', 'abc'])
  expect(listed('EAST， WEST、N,')).toEqual(['EAST', 'WEST', 'N'])
})

test('changes are taken back one by one, and letters of one field are one', () => {
  const first = { past: [], now: 'a', next: [], step: '' }
  const typed = changed(changed(changed(first, 'ab', 'x'), 'abc', 'x'), 'abcd', 'y')
  expect(undone(typed).now).toBe('abc')
  expect(undone(undone(typed)).now).toBe('a')
  expect(undone(undone(undone(typed))).now).toBe('a')
  expect(redone(undone(typed)).now).toBe('abcd')
  expect(redone(changed(undone(typed), 'z', '')).now).toBe('z')
})
