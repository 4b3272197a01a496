import { useQuery } from '@tanstack/react-query'
import { decimal, yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { useWords } from '../words/words.ts'
import { type Flag, flagsQuery, regionNamesQuery } from './api.ts'
import { RUNS } from './run-words.ts'

/** What a reviewer should look at before a run is published. */
export function RunFlags({ period, run }: { period: string; run: string }) {
  const say = useWords(RUNS)
  const flags = useQuery(flagsQuery(period, run))
  const regions = useQuery(regionNamesQuery(period, run))
  const items = flags.data?.items ?? []
  const nameOf = usePeopleNames(items.flatMap(({ manager, employee }) => [manager, employee]))
  const sentence = (flag: Flag) => {
    const { region = '', manager, employee, figures } = flag
    const money = flag.kind === 'pool_above_commission'
    const values = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, money ? yuan(value) : decimal(value)]))
    return say(`flag_${flag.kind}`, { ...values, region: regions.data?.get(region) ?? region, name: nameOf(manager ?? employee) })
  }
  return (
    <Section title={say('flags')}>
      <Loaded query={flags} rows={3}>
        {({ items: found }) =>
          found.length === 0 ? (
            <Notice kind="good">{say('flagsNone')}</Notice>
          ) : (
            <>
              <p className="quiet">{say('flagsMore')}</p>
              <ul className="flag-list">
                {found.map((flag) => (
                  <li key={`${flag.kind} ${flag.region ?? flag.manager ?? flag.employee}`}>{sentence(flag)}</li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
