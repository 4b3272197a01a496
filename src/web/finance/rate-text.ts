/** A rate as the policy writes it: "0.001" is "1‰", "0.0015" is "1.5‰", "0.02" is "2%". Exact, by moving the point. */
export function rateText(rate: string): string {
  const [, sign = '', whole = '0', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(rate) ?? []
  if (!/^-?\d+(\.\d+)?$/.test(rate)) return rate
  const places = rest.length >= 3 ? 3 : 2
  const digits = `${whole}${rest.padEnd(places, '0')}`
  const point = whole.length + places
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '')
  const after = digits.slice(point)
  return `${sign}${before}${after === '' ? '' : `.${after}`}${places === 3 ? '‰' : '%'}`
}
