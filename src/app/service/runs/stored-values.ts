import { z } from 'zod'
import { present } from '../../../base/assert.ts'
import { type Fen, fenFromYuan, yuanText } from '../../../base/money.ts'
import { type Rational, rationalFromText } from '../../../base/rational.ts'
import { exactText } from '../../../base/rounding.ts'

/** An exact number as it stands in a snapshot: "12.5", or "1/3" where decimals do not end. */
export const storedNumber = z.codec(z.string(), z.custom<Rational>(), {
  decode: (text) => present(rationalFromText(text), 'A snapshot holds exact numbers as we wrote them.'),
  encode: exactText,
})

/** Money in yuan: "1234.57". */
export const storedMoney = z.codec(z.string(), z.custom<Fen>(), {
  decode: (text) => present(fenFromYuan(text), 'A snapshot holds money as we wrote it.'),
  encode: yuanText,
})

/** A value that may be missing: undefined in the program, null in JSON. */
export function storedOptional<T extends z.ZodType>(inner: T) {
  return z.codec(inner.nullable(), z.custom<z.output<T> | undefined>(), {
    decode: (value) => value ?? undefined,
    encode: (value) => (value === undefined ? null : value) as z.output<z.ZodNullable<T>>,
  })
}

export const storedRemark = z.object({ zh: z.string(), en: z.string() })
