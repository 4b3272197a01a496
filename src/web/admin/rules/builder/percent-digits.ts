/** Fractions as rule files write them, in per cent as people type them: every digit is kept, so that "0.0" can become "0.05" while it is typed. */

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** "0.025" as "2.5"; what is no decimal number stays as it is. */
export function percentDigits(fraction: string): string {
  const [, sign = '', whole, rest = ''] = DECIMAL.exec(fraction) ?? []
  if (whole === undefined) return fraction
  const digits = `${whole}${rest.padEnd(2, '0')}`
  return joined(sign, digits.slice(0, whole.length + 2), digits.slice(whole.length + 2))
}

/** "2.5" as "0.025"; full-width digits and a per cent sign are read too, and what is no decimal number stays as it is. */
export function fractionDigits(percent: string): string {
  const typed = percent.normalize('NFKC').replace(/%$/, '').trim()
  const [, sign = '', whole, rest = ''] = DECIMAL.exec(typed) ?? []
  if (whole === undefined) return percent
  const digits = whole.padStart(3, '0')
  return joined(sign, digits.slice(0, -2), `${digits.slice(-2)}${rest}`)
}

function joined(sign: string, whole: string, rest: string): string {
  return `${sign}${whole.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`
}

/** An amount or number as it is typed: full-width digits are made plain, groups and signs of currency are left out. */
export function plainNumber(text: string): string {
  return text.normalize('NFKC').replace(/[,¥\s]/g, '')
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}
