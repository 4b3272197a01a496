import { yuan } from '../../parts/format.ts'

/** An amount that says its direction: "+¥1.20", "−¥0.40", "¥0.00". */
export function signedYuan(text: string): string {
  return /^-|^0+(\.0+)?$/.test(text) ? yuan(text) : `+${yuan(text)}`
}
