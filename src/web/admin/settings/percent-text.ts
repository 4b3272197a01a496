/** Ratios as people type them, in per cent, without a binary number anywhere: sums of weights must be exactly 100. */

const DECIMAL = /^(\d{1,9})(?:\.(\d{1,9}))?$/

/** "0.40" as "40", "1.5" as "150", "0.0125" as "1.25"; what is no plain decimal stays as it is. */
export function percentText(ratio: string): string {
  const [, whole, rest = ''] = DECIMAL.exec(ratio) ?? []
  if (whole === undefined) return ratio
  const digits = `${whole}${rest.padEnd(2, '0')}`
  const point = whole.length + 2
  return plain(digits.slice(0, point), digits.slice(point))
}

/** "40" as "0.4", "1.25" as "0.0125"; undefined for what is no plain decimal. Full-width digits are read too. */
export function ratioText(percent: string): string | undefined {
  const typed = percent.normalize('NFKC').replace(/%$/, '').trim()
  const [, whole, rest = ''] = DECIMAL.exec(typed) ?? []
  if (whole === undefined) return undefined
  const digits = whole.padStart(3, '0')
  return plain(digits.slice(0, -2), `${digits.slice(-2)}${rest}`)
}

/** The exact sum of per cents: undefined where one of them is no plain decimal. */
export function sumText(percents: readonly string[]): string | undefined {
  const parts = percents.map((percent) => DECIMAL.exec(percent.normalize('NFKC').replace(/%$/, '').trim()))
  const places = Math.max(0, ...parts.map((part) => part?.[2]?.length ?? 0))
  let sum = 0n
  for (const part of parts) {
    if (!part) return undefined
    sum += BigInt(`${part[1]}${(part[2] ?? '').padEnd(places, '0')}`)
  }
  const digits = String(sum).padStart(places + 1, '0')
  return plain(digits.slice(0, digits.length - places), digits.slice(digits.length - places))
}

function plain(whole: string, rest: string): string {
  const shown = rest.replace(/0+$/, '')
  return `${whole.replace(/^0+(?=\d)/, '')}${shown === '' ? '' : `.${shown}`}`
}
