/** A message of our own schemas in both languages, which the answer gives in the caller's. */
export function inBoth(zh: string, en: string): string {
  return `${zh}\n${en}`
}
