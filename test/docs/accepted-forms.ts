import type { ColumnType } from '../../src/domain/dataset/table.ts'

/** Forms in which a value of a type may be written, all in one row meaning the same, and forms that are refused; both are tried by a test. */
export interface Forms {
  readonly words: string
  readonly same: readonly (readonly string[])[]
  readonly refused: readonly string[]
}

export const FORMS: Readonly<Record<Exclude<ColumnType, 'choice' | 'employee' | 'client' | 'region'>, Forms>> = {
  text: { words: 'Any text on one line; spaces around it are taken off.', same: [['华东区', ' 华东区 ']], refused: [] },
  money: {
    words:
      'Yuan with at most two decimals (zeros after them change nothing), below ten trillion. Negative with a minus sign or in brackets.',
    same: [
      ['1234.5', '1,234.50', '1234.5000000000', '¥1,234.50', '１２３４.５０', '="1234.50"'],
      ['-88', '-88.00', '¥-88', '(88.00)'],
    ],
    refused: ['3.5万', '100元', '12,00', '1.005'],
  },
  quantity: {
    words: 'A number with at most six decimals; negative on returns, blank counts as 0.',
    same: [['12', '12.0']],
    refused: ['12件'],
  },
  score: {
    words: '0 to 100 with at most two decimals.',
    same: [['92.5', '92.50', '92.500', '９２.５']],
    refused: ['101', '-1', '92.555', '92%'],
  },
  count: { words: 'A whole number.', same: [['2', '２', '2.0']], refused: ['0', '1.5', '两次'] },
  day: {
    words:
      'A day of the calendar, or a real date cell of the workbook. A time of day may follow; with a zone it is the day on which that moment fell where the company is (`company.timeZone`).',
    same: [
      ['2026-10-05', '2026/10/5', '2026.10.5', '2026年10月5日', '20261005', '2026/10/05 星期一', '2026-10-05 08:30'],
      ['2026/10/05 下午 11:59', '2026-10-05T23:59:59+08:00', '2026-10-04T16:30:00Z', '2026-10-05 00:00 UTC'],
    ],
    refused: ['2026-02-30', '10/5/2026', '5 Oct 2026', '2026-10-05 24:00', '2026-10-05 25:99'],
  },
  period: {
    words: 'A month, quarter, half-year or year; a date cell on the first of a month is that month.',
    same: [
      ['2026-10', '2026/10', '2026年10月', '2026-10-01'],
      ['2026-Q4', '2026年第四季度', '2026年4季度'],
      ['2026-H2', '2026年下半年'],
      ['2026', '2026年'],
    ],
    refused: ['2026-13', '2026-10-05', '10月'],
  },
  share: {
    words: 'A part of a whole: a fraction, per cent with its sign, or a decimal up to 1.',
    same: [
      ['1/2', '50%', '0.5', '0.50'],
      ['1/3', '2/6'],
      ['100%', '1'],
    ],
    refused: ['60', '150%', '-0.5', '1/0', '半'],
  },
  flag: {
    words: 'Yes or no.',
    same: [
      ['yes', 'Y', 'true', '1', '是'],
      ['no', 'N', 'false', '0', '否'],
    ],
    refused: ['成功', '2'],
  },
}
