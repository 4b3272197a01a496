import type { SheetAccount } from '../../store/aggregates/confirmations.ts'
import type { NewMessage } from '../../store/aggregates/messages.ts'
import { companyTime } from '../messages/reminder-words.ts'

/** What everybody with a sheet is told when a period is published; once for each run. */
export function publishedMessages(
  people: readonly SheetAccount[],
  period: string,
  run: string,
  deadline: string | undefined,
): NewMessage[] {
  const day = deadline === undefined ? '' : companyTime(deadline)
  const until = deadline === undefined ? { zh: '，请', en: '' } : { zh: `，请于 ${day} 前`, en: ` by ${day} (Beijing)` }
  return accounts(people).map((account) => ({
    account,
    channel: 'product',
    kind: 'sheet.published',
    period,
    payload: {
      zh: `${period} 考核结果已公布${until.zh}查看您的考核表，确认或提出异议。`,
      en: `The result of ${period} is published. Look at your sheet and confirm it or object${until.en}.`,
      values: { period, run, ...(deadline === undefined ? {} : { deadline }) },
    },
    onceKey: `sheet.published ${run} ${account}`,
  }))
}

/** What those are told whose score or share a correction changed. */
export function changedMessages(people: readonly SheetAccount[], period: string, run: string): NewMessage[] {
  return accounts(people).map((account) => ({
    account,
    channel: 'product',
    kind: 'sheet.changed',
    period,
    payload: {
      zh: `${period} 考核结果经更正后重新公布，您的得分或奖金有变化，此前的确认已失效。请重新查看并确认。`,
      en: `The result of ${period} was corrected and published again: your score or share has changed and what you confirmed has lapsed. Look at it again.`,
      values: { period, run },
    },
    onceKey: `sheet.changed ${run} ${account}`,
  }))
}

function accounts(people: readonly SheetAccount[]): string[] {
  return [...new Set(people.map(({ account }) => account))]
}
