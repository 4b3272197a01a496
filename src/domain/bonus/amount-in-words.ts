import type { Fen } from '../../base/money.ts'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['仟', '佰', '拾', ''] as const

/**
 * An amount in the financial characters 大写金额 that a bonus sheet is signed on: 16409.02 is 壹万陆仟肆佰零玖元零贰分.
 *
 * Of the forms that the rules for filling in vouchers allow we write one: 整 after 元 and after 角, none after
 * 分; a 零 for every gap of noughts inside a number and before 分 without 角, none where 角 follows a yuan
 * figure that ends in 0 (1680.32 is 壹仟陆佰捌拾元叁角贰分). Nothing is 零元整; a negative amount begins with 负.
 */
export function amountInWords(amount: Fen): string {
  const magnitude = amount < 0n ? -amount : amount
  const yuan = magnitude / 100n
  const jiao = Number((magnitude / 10n) % 10n)
  const fen = Number(magnitude % 10n)
  const whole = yuan > 0n ? `${wholeInWords(yuan)}元` : ''
  return (amount < 0n ? '负' : '') + whole + smallInWords(jiao, fen, yuan > 0n)
}

function smallInWords(jiao: number, fen: number, afterYuan: boolean): string {
  if (jiao === 0 && fen === 0) return afterYuan ? '整' : '零元整'
  const gap = afterYuan ? '零' : ''
  if (fen === 0) return `${DIGITS[jiao]}角整`
  return `${jiao > 0 ? `${DIGITS[jiao]}角` : gap}${DIGITS[fen]}分`
}

/** A whole number above zero. A part below a tenth of what its unit could hold is joined on with a 零. */
function wholeInWords(number: bigint): string {
  return joined(number, 100_000_000n, '亿') ?? joined(number, 10_000n, '万') ?? groupInWords(Number(number))
}

function joined(number: bigint, size: bigint, unit: string): string | undefined {
  if (number < size) return undefined
  const rest = number % size
  const words = wholeInWords(number / size) + unit
  if (rest === 0n) return words
  return `${words}${rest * 10n < size ? '零' : ''}${wholeInWords(rest)}`
}

/** One to four digits. */
function groupInWords(number: number): string {
  let words = ''
  let gap = false
  for (const [index, digit] of [...String(number).padStart(4, '0')].entries()) {
    if (digit === '0') {
      gap = words !== ''
      continue
    }
    words += `${gap ? '零' : ''}${DIGITS[Number(digit)]}${PLACES[index]}`
    gap = false
  }
  return words
}
