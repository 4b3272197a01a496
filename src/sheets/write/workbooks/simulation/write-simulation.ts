import type { Language } from '../../../../base/problem.ts'
import type { Simulation } from '../../../../domain/what-if/simulation.ts'
import { sayIn } from '../words.ts'
import { XlsxFile } from '../xlsx/xlsx-file.ts'
import { CAUSE_WIDTHS, causeRows } from './cause-rows.ts'
import { overviewRows, overviewWidths } from './overview-rows.ts'
import { peopleRows, peopleWidths } from './people-rows.ts'
import { REGION_WIDTHS, regionRows } from './region-rows.ts'
import { type SimulationContext, simulationLayout, spanText } from './simulation-sheet.ts'

/** "试算-2026-01-2026-12-1a2b3c4d.xlsx": the hash tells which simulation.json it belongs to. */
export function simulationFileName(periods: readonly string[], language: Language, hash: string): string {
  return `${language === 'zh' ? '试算' : 'simulation'}-${spanText(periods)}-${hash}.xlsx`
}

/**
 * The workbook of a what-if 试算: what was changed and what it costs, everybody's amounts by the largest difference, pools by region and period, and
 * the figures that led to each difference. The same simulation gives the same bytes, on every machine.
 */
export async function writeSimulation(path: string, simulation: Simulation, language: Language): Promise<void> {
  const say = sayIn(language)
  const context: SimulationContext = { simulation, language, say }
  await XlsxFile.write(path, async (file) => {
    await file.sheet(
      { ...simulationLayout('changedSheet', overviewWidths(simulation), say), frozen: { rows: 1, columns: 0 } },
      overviewRows(context),
    )
    await file.sheet(filtered('peopleSheet', peopleWidths(simulation)), peopleRows(context))
    await file.sheet(filtered('regionSheet', REGION_WIDTHS), regionRows(context))
    await file.sheet(filtered('causeSheet', CAUSE_WIDTHS), causeRows(context))
  })
  function filtered(name: 'peopleSheet' | 'regionSheet' | 'causeSheet', widths: readonly number[]) {
    return {
      ...simulationLayout(name, widths, say),
      frozen: { rows: 3, columns: 3 },
      repeatedRows: { from: 1, to: 3 },
      filter: { row: 3, lastColumn: widths.length - 1 },
    }
  }
}
