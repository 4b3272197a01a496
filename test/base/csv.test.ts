import { expect, test } from 'vitest'
import { spreadsheetLine } from '../../src/base/csv.ts'

test.each`
  cell             | written           | why
  ${'=1+1'}        | ${`'=1+1`}        | ${'a formula in what somebody typed'}
  ${'+86 21 5555'} | ${`'+86 21 5555`} | ${'a telephone number is text'}
  ${'-'}           | ${`'-`}           | ${'a dash is text'}
  ${'@cmd'}        | ${`'@cmd`}        | ${'an old spreadsheet’s function'}
  ${'\tx'}         | ${`'\tx`}         | ${'a tab hides what follows it'}
  ${'-1234.50'}    | ${'-1234.50'}     | ${'money below zero is a number'}
  ${'1234.50'}     | ${'1234.50'}      | ${'a number stays one'}
  ${'-1+1'}        | ${`'-1+1`}        | ${'begins as a number, is none'}
  ${'-1.2.3'}      | ${`'-1.2.3`}      | ${'begins as a number, has two points'}
  ${' x '}         | ${'" x "'}        | ${'blanks around it'}
  ${'华东, 一区'}  | ${'"华东, 一区"'} | ${'a comma inside'}
  ${'他说"好"'}    | ${'"他说""好"""'} | ${'quotes inside'}
  ${'一\n二'}      | ${'"一\n二"'}     | ${'two lines'}
  ${'=A,"B"'}      | ${`"'=A,""B"""`}  | ${'both at once'}
`('$why', ({ cell, written }) => {
  expect(spreadsheetLine([cell, 'x'])).toBe(`${written},x\r\n`)
})
