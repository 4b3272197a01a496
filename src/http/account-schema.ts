import { z } from 'zod'
import { POSITIONS } from '../app/access.ts'

export const positionField = z.enum(POSITIONS)

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
  })
  .meta({ id: 'Account' })
