import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { day, time } from '../../parts/format.ts'
import { Section } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { Tag } from '../../parts/tag.tsx'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { SettingDialog } from './setting-dialog.tsx'
import type { Setting } from './setting-queries.ts'
import { valueInWords } from './setting-value.ts'
import { SETTINGS } from './setting-words.ts'

interface SettingListProps {
  readonly settings: readonly Setting[]
  /** The setting that the address names. */
  readonly meant: string | undefined
  readonly mayChange: boolean
  readonly onHistory: (key: string) => void
}

/** The settings of the rules, rule by rule. */
export function SettingList({ settings, meant, mayChange, onHistory }: SettingListProps) {
  const say = useWords(SETTINGS)
  const [changed, setChanged] = useState<Setting>()
  const nameOf = usePeopleNames(settings.map(({ change }) => change?.by))
  useEffect(() => {
    if (meant !== undefined) document.getElementById(`setting-${meant}`)?.scrollIntoView({ block: 'center' })
  }, [meant])
  return (
    <>
      {FAMILIES.map((family) => {
        const own = settings.filter((setting) => setting.scorecard === null && familyOf(setting) === family)
        return (
          own.length > 0 && (
            <Section key={family} title={say(family)}>
              <div className="settings">
                {own.map((setting) => (
                  <SettingRow
                    key={setting.key}
                    setting={setting}
                    isMeant={setting.key === meant}
                    nameOf={nameOf}
                    onChange={mayChange ? () => setChanged(setting) : undefined}
                    onHistory={() => onHistory(setting.key)}
                  />
                ))}
              </div>
            </Section>
          )
        )
      })}
      {changed && <SettingDialog setting={changed} onClose={() => setChanged(undefined)} />}
    </>
  )
}

/** What rules are about, by the first part of their ids; what belongs to no rule is the server's own. */
const FAMILIES = ['service', 'bonus', 'sales', 'own'] as const

function familyOf({ rule }: Setting): (typeof FAMILIES)[number] {
  const first = rule?.id.split('.')[0]
  return FAMILIES.find((family) => family === first) ?? 'own'
}

interface SettingRowProps {
  readonly setting: Setting
  readonly isMeant: boolean
  readonly nameOf: (id: string) => string
  readonly onChange: (() => void) | undefined
  readonly onHistory: () => void
}

function SettingRow({ setting, isMeant, nameOf, onChange, onHistory }: SettingRowProps) {
  const say = useWords(SETTINGS)
  const { key, title, clause, clauseText, value, fileValue, change, since, next, rule } = setting
  return (
    <article id={`setting-${key}`} className={isMeant ? 'setting meant' : 'setting'}>
      <div className="stack" style={{ gap: 2 }}>
        <h3>{inLanguage(title)}</h3>
        <p className="quiet">
          {rule && (
            <>
              <Link to="/rules/$rule" params={{ rule: rule.id }}>
                {inLanguage(rule.title)}
              </Link>{' '}
              ·{' '}
            </>
          )}
          <ClauseLink clause={clause} /> {clauseText && inLanguage(clauseText)}
        </p>
      </div>
      <div className="stack" style={{ gap: 2 }}>
        <strong>{valueInWords(setting, value)}</strong>
        <span className="quiet">
          {since !== null && `${say('since', { day: day(since) })} · `}
          {change === null ? say('byFile') : say('changedBy', { name: nameOf(change.by), time: time(change.at), reason: change.reason })}
        </span>
        {change !== null && fileValue !== null && (
          <span className="quiet">{say('fileValue', { value: valueInWords(setting, fileValue) })}</span>
        )}
        {next && (
          <span>
            <Tag kind="info">
              {say('next', {
                day: day(next.effectiveFrom),
                value: next.value === null ? say('backInWords') : valueInWords(setting, next.value),
              })}
            </Tag>
          </span>
        )}
      </div>
      <div className="row">
        {onChange && (
          <button type="button" className="link-button" aria-label={`${say('change')} ${inLanguage(title)}`} onClick={onChange}>
            {say('change')}
          </button>
        )}
        <button type="button" className="link-button" aria-label={`${say('history')} ${inLanguage(title)}`} onClick={onHistory}>
          {say('history')}
        </button>
      </div>
    </article>
  )
}
