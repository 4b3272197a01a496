import type { Answer } from '../../base/answer.ts'
import { BYTE_ORDER_MARK, spreadsheetLine } from '../../base/csv.ts'
import type { Language } from '../../base/problem.ts'
import { auditEntries } from '../../store/trail/audit-entries.ts'
import { noteDeed } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { type AuditAsked, type AuditView, filterOf, inWords } from './read-audit.ts'

const ROWS_AT_ONCE = 500

const HEADERS: Readonly<Record<Language, readonly string[]>> = {
  zh: ['序号', '时间（UTC）', '操作人', '操作', '对象', '期间', '原因', '变更前', '变更后', '来源地址', '哈希'],
  en: ['No.', 'Time (UTC)', 'Who', 'What', 'To what', 'Period', 'Reason', 'Before', 'After', 'From', 'Hash'],
}

/**
 * The entries looked for as CSV for a spreadsheet, newest first, written as they are read, however many there are. Who took
 * it away stands in the trail before its first byte.
 */
export const exportAudit = useCase(
  'audit.read',
  async (
    service,
    actor,
    asked: Omit<AuditAsked, 'limit' | 'before'>,
    language: Language,
  ): Promise<Answer<{ readonly ok: true; readonly content: ReadableStream<Uint8Array> }>> => {
    await service.store.write(async (transaction) => {
      await noteDeed(service, actor, { action: 'audit.export', subject: 'trail' }, transaction, { after: asked })
      return { ok: true }
    })
    let before: number | undefined
    const text = new TextEncoder()
    const content = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(text.encode(BYTE_ORDER_MARK + spreadsheetLine(HEADERS[language])))
      },
      async pull(controller) {
        const entries = await auditEntries(service.store, { ...(await filterOf(service, { ...asked, limit: ROWS_AT_ONCE })), before })
        for (const entry of await inWords(service, entries)) controller.enqueue(text.encode(spreadsheetLine(cellsOf(entry, language))))
        before = entries.at(-1)?.sequence
        if (entries.length < ROWS_AT_ONCE) controller.close()
      },
    })
    return { ok: true, content }
  },
)

function cellsOf(entry: AuditView, language: Language): string[] {
  const { sequence, at, actorName, deed, about, period, reason, before, after, address, hash } = entry
  const optional = [period, reason, before, after, address].map((cell) => cell ?? '')
  return [String(sequence), at, actorName, deed[language], about[language], ...optional, hash]
}
