import type { XlsxParts } from './xlsx-parts.ts'
import { readXml } from './xlsx-xml.ts'

/** How a number cell is shown, as far as it changes what the number means. */
export type Shown = 'number' | 'date' | 'percent' | { readonly digits: number }

/** Built-in formats of dates, those of East Asian versions (27-36, 50-58) among them; the rest of the built-in ones is listed below. */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
const BUILT_IN_PERCENT = new Set([9, 10])

/** For each cell style of the workbook, by its index, how it shows numbers. */
export async function readStyles(parts: XlsxParts, name: string): Promise<Shown[]> {
  const codes = new Map<number, string>()
  const ids: number[] = []
  let inCellFormats = false
  await readXml(parts.text(name), {
    open(tag, attributes) {
      if (tag === 'cellXfs') inCellFormats = true
      else if (tag === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (tag === 'xf' && inCellFormats) ids.push(Number(attributes.numFmtId ?? 0))
    },
    close(tag) {
      if (tag === 'cellXfs') inCellFormats = false
    },
  })
  return ids.map((id) => shownAs(id, codes.get(id)))
}

/** How a number format shows a number; `code` is undefined for built-in formats. */
export function shownAs(id: number, code: string | undefined): Shown {
  if (code === undefined) return isBuiltInDate(id) ? 'date' : BUILT_IN_PERCENT.has(id) ? 'percent' : 'number'
  // Literal text, escaped and padding characters, and what stands in brackets (colours, locales, elapsed hours) say nothing of dates.
  const bare = code
    .slice(0, 500)
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .toLowerCase()
  if (/^0{2,15}$/.test(bare)) return { digits: bare.length }
  if (bare.includes('%')) return 'percent'
  if (/general|standard/.test(bare)) return 'number'
  return /[yd]/.test(bare) || (bare.includes('m') && !/[hs]/.test(bare)) ? 'date' : 'number'
}
