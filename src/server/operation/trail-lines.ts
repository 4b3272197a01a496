import type { Language } from '../../base/problem.ts'
import type { ContentBreak } from '../../store/trail/verify-contents.ts'
import type { TrailBreak, TrailVerified } from '../../store/trail/verify-trail.ts'

type Words = Readonly<Record<Language, string>>

/** What a break of the trail means. */
const BREAKS: Readonly<Record<TrailBreak['kind'], Words>> = {
  missing: { zh: '此条不在', en: 'this entry is missing' },
  changed: { zh: '内容或哈希被改动', en: 'its content or hash was changed' },
  unlinked: { zh: '与上一条不相连', en: 'it does not follow from the entry before' },
  unkeyed: { zh: '没有密钥，或用的是已更换的密钥', en: 'it has no key, or one that was replaced' },
  unsealed: { zh: '带密钥的部分没有以封存开始，或整个日志没有密钥', en: 'the keyed part does not begin with its seal, or there is none' },
  cut: { zh: '此条起被删去：数据库之外记下过更后面的条目', en: 'entries from here on were removed: later ones were written down outside' },
  unexpected: { zh: '与数据库之外记下的哈希不同', en: 'it is not the one whose hash was written down outside' },
  empty: { zh: '有账号却没有任何条目', en: 'there are accounts and no entry at all' },
  content: { zh: '数据库的内容与日志所记不同', en: 'the database does not hold what the trail says' },
}

const CONTENT_BREAKS: Readonly<Record<ContentBreak['kind'], Words>> = {
  changed: { zh: '被改动', en: 'was changed' },
  unsaid: { zh: '日志中没有它的写入', en: 'no entry says that it was written' },
  gone: { zh: '被删去', en: 'was removed' },
}

/** What a walk over the trail found, what it compared and what it could not check, as lines. */
export function trailLines(verified: TrailVerified, language: Language): string {
  const { entries, lastHash, firstBreak, keyedFrom, missingKeys, sealedAnew, compared, contents } = verified
  const zh = language === 'zh'
  const lines: string[] = []
  if (firstBreak) {
    const what = BREAKS[firstBreak.kind][language]
    const { sequence, kind } = firstBreak
    lines.push(
      zh ? `审计日志在第 ${sequence} 条断开（${kind}）：${what}` : `the audit trail breaks at entry ${sequence} (${kind}): ${what}`,
    )
  } else lines.push(zh ? `审计日志完整：${entries} 条，末条 ${lastHash}` : `the audit trail holds: ${entries} entries, last ${lastHash}`)
  for (const each of contents) {
    const entry = each.sequence === undefined ? '' : zh ? `（第 ${each.sequence} 条所记）` : ` (said by entry ${each.sequence})`
    lines.push(`  ${each.what}: ${CONTENT_BREAKS[each.kind][language]}${entry}`)
  }
  if (keyedFrom === undefined) {
    lines.push(
      zh
        ? '没有带密钥的条目：能改动数据库的人可以重做整个日志，这里看不出来'
        : 'no entry is keyed: whoever can change the database could make the whole trail anew, which nothing here would show',
    )
  } else if (missingKeys.length > 0) {
    lines.push(
      zh
        ? `没有密钥 ${missingKeys.join('、')}：只核对了条目的相连和内容的哈希，没有核对条目是否由密钥签写`
        : `without the key ${missingKeys.join(', ')}: links and the hashes of contents were checked, not that the entries were made with the key`,
    )
  } else {
    const from = keyedFrom > 1 ? (zh ? `；第 ${keyedFrom} 条之前没有密钥` : `; those before entry ${keyedFrom} have none`) : ''
    lines.push(zh ? `条目均由密钥签写${from}` : `entries are made with the key${from}`)
  }
  for (const entry of sealedAnew)
    lines.push(
      zh
        ? `第 ${entry} 条由人重新封存（原因见该条）：此前在数据库之外记下的条目不再核对，请用 --expect 核对另存的哈希`
        : `somebody sealed the trail as it stood at entry ${entry} (its reason says why): what the data folder had written down before is not compared; compare hashes kept elsewhere with --expect`,
    )
  if (compared !== undefined)
    lines.push(
      zh
        ? `已与日志所记核对 ${compared} 项：结果、表单、发放、调整、确认、设置、账号和数据变更`
        : `compared with what the trail says: ${compared} results, documents, payments, adjustments, confirmations, settings, accounts and changes of records`,
    )
  return `${lines.join('\n')}\n`
}
