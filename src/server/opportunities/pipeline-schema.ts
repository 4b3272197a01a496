import { z } from 'zod'
import { decimalText } from '../kernel/fields.ts'

const count = z.number().int()
const volume = z.object({
  count,
  amount: decimalText,
  weighted: decimalText.meta({ description: 'Amounts by their probability, of those that have one.' }),
  withoutProbability: z
    .object({ count, amount: decimalText })
    .meta({ description: 'Those that nobody gave a probability: they stand in no forecast.' }),
})

export const pipelineSchema = z
  .object({
    stages: z.array(
      z.object({
        stage: z.string(),
        open: volume.meta({ description: 'In this stage at the end of the days.' }),
        stays: count.meta({ description: 'Stays in it that began on the days.' }),
        averageDays: decimalText.nullable().meta({ description: 'Of those stays that ended by the end of the days; null where none did.' }),
        longestDays: count.nullable(),
        moves: z.array(
          z.object({
            stage: z
              .string()
              .nullable()
              .meta({ description: 'The stage that these stays went on to; null where `end` says how they ended.' }),
            end: z.enum(['won', 'lost', 'no_outcome', 'open']).nullable(),
            count,
            share: decimalText.meta({ description: 'Of the stays that began on the days.' }),
            back: count.meta({ description: 'How many went back to where the opportunity had been before.' }),
          }),
        ),
      }),
    ),
    forecast: z.array(volume.extend({ month: z.string().nullable().meta({ description: 'Null: no expected day.' }) })),
    open: volume,
    closed: z.object({
      won: volume,
      lost: volume,
      withoutOutcome: volume,
      winRate: decimalText.nullable().meta({ description: 'Won over won and lost; null where there are none.' }),
      winRateByAmount: decimalText.nullable(),
    }),
    remarks: z.object({
      outcomeWithoutDay: count.meta({ description: 'An outcome and no closing day: neither open nor closed.' }),
      withoutStages: count.meta({ description: 'No stage was written down: taken to be in its own since its creation.' }),
      stageUnknown: count.meta({ description: 'Open, its first stage written down for a later day: in no stage.' }),
      stageDiffers: count.meta({ description: 'Its stage is not the one written down last.' }),
      stagesAfterClosing: count.meta({ description: 'Stages written down for days after the closing, which do not count.' }),
      overdue: count.meta({ description: 'Open, and expected before the end of the days.' }),
    }),
  })
  .meta({ id: 'Pipeline' })
