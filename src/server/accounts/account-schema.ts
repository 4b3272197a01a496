import { z } from 'zod'
import { ACCOUNT_POSITIONS } from '../../domain/people/account-position.ts'
import { inBoth } from '../kernel/in-both.ts'

export const positionField = z.enum(ACCOUNT_POSITIONS)

/** A user name: what people type, so no spaces; "T001" and "t001" are the same one. */
export const usernameField = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[^\s\p{Cc}"'<>]+$/u, { error: inBoth('不能含有空格、引号或尖括号。', 'Must not contain spaces, quotes or angle brackets.') })

export const nameField = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, { error: inBoth('不应包含换行或控制字符。', 'Must not contain line breaks or control characters.') })

/** A password as it is typed to be compared; what a new one must be, its use case says. */
export const passwordField = z.string().min(1).max(1000)

/** A code of a second factor, or a backup code, as it is typed. */
export const oneTimeCodeField = z.string().min(1).max(50)

export const emailField = z.email().max(200)

/** An account 账号 as the API answers it. */
export const accountSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    positions: z.array(positionField),
    employee: z.string().nullable().meta({ description: 'Their number in the employees table.' }),
    mustChangePassword: z.boolean(),
    closedAt: z.string().nullable(),
    lockedUntil: z.string().nullable().meta({ description: 'After too many wrong passwords; may lie in the past.' }),
    secondFactor: z.boolean().meta({ description: 'A second factor 两步验证 is set up.' }),
  })
  .meta({ id: 'Account' })

export const accountWithPassword = z
  .object({
    account: accountSchema,
    oneTimePassword: z.string().meta({ description: 'Shown once; to be changed at the first sign-in.' }),
  })
  .meta({ id: 'AccountWithPassword' })
