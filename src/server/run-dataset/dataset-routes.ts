import { defineRoute } from '../kernel/route.ts'
import { ofRun, runNamed } from '../results/result-schema.ts'
import { archiveRun } from './export-run.ts'

export const DATASET_ROUTES = [
  defineRoute({
    method: 'GET',
    path: '/periods/{period}/runs/{run}/dataset',
    serves: archiveRun,
    summary: 'The records of a run as a dataset in a zip, with its result and rules',
    description:
      'The command `appraise` on it gives the same bytes as the run’s result.json; README.md inside has the commands. It holds every record that the run could read. The download is recorded.',
    params: ofRun,
    success: { status: 200, description: 'The zip.', mediaType: 'application/zip' },
    problems: ['result_must_be_published', 'thing_must_exist', 'run_must_be_done'],
    handler: async ({ service, actor, params }) => {
      const archived = await archiveRun(service, actor, { period: params.period, run: runNamed(params.run) })
      if (!archived.ok) return archived
      const headers = { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${archived.name}"` }
      return new Response(archived.content, { headers })
    },
  }),
]
