import { detached } from './references.ts'

/** A value found as it can stand in a message: short, and without characters that would act on a terminal. */
export function shown(text: string): string {
  const visible = text.length > 100 ? `${text.slice(0, 100)}…` : text
  return detached(visible.replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`))
}
