import { trimmed } from './cell-values.ts'

/** Letters of other alphabets that look like Latin ones, each beside the letter that it is taken for. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  [
    ['АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухһԁԛԝ', 'ABESIJKMHOPCTYXabesijkmhopctyxhdqw'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχι', 'ABEZHIKMNOPTYXavopuxi'],
  ].flatMap(([strange = '', plain = '']) => [...strange].map((sign, index): [string, string] => [sign, plain.charAt(index)])),
)

/** What is added to a name on lists of people who left, in brackets of either width. */
const LEFT = /[(（]\s*(?:已离职|离职|已离岗|离职人员)\s*[)）]$/
const FORMER = /[(（]\s*(?:原名|曾用名|前称|原|formerly|f\/k\/a)\s*[:：]?\s*([^()（）]+?)\s*[)）]/i

/** A name in the form in which names are compared: one width of letters and brackets, no spaces between Chinese characters, no （离职）. */
export function nameKey(name: string): string {
  return trimmed(name.trim().replace(LEFT, ''))
    .normalize('NFKC')
    .replace(/(?<=[\p{sc=Han}()])\s+|\s+(?=[\p{sc=Han}()])/gu, '')
}

/** A code in the form in which two of them that look alike are the same: С001 with a Cyrillic letter, c001, C001. */
export function codeKey(code: string): string {
  return PLAIN_CODE.test(code)
    ? code.toUpperCase()
    : [...code.normalize('NFKC')]
        .map((sign) => LOOK_ALIKES.get(sign) ?? sign)
        .join('')
        .toUpperCase()
}
const PLAIN_CODE = /^[\x21-\x7e]*$/

/** The former name that a name carries: 新丰机电（原名：东方机电）. */
export function formerName(name: string): string | undefined {
  return FORMER.exec(name)?.[1]
}

/** What two texts have in common that are the same but for case, width, look-alikes, leading zeros, spaces and marks. */
function outline(text: string): string {
  return [...nameKey(text)]
    .map((sign) => LOOK_ALIKES.get(sign) ?? sign)
    .join('')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{P}=`^~+|]/gu, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
    .replace(/(^|\D)0+(?=\d)/g, '$1')
}

export interface NearRecord {
  readonly code: string
  readonly name: string | undefined
  /** The code, name or former name that is nearly what was written. */
  readonly written: string
  readonly isFormer: boolean
}

/** Finds the records that a reference nearly names, among codes, names and former names. Made when the first reference is in want of one. */
export class NearMisses {
  readonly #byOutline = new Map<string, NearRecord[]>()

  add(record: NearRecord): void {
    const key = outline(record.written)
    const others = this.#byOutline.get(key)
    if (!others) this.#byOutline.set(key, [record])
    else if (!others.some(({ code }) => code === record.code)) others.push(record)
  }

  /** At most three, in the order of their codes. */
  of(text: string): readonly NearRecord[] {
    const key = outline(text)
    return key === '' ? [] : [...(this.#byOutline.get(key) ?? [])].sort((a, b) => (a.code < b.code ? -1 : 1)).slice(0, 3)
  }
}

/** The question that a message puts: which record is meant, and what is odd in what was written. Empty when nothing is near. */
export function nearWords(found: string, near: readonly NearRecord[]): { readonly nearZh: string; readonly nearEn: string } {
  const [first] = near
  if (!first) return { nearZh: '', nearEn: '' }
  const named = near.map(({ code, name }) => (name === undefined || name === code ? code : `${code} ${name}`)).join(', ')
  if (first.isFormer) return { nearZh: `这是 ${named} 的旧名。`, nearEn: `It is a former name of ${named}. ` }
  const strange = [...found].filter((sign) => LOOK_ALIKES.has(sign) || (sign !== sign.normalize('NFKC') && !first.written.includes(sign)))
  const odd = [...new Set(strange)].map((sign) => `${sign} U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`)
  const signs = odd.length > 0 ? `${odd.join(', ')}; ` : ''
  return {
    nearZh: `是不是指 ${named}？差别：${signs}${found} ≠ ${first.written}。`,
    nearEn: `Is ${named} meant? What differs: ${signs}${found} ≠ ${first.written}. `,
  }
}
