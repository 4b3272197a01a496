const PLACES = 6

/** Decimal text as a whole number of millionths, for putting in order; nothing for null. Exact: figures never become binary numbers. */
export function sizeOf(text: string | null | undefined): bigint {
  const [, , whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? '') ?? []
  return whole === '' ? 0n : BigInt(whole + rest.slice(0, PLACES).padEnd(PLACES, '0'))
}

/** "+1.20", "−0.40", "0.00": a change says its direction. */
export function signed(text: string | null): string {
  if (text === null) return '—'
  if (text.startsWith('-')) return `−${text.slice(1)}`
  return sizeOf(text) === 0n ? text : `+${text}`
}

/** Largest first; people who change alike stay in their order. */
export function bySize<Item>(items: readonly Item[], size: (item: Item) => bigint): Item[] {
  return items.toSorted((a, b) => {
    const [one, other] = [size(a), size(b)]
    return one === other ? 0 : one > other ? -1 : 1
  })
}
