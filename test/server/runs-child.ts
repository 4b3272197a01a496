/**
 * A program that is killed in the middle of a run: `runs-child.ts URL PERIOD` starts a run and ends itself, without any chance
 * to clean up, at the first step that the worker reports.
 */

import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { startRun } from '../../src/server/runs/start-run.ts'
import { openStore } from '../../src/store/open-store.ts'
import { trailFiles } from '../../src/store/trail/trail-files.ts'
import { HR, NOW, periodOf } from './run-world.ts'

const [url, period = ''] = process.argv.slice(2)
const store = await openStore(url)
const service = { store, rulesFolder: SHIPPED_RULES, dataFolder: '.', trail: trailFiles('.'), now: () => new Date(NOW) }
const started = await startRun(service, HR, { period: periodOf(period) })
if (!started.ok) throw new Error(JSON.stringify(started.problems))
runControl(service).watch(started.value.run, () => process.kill(process.pid, 'SIGKILL'))
