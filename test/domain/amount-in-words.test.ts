import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, fenFromYuan } from '../../src/base/money.ts'
import { amountInWords } from '../../src/domain/bonus/amount-in-words.ts'

test.each`
  yuan                  | words                           | why
  ${'0'}                | ${'零元整'}                     | ${'nothing is still an amount to sign'}
  ${'0.05'}             | ${'伍分'}                       | ${'no yuan, no jiao'}
  ${'0.50'}             | ${'伍角整'}                     | ${'no yuan'}
  ${'0.32'}             | ${'叁角贰分'}                   | ${'with fen no 整'}
  ${'1.00'}             | ${'壹元整'}                     | ${'whole yuan end in 整'}
  ${'10.00'}            | ${'壹拾元整'}                   | ${'ten is written in full'}
  ${'10.05'}            | ${'壹拾元零伍分'}               | ${'fen without jiao'}
  ${'325.04'}           | ${'叁佰贰拾伍元零肆分'}         | ${'fen without jiao'}
  ${'1409.50'}          | ${'壹仟肆佰零玖元伍角整'}       | ${'the one form for jiao without fen'}
  ${'1680.32'}          | ${'壹仟陆佰捌拾元叁角贰分'}     | ${'no 零 before jiao'}
  ${'6007.14'}          | ${'陆仟零柒元壹角肆分'}         | ${'two noughts, one 零'}
  ${'16409.02'}         | ${'壹万陆仟肆佰零玖元零贰分'}   | ${'both gaps'}
  ${'100010.00'}        | ${'壹拾万零壹拾元整'}           | ${'a gap after 万'}
  ${'107000.53'}        | ${'壹拾万柒仟元伍角叁分'}       | ${'the 万 group ends in 0: no 零'}
  ${'10000000.00'}      | ${'壹仟万元整'}                 | ${'an empty low group'}
  ${'100000000.00'}     | ${'壹亿元整'}                   | ${'two empty groups'}
  ${'100005000.00'}     | ${'壹亿零伍仟元整'}             | ${'an empty group between'}
  ${'1000050000.00'}    | ${'壹拾亿零伍万元整'}           | ${'a gap after 亿'}
  ${'1000000000000.00'} | ${'壹万亿元整'}                 | ${'beyond 亿'}
  ${'1000100000000.00'} | ${'壹万零壹亿元整'}             | ${'a gap inside the 亿'}
  ${'-16409.02'}        | ${'负壹万陆仟肆佰零玖元零贰分'} | ${'below zero'}
`('$yuan is $words: $why', ({ yuan, words }) => {
  expect(amountInWords(fenFromYuan(yuan) ?? fen(-1n))).toBe(words)
})

test('two amounts never share their words', () => {
  const amounts = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: 0n, max: 2000n }))
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      expect(amountInWords(fen(a)) === amountInWords(fen(b))).toBe(a === b)
    }),
  )
})

test('no 零 doubles, none stands before a unit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (amount) => {
      expect(amountInWords(fen(amount))).not.toMatch(/零[零仟佰拾万亿元角分整]/)
    }),
  )
})
