import { expect, test } from 'vitest'
import { answerFrom, EMPTY_DRAFT, markFrom, openQuestions } from '../../../src/web/forms/client-answer.ts'

test.each`
  text      | scale    | mark         | why
  ${'95'}   | ${'100'} | ${95}        | ${'a score'}
  ${' 95 '} | ${'100'} | ${95}        | ${'blanks around it'}
  ${'９５'} | ${'100'} | ${95}        | ${'full-width digits of a Chinese keyboard'}
  ${'0'}    | ${'100'} | ${0}         | ${'the least'}
  ${'100'}  | ${'100'} | ${100}       | ${'the most'}
  ${'101'}  | ${'100'} | ${undefined} | ${'above the scale'}
  ${'4.5'}  | ${'100'} | ${undefined} | ${'not whole'}
  ${'-1'}   | ${'100'} | ${undefined} | ${'below it'}
  ${'1e2'}  | ${'100'} | ${undefined} | ${'no digits alone'}
  ${''}     | ${'100'} | ${undefined} | ${'nothing'}
  ${'5'}    | ${'5'}   | ${5}         | ${'all stars'}
  ${'0'}    | ${'5'}   | ${undefined} | ${'there is no form without a star'}
  ${'6'}    | ${'5'}   | ${undefined} | ${'a sixth star'}
`('"$text" of $scale is $mark: $why', ({ text, scale, mark }) => {
  expect(markFrom(text, scale)).toBe(mark)
})

test('an answer is sent once every question is answered, and open questions are named in the order of the form', () => {
  const begun = { ...EMPTY_DRAFT, attitude: '90', dedication: '80' }
  expect(openQuestions('feedback', '100', begun)).toEqual(['resolution', 'solvedOnSite'])
  expect(answerFrom('feedback', '100', begun)).toBeUndefined()
  const done = { ...begun, resolution: '70', solvedOnSite: 'unknown', remark: '  ' } as const
  expect(answerFrom('feedback', '100', done)).toEqual({
    ...{ kind: 'feedback', scale: '100', attitude: 90, resolution: 70, dedication: 80, solvedOnSite: null },
  })
  expect(answerFrom('followup', '100', { ...EMPTY_DRAFT, score: '88', remark: ' 好 ' })).toEqual({
    kind: 'followup',
    score: 88,
    remark: '好',
  })
})
