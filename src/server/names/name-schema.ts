import { z } from 'zod'

export const namedPerson = z
  .object({
    id: z.string(),
    kind: z
      .enum(['account', 'token', 'employee', 'system', 'form'])
      .meta({ description: 'form: the number of a form that a client filled in.' }),
    name: z.string(),
  })
  .meta({ id: 'NamedPerson', description: 'Who stands behind an id of `by`, `openedBy`, `updatedBy` and their like.' })
