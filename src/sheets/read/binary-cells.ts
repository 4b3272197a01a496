const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

/** The text of a truth or an error of a binary workbook. */
export function truthOrError(value: number, isError: boolean): string {
  if (isError) return ERRORS[value] ?? '#N/A'
  return value === 0 ? 'FALSE' : 'TRUE'
}

/** A number in the short form RK: 30 bits of a whole number or of a binary fraction, perhaps of a hundred times it. */
export function packed(bits: number): number {
  let value = bits >> 2
  if ((bits & 2) === 0) {
    const bytes = Buffer.alloc(8)
    bytes.writeUInt32LE((bits & ~3) >>> 0, 4)
    value = bytes.readDoubleLE()
  }
  return bits & 1 ? value / 100 : value
}
