import fc from 'fast-check'

/** What stands in a cell of a random workbook, without saying how a kind of file writes it. */
export type RandomValue =
  | { readonly kind: 'text'; readonly text: string /** Changes of font inside of it. */; readonly fonts: number }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'error'; readonly error: keyof typeof ERRORS }

export interface RandomCell {
  /** Undefined for a cell that has a style alone. */
  readonly value: RandomValue | undefined
  readonly isFormula: boolean
  /** A position in STYLES. */
  readonly style: number
  /** Which of several ways to write it a writer takes. */
  readonly way: number
}

export interface RandomSheet {
  readonly name: string
  readonly hidden: 0 | 1 | 2
  /** By row and column, each from 0, in their order. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, RandomCell>>
  /** First and last row, first and last column, each from 0. */
  readonly merged: readonly (readonly [number, number, number, number])[]
}

export interface RandomWorkbook {
  readonly is1904: boolean
  readonly sheets: readonly RandomSheet[]
}

/** Errors with the number that binary kinds have for them. */
export const ERRORS = { '#NULL!': 0, '#DIV/0!': 7, '#VALUE!': 15, '#REF!': 23, '#NAME?': 29, '#NUM!': 36, '#N/A': 42 } as const

/** Formats of numbers: built-in ones by their number, others with their code. */
export const STYLES: readonly (readonly [id: number, code?: string])[] = [
  [0],
  [14],
  [10],
  [31],
  [3],
  [164, 'yyyy"年"m"月"d"日"'],
  [165, '00000'],
  [166, '0.0%'],
  [167, '#,##0.00_);[Red](#,##0.00)'],
  [168, 'h:mm'],
]

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...'aZ09 -.,_é东方机电有限公司𠮷😀\n'), maxLength: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom('', ' ', '007', '_x000D_', 'a\rb', '<&>"', '\u0001', '=1+1', '2026-10-05', '1,234.50', '#N/A') },
  // Longer than one record of an old workbook may be.
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('x', '长', '𠮷', 'é'), fc.integer({ min: 60, max: 9000 })).map(([a, n]) => a.repeat(n)),
  },
)
const number = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((hundredths) => hundredths / 100),
  fc.integer({ min: -40, max: 80_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: 0, max: 100_000, noNaN: true }),
  fc.constantFrom(0, -0, 59, 60, 61, 0.5, 1e15, 2_958_465, 2_958_466, 0.1 + 0.2, 536_870_911, 536_870_912, -536_870_912, -536_870_913),
)
const value: fc.Arbitrary<RandomValue> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text, fonts: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('number' as const), number }),
  fc.record({ kind: fc.constant('truth' as const), truth: fc.boolean() }),
  fc.record({ kind: fc.constant('error' as const), error: fc.constantFrom(...(Object.keys(ERRORS) as (keyof typeof ERRORS)[])) }),
)
const cell: fc.Arbitrary<RandomCell> = fc.record({
  value: fc.option(value, { nil: undefined, freq: 6 }),
  isFormula: fc.boolean(),
  style: fc.nat(STYLES.length - 1),
  way: fc.nat(5),
})

const range = (most: number) => fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
const sheet: fc.Arbitrary<RandomSheet> = fc.record({
  name: fc.string({ unit: fc.constantFrom(...'订单回款 a&1'), minLength: 1, maxLength: 10 }),
  hidden: fc.constantFrom(0, 0, 1, 2),
  rows: fc
    .array(fc.tuple(fc.oneof(fc.nat(6), fc.constantFrom(300, 65_535)), fc.oneof(fc.nat(6), fc.constantFrom(30, 255)), cell), {
      maxLength: 30,
    })
    .map((placed) => {
      const rows = new Map<number, Map<number, RandomCell>>()
      for (const [row, column, each] of placed.sort(([a, b], [c, d]) => a - c || b - d))
        rows.set(row, (rows.get(row) ?? new Map()).set(column, each))
      return rows
    }),
  merged: fc.array(
    fc.tuple(range(400), range(40)).map(([rows, columns]) => [...rows, ...columns] as const),
    { maxLength: 3 },
  ),
})

/** Workbooks of the cells that every kind of file can hold. */
export const workbooks: fc.Arbitrary<RandomWorkbook> = fc.record({
  is1904: fc.boolean(),
  sheets: fc.array(sheet, { minLength: 1, maxLength: 3 }),
})

/** A small workbook that has a cell of every kind, written in several ways. */
export const EVERY_KIND: RandomWorkbook = {
  is1904: false,
  sheets: [
    { name: '订单', hidden: 0, rows: everyCell(), merged: [[1, 3, 0, 0]] },
    { name: '藏', hidden: 2, rows: new Map(), merged: [] },
  ],
}

function everyCell(): Map<number, Map<number, RandomCell>> {
  const values: readonly (RandomValue | undefined)[] = [
    { kind: 'text', text: '东方机电', fonts: 0 },
    { kind: 'text', text: 'east', fonts: 2 },
    { kind: 'number', number: 46_300 },
    { kind: 'number', number: 0.1 },
    { kind: 'truth', truth: true },
    { kind: 'error', error: '#N/A' },
    undefined,
  ]
  const rows = new Map<number, Map<number, RandomCell>>()
  for (const way of [1, 2, 5]) {
    for (const isFormula of [false, true])
      rows.set(rows.size, new Map(values.map((each, column) => [column, { value: each, isFormula, style: (way + column) % 8, way }])))
  }
  return rows
}
