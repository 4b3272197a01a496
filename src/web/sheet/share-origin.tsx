import { count, decimal, yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import type { SheetPart, SheetShare } from './queries.ts'
import { SHARE } from './share-words.ts'
import { Step } from './step.tsx'
import { perMilleOf } from './weight-text.ts'

interface ShareOriginProps {
  readonly part: SheetPart
  readonly isOwn: boolean
  readonly onOpen: (item: string) => void
}

/** How the share of each region that pays the person came about (POLICY 5.3.3, A16): step by step, to the fen. */
export function ShareOrigin({ part, isOwn, onOpen }: ShareOriginProps) {
  const say = useWords(SHARE)
  const several = part.shares.length > 1
  if (part.shares.length === 0) {
    return (
      <Section title={say('title')}>
        <p className="quiet">{part.status === 'excluded' ? say('excluded') : say('none')}</p>
      </Section>
    )
  }
  return part.shares.map((share) => (
    <Section
      key={share.region}
      title={several ? say('titleIn', { region: share.regionName }) : say('title')}
      actions={
        <button type="button" className="link-button" onClick={() => onOpen(`share-${share.region}`)}>
          {say('workings')}
        </button>
      }
    >
      {share.months && share.amount !== null ? (
        <Months share={share} months={share.months} />
      ) : share.origin ? (
        <Steps share={share} origin={share.origin} isOwn={isOwn} />
      ) : (
        <NoShare part={part} share={share} />
      )}
    </Section>
  ))
}

/** A bonus that is the sum of its months'. */
function Months({ share, months }: { share: SheetShare; months: NonNullable<SheetShare['months']> }) {
  const say = useWords(SHARE)
  return (
    <dl className="steps">
      {months.map(({ period, pool, amount }) => (
        <Step
          key={period}
          term={say('ofMonth', { period })}
          figure={amount === null ? '-' : yuan(amount)}
          how={say('poolOfMonth', { pool: decimal(pool) })}
        />
      ))}
      <Step term={say('amount')} figure={yuan(share.amount ?? '0.00')} how={say('sumOfMonths')} />
    </dl>
  )
}

/** How the pool came about; a limit or the company's own formula is told by the workings. */
function usePoolWords({ isPoolByRate, netCollections, rate }: SheetShare): string {
  const say = useWords(SHARE)
  return isPoolByRate
    ? say('poolHow', { net: yuan(netCollections), rate: perMilleOf(rate) })
    : say('poolByRule', { net: yuan(netCollections) })
}

function NoShare({ part, share }: { part: SheetPart; share: SheetShare }) {
  const say = useWords(SHARE)
  const poolHow = usePoolWords(share)
  const why =
    part.status === 'excluded'
      ? say('excluded')
      : share.status === 'held'
        ? say('held')
        : share.status === 'unallocated'
          ? say('unallocated')
          : say('none')
  return (
    <>
      <Notice kind={share.status === 'held' ? 'warn' : 'info'}>{why}</Notice>
      <dl className="steps">
        <Step term={say('pool')} figure={yuan(share.pool)} how={poolHow} />
      </dl>
    </>
  )
}

function Steps({ share, origin, isOwn }: { share: SheetShare; origin: NonNullable<SheetShare['origin']>; isOwn: boolean }) {
  const say = useWords(SHARE)
  const poolHow = usePoolWords(share)
  const { score, days, percent, basis, basisTotal, exact, isProportional, roundedDown, remainder, leftOver, claimants, place, extra } =
    origin
  const isSplit = place !== null
  const isByScore = Number(basisTotal) === Number(share.scoreTotal)
  const factors = [
    decimal(score),
    ...(days === null ? [] : [say('daysFactor', { days: count(days) })]),
    ...(percent === null ? [] : [`${percent}%`]),
  ]
  return (
    <>
      {!isSplit && <Notice>{share.status === 'unallocated' ? say('unallocated') : say('empty')}</Notice>}
      <dl className="steps">
        <Step term={say('pool')} figure={yuan(share.pool)} how={poolHow} />
        <Step
          term={say(isByScore ? 'total' : 'totalByParts')}
          figure={decimal(isByScore ? share.scoreTotal : basisTotal)}
          how={say(isByScore ? 'totalHow' : days === null ? 'totalInPartHow' : 'totalByDaysHow', { people: claimants })}
        />
        <Step term={say(isOwn ? 'mine' : 'theirs')} figure={decimal(score)} how="" />
        {factors.length > 1 && <Step term={say(days === null ? 'inPart' : 'byDays')} figure={decimal(basis)} how={factors.join(' × ')} />}
        {isSplit && (
          <>
            <Step
              term={say('exact')}
              figure={yuan(exact)}
              how={
                isProportional
                  ? say('exactHow', { pool: decimal(share.pool), score: decimal(basis), total: decimal(basisTotal) })
                  : say('exactByRule')
              }
            />
            <Step term={say('roundedDown')} figure={yuan(roundedDown)} how={say('remainderHow', { remainder: decimal(remainder) })} />
            <Step
              term={say('left')}
              figure={extra === '0.00' ? '¥0.00' : `+${yuan(extra)}`}
              how={
                leftOver === 0
                  ? say('leftNone')
                  : say(extra === '0.00' ? 'leftOther' : 'leftMine', { left: leftOver, place, people: claimants })
              }
            />
          </>
        )}
        <Step term={say('amount')} figure={yuan(share.amount)} how="" isTotal />
      </dl>
    </>
  )
}
