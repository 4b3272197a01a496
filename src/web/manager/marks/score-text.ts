/** Why a text is no score 0 to 100 with at most two decimals. */
export type ScoreFault = 'notANumber' | 'outOfRange' | 'tooManyDecimals'

export type ReadScore = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: ScoreFault }

/**
 * Reads a score as people type and paste it: full-width digits １２．５, the Chinese full stop 。 that an input method gives for
 * the point, spaces, a trailing 分. The answer is plain decimal text without needless zeros; blank stays blank. Nothing goes
 * through a binary number.
 */
export function readScore(typed: string): ReadScore {
  const before = known.get(typed)
  if (before) return before
  if (known.size > KEPT) known.clear()
  const read = scoreIn(typed)
  known.set(typed, read)
  return read
}

/** Sheets have thousands of cells and few different scores, which are asked for again with every key. */
const known = new Map<string, ReadScore>()
const KEPT = 20_000

function scoreIn(typed: string): ReadScore {
  const text = plainDigits(typed)
  if (text === '') return { ok: true, text: '' }
  const match = /^\+?(\d*)(?:\.(\d*))?$/.exec(text)
  const [, whole = '', places = ''] = match ?? []
  if (!match || whole + places === '') return { ok: false, fault: /^-\d+(\.\d+)?$/.test(text) ? 'outOfRange' : 'notANumber' }
  const points = whole.replace(/^0+(?=\d)/, '') || '0'
  const decimals = places.replace(/0+$/, '')
  if (points.length > 3 || (points.length === 3 && (points !== '100' || decimals !== ''))) return { ok: false, fault: 'outOfRange' }
  if (decimals.length > 2) return { ok: false, fault: 'tooManyDecimals' }
  return { ok: true, text: decimals === '' ? points : `${points}.${decimals}` }
}

/** The text with half-width digits and points, without the spaces around it and a unit after it. */
function plainDigits(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[。｡]/g, '.')
    .replace(/[−﹣]/g, '-')
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/分$/, '')
}

/** Whether two scores, each as typed or as the server writes it, are the same number; two blanks are. */
export function sameScore(a: string | null, b: string | null): boolean {
  const [left, right] = [readScore(a ?? ''), readScore(b ?? '')]
  return left.ok && right.ok && left.text === right.text
}
