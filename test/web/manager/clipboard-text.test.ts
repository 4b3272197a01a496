import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, blockFromText, blockText } from '../../../src/web/manager/marks/clipboard-text.ts'

const READ: readonly (readonly [string, Block, string])[] = [
  ['', [], 'no text is no block'],
  ['92', [['92']], 'one cell'],
  ['92\r\n', [['92']], 'Excel ends the last row with a break'],
  [
    '92\t88\r\n90\t85\r\n',
    [
      ['92', '88'],
      ['90', '85'],
    ],
    'a block from Excel',
  ],
  [
    '92\t88\n90\t85',
    [
      ['92', '88'],
      ['90', '85'],
    ],
    'from other programs',
  ],
  ['92\r90', [['92'], ['90']], 'old line breaks'],
  ['92\r\n\r\n90\r\n', [['92'], [''], ['90']], 'a blank row within'],
  ['\r\n', [['']], 'one blank cell'],
  ['\t', [['', '']], 'two blank cells'],
  ['92\t\r\n', [['92', '']], 'a blank cell at the end of a row'],
  ['"好评\n两次"\t90\r\n', [['好评\n两次', '90']], 'a break within a cell'],
  ['"a\tb"\t90', [['a\tb', '90']], 'a tab within a cell'],
  ['"他说""好"""\t1', [['他说"好"', '1']], 'quotation marks, doubled'],
  ['""\t1', [['', '1']], 'an empty cell in quotation marks'],
  ['5" 管\t1', [['5" 管', '1']], 'a quotation mark within a cell is a character'],
  ['"好"的\t1', [['"好"的', '1']], 'quotation marks that do not end the cell are characters'],
  ['"没有结束\t1\r\n2', [['"没有结束', '1'], ['2']], 'one that is not closed does not swallow the rest'],
  ['"a\r\nb"\r\n', [['a\nb']], 'breaks within a cell become plain ones'],
]
for (const [text, block, why] of READ) test(`${JSON.stringify(text)}: ${why}`, () => expect(blockFromText(text)).toEqual(block))

test('what is written is read back as the same block', () => {
  const cell = fc.string({ unit: fc.constantFrom('9', '.', '评', '\t', '\n', '"', ' ', 'a'), maxLength: 6 })
  const block = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }))
    // A row of one blank cell at the end cannot be told from the break that ends the row before it.
    .filter((rows) => rows.at(-1)?.join('') !== '')
  fc.assert(
    fc.property(block, (rows) => {
      expect(blockFromText(blockText(rows))).toEqual(rows)
    }),
  )
})

test('2,000 rows of 3 are read as such', () => {
  const rows = Array.from({ length: 2000 }, (_, index) => [`${index % 101}`, '88.5', `备注 ${index}`])
  expect(blockFromText(`${blockText(rows)}\r\n`)).toEqual(rows)
})
