import { day } from '../parts/format.ts'
import { useWords } from '../words/words.ts'
import { DatedRows } from './dated-rows.tsx'
import { PEOPLE_WORDS } from './people-words.ts'

/** When a person was employed, the newest first: the spells 任职期 that replace hiring and leaving day of the employees table. */
export function PersonSpells({ employee }: { employee: string }) {
  const say = useWords(PEOPLE_WORDS)
  return (
    <DatedRows
      table="spells"
      of={{ employee }}
      title={say('spells')}
      add={say('addSpell')}
      none={say('noSpells')}
      text={({ values: { from, to } }) =>
        typeof to === 'string' ? say('spell', { from: day(String(from)), to: day(to) }) : say('since', { day: day(String(from)) })
      }
      isPast={({ values: { to } }) => to !== null}
    />
  )
}
