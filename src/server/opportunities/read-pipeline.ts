import type { Answer } from '../../base/answer.ts'
import { dayText } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'
import { type Pipeline, pipelineOf } from '../../domain/opportunities/pipeline.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { opportunitiesOn } from '../../store/measures/opportunities-on.ts'
import { companyMonth } from '../kernel/company-calendar.ts'
import { reachOf } from '../kernel/reach.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { opportunityProblem } from './opportunity-problems.ts'

export interface AskedPipeline extends Days {
  readonly region?: string | undefined
  readonly rep?: string | undefined
}

/**
 * The pipeline 销售漏斗 over some days of the opportunities within reach: a manager reaches those of representatives at home in the
 * region that was the manager's in the month of the last day. Problems: pipeline_days_must_be_in_order; thing_must_exist for a region out of reach.
 */
export const readPipeline = useCase(
  'opportunity.read',
  async (
    service,
    actor,
    { first, last, region, rep }: AskedPipeline,
  ): Promise<Answer<{ readonly ok: true; readonly pipeline: Pipeline }>> => {
    if (last < first) {
      const days = { first: dayText(first), last: dayText(last) }
      return { ok: false, problems: [opportunityProblem('pipeline_days_must_be_in_order', days)] }
    }
    const { store } = service
    const reach = await reachOf(service, actor, await companyMonth(store, last))
    const reached = reach.kind === 'all' ? undefined : reach.kind === 'regions' ? reach.regions : []
    if (region !== undefined && reached !== undefined && !reached.includes(region)) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `region ${region}` })] }
    }
    const company = await findCompanyBook(store)
    const regions = region === undefined ? reached : [region]
    const found = company ? await opportunitiesOn(store, company.id, { first, last }, { regions, rep }) : []
    return { ok: true, pipeline: pipelineOf(found, { first, last }) }
  },
)
