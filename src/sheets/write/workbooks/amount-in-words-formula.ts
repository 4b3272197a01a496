import { hundredths } from './live-formula.ts'

const UNITS = ['仟', '佰', '拾', '亿', '仟', '佰', '拾', '万', '仟', '佰', '拾', '元', '角', '分'] as const
/** The largest amount the formula can say, in fen: 14 digits. */
export const MOST_FEN_IN_FORMULA = 10n ** 14n - 1n

/** Applied in this order to digits that each carry their unit, behind a mark ^ for the beginning. */
const REPLACEMENTS: readonly (readonly [found: string, becomes: string])[] = [
  ['零角零分', '整'],
  ['零分', '整'],
  ['零角', '零'],
  ['零仟', '零'],
  ['零佰', '零'],
  ['零拾', '零'],
  ['零零', '零'],
  ['零零', '零'],
  ['零亿', '亿'],
  ['^亿', '^'],
  ['零万', '万'],
  ['^万', '^'],
  ['亿万', '亿零'],
  ['零零', '零'],
  ['零元', '元'],
  ['^零', '^'],
  ['^元零', '^'],
  ['^元整', '^零元整'],
  ['^元', '^'],
  ['^', ''],
]

/**
 * The amount in a cell in financial characters 大写, as domain/bonus/amount-in-words.ts says it. The formula uses
 * nothing but MID, TEXT, ROUND and SUBSTITUTE: a spreadsheet's own number-to-Chinese formats differ between
 * programs and languages.
 */
export function amountInWordsFormula(cell: string): string {
  const digits = `TEXT(ABS(${hundredths(cell)}),"${'0'.repeat(UNITS.length)}")`
  const spelt = UNITS.map((unit, index) => `MID("零壹贰叁肆伍陆柒捌玖",1+MID(${digits},${index + 1},1),1)&"${unit}"`)
  const words = REPLACEMENTS.reduce((inner, [found, becomes]) => `SUBSTITUTE(${inner},"${found}","${becomes}")`, `"^"&${spelt.join('&')}`)
  return `IF(${hundredths(cell)}<0,"负","")&${words}`
}
