import { Checkbox } from 'antd'
import { useState } from 'react'
import { day } from '../../parts/format.ts'
import { Empty, Section } from '../../parts/page.tsx'
import { useWords } from '../../words/words.ts'
import type { RuleVersion } from './rule-queries.ts'
import { RULES } from './rule-words.ts'
import { compareLines, LINE_GROUPS, versionLines } from './version-lines.ts'

/** Two versions of a rule side by side, the older at the left; what differs is marked. */
export function RuleComparison({ versions: [older, newer] }: { versions: readonly RuleVersion[] }) {
  const say = useWords(RULES)
  const [isShort, setShort] = useState(true)
  if (!older || !newer) return null
  const lines = compareLines(versionLines(older, say), versionLines(newer, say)).filter(({ isSame }) => !isShort || !isSame)
  return (
    <Section
      title={say('compareWith')}
      actions={
        <Checkbox checked={isShort} onChange={(event) => setShort(event.target.checked)}>
          {say('onlyDifferent')}
        </Checkbox>
      }
    >
      {lines.length === 0 ? (
        <Empty>{say('noDifference')}</Empty>
      ) : (
        <div className="plain-table compared">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('item')}</th>
                <th scope="col">{say('version', { day: day(older.effectiveFrom) })}</th>
                <th scope="col">{say('version', { day: day(newer.effectiveFrom) })}</th>
              </tr>
            </thead>
            {LINE_GROUPS.map((group) => {
              const own = lines.filter((line) => line.group === group)
              return (
                own.length > 0 && (
                  <tbody key={group}>
                    <tr>
                      <th colSpan={3} scope="rowgroup" className="group">
                        {say(group)}
                      </th>
                    </tr>
                    {own.map(({ key, label, left, right, isSame }) => (
                      <tr key={key} className={isSame ? 'same' : undefined}>
                        <th scope="row">{label}</th>
                        <td className={isSame ? undefined : 'changed'}>{left === undefined ? '—' : isSame ? left : <del>{left}</del>}</td>
                        <td className={isSame ? undefined : 'changed'}>
                          {right === undefined ? '—' : isSame ? right : <ins>{right}</ins>}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                )
              )
            })}
          </table>
        </div>
      )}
    </Section>
  )
}
