import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Fen, fen, fenFromYuan, yuanText } from '../../../src/base/money.ts'
import { carriedByLine, settleMonth } from '../../../src/domain/bonus/settle-month.ts'

const yuan = (text: string): Fen => fenFromYuan(text) ?? fen(0n)

test.each`
  due         | balances                     | payable     | arisen     | deducted               | why
  ${'120.00'} | ${[]}                        | ${'120.00'} | ${'0.00'}  | ${[]}                  | ${'an ordinary month'}
  ${'-30.50'} | ${[]}                        | ${'0.00'}   | ${'30.50'} | ${[]}                  | ${'below zero nothing is paid'}
  ${'-30.50'} | ${['10.00']}                 | ${'0.00'}   | ${'30.50'} | ${[]}                  | ${'and nothing is deducted'}
  ${'120.00'} | ${['50.00']}                 | ${'70.00'}  | ${'0.00'}  | ${['50.00']}           | ${'what is carried is paid back'}
  ${'120.00'} | ${['100.00', '60.00']}       | ${'0.00'}   | ${'0.00'}  | ${['100.00', '20.00']} | ${'the oldest first, as far as it goes'}
  ${'120.00'} | ${['100.00 20.00', '60.00']} | ${'40.00'}  | ${'0.00'}  | ${['20.00', '60.00']}  | ${'at most so much a month'}
  ${'0.00'}   | ${['10.00']}                 | ${'0.00'}   | ${'0.00'}  | ${[]}                  | ${'nothing gives nothing'}
`('$why', ({ due, balances, payable, arisen, deducted }) => {
  const carried = (balances as string[]).map((text, id) => {
    const [open = '', monthly] = text.split(' ')
    return { id, open: yuan(open), monthly: monthly === undefined ? undefined : yuan(monthly) }
  })
  const settled = settleMonth(yuan(due), carried)
  expect([yuanText(settled.payable), yuanText(settled.arisen)]).toEqual([payable, arisen])
  expect(settled.deducted.map(({ amount }) => yuanText(amount))).toEqual(deducted)
})

const amounts = fc.bigInt({ min: -100_000n, max: 100_000n }).map((each) => fen(each))
const balances = fc.array(
  fc.record({ open: fc.bigInt({ min: 1n, max: 100_000n }), monthly: fc.option(fc.bigInt({ min: 1n, max: 50_000n }), { nil: undefined }) }),
  { maxLength: 4 },
)

test('over many months what was paid is what was due and what is open, to the fen, and no line is ever below zero', () => {
  fc.assert(
    fc.property(fc.array(fc.array(amounts, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), balances, (months, before) => {
      const open = before.map((each, id) => ({
        id,
        open: fen(each.open),
        monthly: each.monthly === undefined ? undefined : fen(each.monthly),
      }))
      const total = () => open.reduce((sum, each) => sum + each.open, 0n)
      const owed = total()
      let due = 0n
      let paid = 0n
      for (const lines of months) {
        const sum = lines.reduce((all, each) => all + each, 0n)
        const { payable, arisen, deducted } = settleMonth(fen(sum), open)
        const shown = carriedByLine(lines, payable).map((carried, at) => (lines[at] ?? 0n) + carried)
        expect(shown.every((each) => each >= 0n)).toBe(true)
        expect(shown.reduce((all, each) => all + each, 0n)).toBe(payable)
        for (const { balance, amount } of deducted) {
          const taken = open[balance]
          if (!taken) throw new Error('a balance that there is')
          expect(amount).toBeLessThanOrEqual(taken.monthly ?? amount)
          open[balance] = { ...taken, open: fen(taken.open - amount) }
          expect(open[balance]?.open).toBeGreaterThanOrEqual(0n)
        }
        if (arisen > 0n) open.push({ id: open.length, open: arisen, monthly: undefined })
        due += sum
        paid += payable
      }
      expect(paid).toBe(due + total() - owed)
    }),
  )
})
