import type { Problem } from '../../base/problem.ts'
import { endWhatIf, whatIfsUnderWay } from '../../store/aggregates/what-ifs.ts'
import { changing, type Service, SYSTEM } from '../kernel/service.ts'
import { whatIfProblem } from './what-if-problems.ts'

/** Marks a what-if that is under way as failed, with what ended it; one that is over stays as it is. */
export async function failWhatIf(service: Service, id: string, problems: readonly Problem[]): Promise<void> {
  await changing(service, SYSTEM, { action: 'what_if.fail', subject: `what-if ${id}` }, async (transaction) => {
    const end = { state: 'failed' as const, finishedAt: service.now().toISOString(), problems: JSON.stringify(problems) }
    const ended = await endWhatIf(transaction, id, end)
    return ended ? { ok: true, value: undefined, after: { problems: problems.map(({ code }) => code) } } : { ok: false, problems: [] }
  })
}

/** For the start of a server: what a crash left under way is marked as failed. */
export async function failInterruptedWhatIfs(service: Service): Promise<void> {
  for (const { id } of await whatIfsUnderWay(service.store)) await failWhatIf(service, id, [whatIfProblem('what_if_was_interrupted')])
}
