import { Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import { BUILDER } from './builder-words.ts'
import { FieldGrid, type FormPart, TextPart } from './fields.tsx'
import type { Path } from './rule-json.ts'

/** What every rule has: its title, from when the version holds, its clause and why it was made. */
export function HeadingPart({ json, onChange, version }: FormPart & { version: Path }) {
  const say = useWords(BUILDER)
  const part = { json, onChange }
  const inVersion = (label: string, ...keys: readonly string[]) => <TextPart {...part} label={label} path={[...version, ...keys]} />
  return (
    <Section title={say('heading')}>
      <FieldGrid>
        <TextPart {...part} label={say('titleZh')} path={['title', 'zh']} />
        <TextPart {...part} label={say('titleEn')} path={['title', 'en']} />
        <TextPart {...part} label={say('effectiveFrom')} path={[...version, 'effectiveFrom']} hint={say('effectiveHint')} />
        {inVersion(say('issuedOn'), 'issuedOn')}
        {inVersion(say('clause'), 'clause')}
        {inVersion(say('whyZh'), 'why', 'zh')}
        {inVersion(say('whyEn'), 'why', 'en')}
      </FieldGrid>
    </Section>
  )
}
