import { z } from 'zod'
import { timeText } from '../kernel/fields.ts'

export const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    state: z.enum(['valid', 'waiting', 'expired', 'revoked', 'powerless']).meta({
      description: 'waiting for a second person’s approval; powerless since its maker may do none of it any more.',
    }),
    toApprove: z.array(z.string()).meta({ description: 'The scopes that a second person has to approve.' }),
    lost: z.array(z.string()).meta({ description: 'The scopes that do nothing now, because its maker has lost them.' }),
    createdBy: z.string(),
    createdAt: timeText,
    approvedBy: z.string().nullable(),
    approvedAt: timeText.nullable(),
    expiresAt: timeText.nullable(),
    lastUsedAt: timeText.nullable(),
    revokedAt: timeText.nullable(),
    mayApprove: z.boolean().meta({ description: 'Whether whoever asks could approve it.' }),
    mayRevoke: z.boolean().meta({ description: 'Whether whoever asks could revoke it.' }),
  })
  .meta({ id: 'Token' })
