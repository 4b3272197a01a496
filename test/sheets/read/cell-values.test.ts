import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf } from '../../../src/base/day.ts'
import { columnIndex, TABLES, type TableKey } from '../../../src/domain/dataset/tables.ts'
import { readCell } from '../../../src/sheets/read/cell-values.ts'
import { isPlainText, plainDay, plainUnits } from '../../../src/sheets/read/plain-values.ts'

const read = (table: TableKey, key: string, text: string) => {
  const column = TABLES[table].columns[columnIndex(table, key)]
  if (!column) throw new Error(`no column ${key}`)
  const value = readCell(column, text, 32_767)
  return typeof value === 'object' ? value.code : value
}

const NUMBER = 'amount_must_be_a_number'
const SEPARATORS = 'amount_must_have_its_separators_in_place'
const UNIT = 'amount_must_be_in_plain_yuan'
const DECIMALS = 'amount_must_have_at_most_two_decimals'

test.each<[text: string, expected: string | number, why: string]>([
  ['1234.5', 123450, 'plain'],
  ['1,234.50', 123450, 'separators in place'],
  ['¥1,234.50', 123450, 'with the sign of the yuan'],
  ['￥1234.50', 123450, 'with its full-width form'],
  ['１，２３４．５０', 123450, 'full-width digits and marks'],
  ['¥ 1234.50', 123450, 'a space behind the sign'],
  ['1 234.50', NUMBER, 'a space between digits may be a slip'],
  ['-1234.5', -123450, 'negative'],
  ['-¥1234.5', -123450, 'the minus before the sign of the yuan'],
  ['¥-1234.5', -123450, 'or after it'],
  ['−5', -500, 'the minus sign of typesetting'],
  ['-0.00', 0, 'zero has no sign'],
  ['00012', 1200, 'leading zeros say nothing in an amount'],
  ['1234.500', 123450, 'zeros after the second decimal change nothing'],
  ['1000000.0000000000', 100_000_000, 'as ERP programs write decimal(23,10)'],
  ['1000000.0010', DECIMALS, 'a fraction of a fen before the zeros'],
  ['-12.3400000000000000000000', -1234, 'however many they are'],
  ['9999999999999.99', 999_999_999_999_999, 'the largest amount, still a safe whole number of fen'],
  ['10000000000000', 'amount_must_be_below_ten_trillion', 'one fen more'],
  ['99999999999999999999', 'amount_must_be_below_ten_trillion', 'beyond what a number can hold'],
  ['12,00', SEPARATORS, 'a decimal comma or a slip: never guessed'],
  ['1,2345', SEPARATORS, 'groups are of three digits'],
  ['1.234,50', NUMBER, 'separators of other countries'],
  ['3.5万', UNIT, 'the unit may be meant or not'],
  ['100元', UNIT, 'a unit'],
  ['1.234', DECIMALS, 'a fraction of a fen'],
  ['(1,234.50)', -123450, 'brackets of accountants are a minus'],
  ['（345.60）', -34560, 'full-width ones too'],
  ['(¥345.60)', -34560, 'around the sign of the yuan'],
  ['¥(345.60)', -34560, 'or behind it'],
  ['(-345.60)', NUMBER, 'twice negative'],
  ['(345.60', NUMBER, 'half a bracket'],
  ['="1,234.50"', 123450, 'kept as text for a spreadsheet'],
  ['--5', NUMBER, 'two signs'],
  ['-¥-5', NUMBER, 'two signs around the yuan'],
  ['+5', NUMBER, 'a plus'],
  ['1e3', NUMBER, 'an exponent'],
  ['.5', NUMBER, 'no whole part'],
  ['5.', NUMBER, 'nothing after the point'],
  ['abc', NUMBER, 'no number'],
  ['$5', NUMBER, 'another currency'],
  ['95%', NUMBER, 'a percentage'],
])('money %s is %s: %s', (text, expected) => {
  expect(read('orders', 'amount', text)).toBe(expected)
})

const DATE = 'date_must_be_a_date'
const TIME = 'time_must_be_a_time'
test.each<[text: string, expected: string | number, why: string]>([
  ['2026-10-05', 20261005, 'plain'],
  ['2026/10/5', 20261005, 'slashes, one digit'],
  ['2026.10.5', 20261005, 'points'],
  ['2026年10月5日', 20261005, 'Chinese'],
  ['2026年10月05日 星期一', 20261005, 'with the day of the week'],
  ['2026/06/05 星期五', 20260605, 'as WeCom writes it'],
  ['2026-10-05 08:30', 20261005, 'a time of day is left out'],
  ['2026/6/1 12:30', 20260601, 'the hour is not part of the day'],
  ['2026/6/112:30', DATE, 'which day?'],
  ['2026-10-05T00:00:00.000Z', 20261005, 'as programs write it: eight in the morning in China'],
  ['2026-10-31T16:30:00Z', 20261101, 'half past midnight of the next day in China'],
  ['2026-10-31T15:59:59.999Z', 20261031, 'the last moment of the month'],
  ['2026-10-31 16:30:00+00:00', 20261101, 'the same with an offset'],
  ['2026-10-31T23:30:00+08:00', 20261031, 'where the company is'],
  ['2026-10-31 20:00 UTC-5', 20261101, 'nine in the morning in China'],
  ['2026-11-01 02:00 +0900', 20261101, 'one in the morning in China'],
  ['2026-11-01 00:30:00+09:00', 20261031, 'half an hour before midnight in China'],
  ['2026-10-05 08:30-09:30', DATE, 'a span of time, not a zone'],
  ['2026-10-31 下午 11:59', 20261031, 'as spreadsheets in Chinese write it'],
  ['2026/10/31 上午12:05', 20261031, 'without a space'],
  ['2026/10/31 11:59 PM', 20261031, 'as those in English do'],
  ['2026年10月31日23时59分', 20261031, 'in words'],
  ['2026-10-31下午4:30Z', 20261101, 'half a day and a zone'],
  ['2026-10-05 25:99', TIME, 'no clock shows it'],
  ['2026-10-05 24:00', TIME, 'midnight is the next day'],
  ['2026-10-05T23:60', TIME, 'sixty minutes'],
  ['2026-10-05 23:59:60', TIME, 'sixty seconds'],
  ['2026-10-05 上午 13:00', TIME, 'one in the afternoon is not in the morning'],
  ['2026-10-05 晚上 12:00', TIME, 'midnight, but of which day'],
  ['2026-10-05T08:30+19:00', TIME, 'no zone is that far'],
  ['="2026-10-05"', 20261005, 'kept as text for a spreadsheet'],
  ['２０２６－１０－０５', 20261005, 'full-width'],
  ['20261005', 20261005, 'eight digits'],
  ['2024-02-29', 20240229, 'a leap day'],
  ['2026-02-29', DATE, 'no leap year'],
  ['2026-13-01', DATE, 'no month'],
  ['2026-10-05x', DATE, 'something behind it'],
  ['10/05/2026', DATE, 'could be May or October'],
  ['2026-10/05', DATE, 'two kinds of marks'],
  ['46300', DATE, 'a serial number without a date format'],
  ['1899-12-31', DATE, 'before any business here'],
  ['next week', DATE, 'words'],
])('day %s is %s: %s', (text, expected) => {
  expect(read('orders', 'date', text)).toBe(expected)
})

const PERIOD = 'period_must_be_a_period'
test.each([
  ['2026-10', '2026-10', 'a month'],
  ['2026/10', '2026-10', 'with a slash'],
  ['2026-1', '2026-01', 'one digit'],
  ['202610', '2026-10', 'tight'],
  ['2026年10月', '2026-10', 'Chinese'],
  ['2026-10-01', '2026-10', 'what a spreadsheet makes of 2026-10'],
  ['2026/10/1', '2026-10', 'the same, saved as text'],
  ['2026-10-02', PERIOD, 'no other day is a month'],
  ['2026-Q4', '2026-Q4', 'a quarter'],
  ['2026q4', '2026-Q4', 'tight, small'],
  ['2026年第四季度', '2026-Q4', 'Chinese'],
  ['2026年4季度', '2026-Q4', 'with a digit'],
  ['2026-H2', '2026-H2', 'a half-year'],
  ['2026年下半年', '2026-H2', 'Chinese'],
  ['2026', '2026', 'a year'],
  ['2026年', '2026', 'Chinese'],
  ['2026-13', PERIOD, 'no month'],
  ['2026-Q5', PERIOD, 'no quarter'],
  ['2026-H3', PERIOD, 'no half-year'],
  ['Oct-26', PERIOD, 'could be a day'],
  ['26-10', PERIOD, 'no century'],
])('period %s is %s: %s', (text, expected) => {
  expect(read('quotas', 'period', text)).toBe(expected)
})

test.each<[table: TableKey, key: string, text: string, expected: string | number, why: string]>([
  ['followups', 'score', '92.5', 9250, 'hundredths of a point'],
  ['followups', 'score', '100', 10000, 'the most'],
  ['followups', 'score', '100.01', 'score_must_be_from_0_to_100', 'above it'],
  ['followups', 'score', '-1', 'score_must_be_from_0_to_100', 'below zero'],
  ['followups', 'score', '90.555', 'score_must_be_from_0_to_100', 'three decimals'],
  ['followups', 'score', '88.500', 8850, 'three, the last a zero'],
  ['followups', 'score', '88.5010', 'score_must_be_from_0_to_100', 'a thousandth'],
  ['orders', 'number', '="0012"', '0012', 'as programs keep leading zeros from spreadsheets'],
  ['orders', 'rep', '="S001"', 'S001', 'references too'],
  ['orders', 'number', '\t0012\t', '0012', 'tabs around a key are spaces'],
  ['orders', 'quantity', '1.5000000', 1_500_000, 'zeros beyond the millionths of a quantity say nothing'],
  ['followups', 'score', '92%', 'score_must_be_from_0_to_100', 'a percentage is not a mark'],
  ['orders', 'quantity', '-12.5', -12_500_000, 'millionths'],
  ['orders', 'quantity', '0.0000001', 'quantity_must_be_a_number', 'finer than that'],
  ['orders', 'quantity', '9999999999', 'quantity_must_be_a_number', 'too many to count exactly'],
  ['attendance', 'count', '2', 2, 'whole'],
  ['attendance', 'count', '2.0', 2, 'whole all the same'],
  ['attendance', 'count', '1.5', 'count_must_be_a_whole_number', 'half a time'],
  ['attendance', 'count', '0', 'count_must_be_a_whole_number', 'from one'],
  ['quotas', 'new_clients', '0', 0, 'a plan of none is a plan'],
  ['visits', 'successful', '是', 1, 'Chinese'],
  ['visits', 'successful', 'No', 0, 'any case'],
  ['visits', 'successful', 'TRUE', 1, 'as spreadsheets write it'],
  ['visits', 'successful', '０', 0, 'full-width'],
  ['visits', 'successful', '2', 'flag_must_be_yes_or_no', 'neither'],
  ['attendance', 'kind', ' 早 退', 'early_leave', 'spaces say nothing in a word of a list'],
  ['attendance', 'kind', 'LATE', 'late', 'any case'],
  ['attendance', 'kind', '年假', 'statutory_leave', 'one of the statutory leaves'],
  ['attendance', 'kind', '睡觉', 'choice_must_be_one_of_the_list', 'not in the list'],
  ['decisions', 'module', 'problemsolving', 'problemSolving', 'any case'],
  ['orders', 'number', '００１Ａ－１', '001A-1', 'codes are half-width, zeros stay'],
  ['orders', 'number', '1.23E+17', 'code_must_not_be_shortened', 'its digits are lost'],
  ['orders', 'client', '上海（集团）', '上海（集团）', 'brackets of a name stay as they are'],
  ['clients', 'name', 'e\u0301', '\u00e9', 'one form of every character'],
  ['clients', 'name', 'Ａ公司', 'Ａ公司', 'a name is not a code'],
  ['orders', 'client', 'C\t1', 'text_must_not_hold_control_characters', 'the store uses them as separators'],
  ['orders', 'client', '\ud800', 'text_must_not_hold_control_characters', 'half a character'],
  ['orders', 'client', '#N/A', 'cell_must_not_be_an_error_value', 'an error is no text'],
  ['orders', 'amount', '#REF!', 'cell_must_not_be_an_error_value', 'nor an amount'],
])('%s.%s %s is %s: %s', (table, key, text, expected) => {
  expect(read(table, key, text)).toBe(expected)
})

describe('the plain forms say the same as the tolerant ones, or leave the cell to them', () => {
  const anyText = fc.oneof(
    fc.string({ maxLength: 14 }),
    fc.stringMatching(/^-?[0-9,]{0,10}\.?[0-9]{0,4}$/),
    fc.stringMatching(/^[12][0-9]{3}[-/.]?[01]?[0-9][-/.]?[0-3]?[0-9]$/),
  )
  test.each([
    ['orders', 'amount', (text: string) => plainUnits(text, 2)],
    ['orders', 'quantity', (text: string) => plainUnits(text, 6)],
    ['orders', 'date', plainDay],
  ] as const)('%s.%s', (table, key, plain) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const value = plain(text)
        if (!Number.isNaN(value)) expect(read(table, key, text)).toBe(value)
      }),
      { numRuns: 3_000 },
    )
  })

  test('text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
        if (!isPlainText(text)) return
        expect(read('clients', 'name', text)).toBe(text)
        expect(read('orders', 'number', text)).toBe(text)
      }),
      { numRuns: 3_000 },
    )
  })

  test('and the common ones of a large file are plain', () => {
    expect([plainUnits('1234567.89', 2), plainUnits('-0.5', 2), plainUnits('7', 6)]).toEqual([123456789, -50, 7000000])
    expect([plainDay('2026-10-05'), plainDay('2024/02/29')]).toEqual([dayOf(2026, 10, 5), dayOf(2024, 2, 29)])
    expect(['SO-00000001', '华东', '东方 机电'].map(isPlainText)).toEqual([true, true, true])
  })
})
