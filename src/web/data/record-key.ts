/** A number or code as the key of a record: see the API's key. */
export function keyOf(code: string): string {
  return code.replaceAll('~', '~0').replaceAll(',', '~1')
}
