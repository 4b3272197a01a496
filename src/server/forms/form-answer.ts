import { z } from 'zod'
import { unitsText } from '../../base/rounding.ts'

/** The top mark of the feedback form: 100 points, or 5 stars (POLICY A7). */
export const FORM_SCALES = ['100', '5'] as const
export type FormScale = (typeof FORM_SCALES)[number]

const remark = z.string().trim().max(1000).optional()
const mark = z.number().int().min(0).max(100)

/** What a client says on a form; marks are whole numbers on the scale that the form showed. */
export const formAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('feedback'),
    scale: z.enum(FORM_SCALES),
    attitude: mark,
    resolution: mark,
    dedication: mark,
    /** Null where the client cannot tell, or no problem was to be solved. */
    solvedOnSite: z.boolean().nullable(),
    remark,
  }),
  z.object({ kind: z.literal('followup'), score: mark, remark }),
])
export type FormAnswer = z.output<typeof formAnswerSchema>
export type FeedbackAnswer = Extract<FormAnswer, { kind: 'feedback' }>

/** Whether every mark is one of its scale: 0 to 100, or 1 to 5 stars. */
export function isOnScale(answer: FormAnswer): boolean {
  if (answer.kind === 'followup' || answer.scale === '100') return true
  return [answer.attitude, answer.resolution, answer.dedication].every((stars) => stars >= 1 && stars <= 5)
}

/** A mark of one scale on another as decimal text; exact, since a star is 20 points. */
export function markOn(scale: FormScale, mark: number, of: FormScale): string {
  const hundredths = BigInt(mark) * 100n
  if (scale === of) return unitsText(hundredths, 2)
  return unitsText(scale === '100' ? hundredths * 20n : hundredths / 20n, 2)
}

/** An answer as the database has it, which we wrote. */
export function storedAnswer(json: string): FormAnswer {
  return formAnswerSchema.parse(JSON.parse(json))
}
