/** What the list of signatures shows: those of one state, found by name, and the sheet that is open. */
export interface SignaturesSearch {
  readonly show?: 'unsigned' | 'signed' | undefined
  readonly q?: string | undefined
  /** Whose sheet is looked at: an employee number. */
  readonly sheet?: string | undefined
}

export function signaturesSearch({ show, q, sheet }: Record<string, unknown>): SignaturesSearch {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
  return {
    ...(show === 'unsigned' || show === 'signed' ? { show } : {}),
    ...(text(q) === '' ? {} : { q: text(q) }),
    ...(text(sheet) === '' ? {} : { sheet: text(sheet) }),
  }
}
