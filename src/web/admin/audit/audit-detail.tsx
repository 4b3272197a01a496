import { Drawer } from 'antd'
import { periodName, time } from '../../parts/format.ts'
import { Empty } from '../../parts/page.tsx'
import { COMMON } from '../../words/common.ts'
import { inLanguage } from '../../words/in-language.ts'
import { TABLE_WORDS, tableName } from '../../words/tables.ts'
import { useWords } from '../../words/words.ts'
import type { AuditEntry } from './audit-queries.ts'
import { AUDIT } from './audit-words.ts'
import { changeLines } from './change-lines.ts'
import { FIELDS, fieldPath } from './field-words.ts'
import { useActorName } from './use-actor-name.ts'
import { valueText } from './value-words.ts'

/** One entry whole: reason, what was and what is, where it came from, and its fingerprint. */
export function AuditDetail({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const say = useWords(AUDIT)
  const common = useWords(COMMON)
  const actorName = useActorName()
  const { sequence, at, deed, about, period, reason, address, hash, before, after } = entry
  const facts: readonly (readonly [string, string | null])[] = [
    [common('time'), time(at)],
    [say('actor'), actorName(entry)],
    [say('deed'), inLanguage(deed)],
    [say('about'), inLanguage(about)],
    [say('period'), period === null ? null : periodName(period)],
    [common('reason'), reason],
    [say('address'), address],
  ]
  return (
    <Drawer open size={640} title={say('detail', { sequence })} onClose={onClose}>
      <div className="stack">
        <dl className="audit-facts">
          {facts
            .filter(([, value]) => value !== null && value !== '')
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          <div>
            <dt>{say('hash')}</dt>
            <dd className="audit-hash">{hash}</dd>
          </div>
        </dl>
        <Changes before={before} after={after} />
      </div>
    </Drawer>
  )
}

function Changes({ before, after }: { before: string | null; after: string | null }) {
  const say = useWords(AUDIT)
  const sayField = useWords(FIELDS)
  const sayTable = useWords(TABLE_WORDS)
  const lines = changeLines(before, after)
  if (lines.length === 0) return <Empty>{say('noContent')}</Empty>
  return (
    <div className="plain-table audit-changes">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('field')}</th>
            {before !== null && <th scope="col">{say('before')}</th>}
            {after !== null && <th scope="col">{say('after')}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ path, before: was, after: is, isSame }) => (
            <tr key={path}>
              <th scope="row">{path === '' ? '—' : fieldPath(path, sayField, (key) => tableName(sayTable, key))}</th>
              {before !== null && <td>{was === undefined ? '—' : valueText(path, was)}</td>}
              {after !== null && (
                <td className={isSame || before === null ? undefined : 'changed'}>{is === undefined ? '—' : valueText(path, is)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
