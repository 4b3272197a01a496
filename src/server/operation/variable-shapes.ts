import { isIP } from 'node:net'
import { z } from 'zod'

/** What a variable is for, and what it has to look like; the table in docs/operation.md is made of these. */
export interface VariableWords {
  readonly title: { readonly zh: string; readonly en: string }
  /** A whole sentence: what to write. */
  readonly needed: { readonly zh: string; readonly en: string }
  /** What holds when it is not given, in words; undefined where its absence switches something off. */
  readonly unless?: string
  /** Never shown, not even in the message that it is wrong. */
  readonly secret?: true
}

/** One environment variable. */
export interface Variable {
  readonly schema: z.ZodType
  readonly words: VariableWords
}

export const number = (least: number, most: number, value: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(value)
export const wholeNumber = (least: number, most: number) => ({
  zh: `请写 ${least} 到 ${most} 的整数`,
  en: `Write a whole number from ${least} to ${most}`,
})
export const path = z.string().max(4000)
export const text = (most: number) => z.string().max(most)
export const host = z.string().refine((value) => value === 'localhost' || isIP(value) > 0)
export const web = z.string().refine((value) => isUrl(value, ['http:', 'https:']))
export const origin = web.refine((value) => URL.canParse(value) && ['', '/'].includes(new URL(value).pathname))

/** Whether a text is an address with one of the protocols. */
export function isUrl(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

/** What is needed where one of some words is. */
export function oneOf(words: readonly string[]): { readonly zh: string; readonly en: string } {
  const [first, last] = [words.slice(0, -1), words.at(-1)]
  return { zh: `请写 ${first.join('、')} 或 ${last}`, en: `Write ${first.join(', ')} or ${last}` }
}
