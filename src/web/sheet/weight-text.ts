/** A weight as forms write it: "0.1" is "10%", "0.125" is "12.5%". Exact, by moving the point. */
export function percentOf(weight: string | null): string {
  const moved = pointMoved(weight, 2)
  return moved === undefined ? (weight ?? '—') : `${moved}%`
}

/** The rate of a pool as the policy writes it: "0.001" is "1‰". */
export function perMilleOf(rate: string): string {
  const moved = pointMoved(rate, 3)
  return moved === undefined ? rate : `${moved}‰`
}

/** The number times a power of ten, without zeros that say nothing; undefined for what is no plain decimal. */
function pointMoved(text: string | null, places: number): string | undefined {
  const [, whole = '', rest = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text ?? '') ?? []
  if (whole === '') return undefined
  const digits = rest.padEnd(places, '0')
  const before = `${whole}${digits.slice(0, places)}`.replace(/^0+(?=\d)/, '')
  const after = digits.slice(places).replace(/0+$/, '')
  return `${before}${after === '' ? '' : `.${after}`}`
}
