import { z } from 'zod'
import { present } from '../../base/assert.ts'
import { type Fen, fen, fenFromYuan, yuanText } from '../../base/money.ts'
import { type Rational, rationalFromText } from '../../base/rational.ts'
import { exactText } from '../../base/rounding.ts'

/**
 * JSON as a snapshot keeps it: exact numbers as "12.5", or "1/3" where decimals do not end, money in yuan as "1234.57", and
 * null for what is undefined.
 */
export function storedText(value: object): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'bigint') return yuanText(fen(each))
    if (isExact(each)) return exactText(each)
    return each === undefined ? null : each
  })
}

function isExact(value: unknown): value is Rational {
  return typeof value === 'object' && value !== null && 'denominator' in value && typeof value.denominator === 'bigint'
}

export const storedNumber = z.codec(z.string(), z.custom<Rational>(), {
  decode: (text) => present(rationalFromText(text), 'A snapshot holds exact numbers as we wrote them.'),
  encode: exactText,
})

export const storedMoney = z.codec(z.string(), z.custom<Fen>(), {
  decode: (text) => present(fenFromYuan(text), 'A snapshot holds money as we wrote it.'),
  encode: yuanText,
})

/** A value that may be missing: undefined in the program, null or nothing in JSON. */
export function storedOptional<T extends z.ZodType>(inner: T) {
  return z.codec(inner.nullish(), z.custom<z.output<T> | undefined>(), {
    decode: (value) => value ?? undefined,
    encode: (value) => value,
  })
}

export const storedRemark = z.object({ zh: z.string(), en: z.string() })
