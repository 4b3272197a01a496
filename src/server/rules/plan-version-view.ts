import { readMeasure } from '../../domain/measures/read-measure.ts'
import type { MeasureVersion } from '../../engine/rule/measure-rule.ts'
import type { PlanFile } from '../../engine/rule/pay-rule.ts'
import type { Words } from '../../engine/rule/rule-file.ts'
import { measureInWords } from '../../rulebook/measure-words.ts'
import { planInWords } from '../../rulebook/plan-words.ts'
import { NO_COMPUTATION, type VersionContext } from './version-view.ts'

/** What plans and measures have none of: they are no formulas over inputs. */
const NO_FORMULA = { ...NO_COMPUTATION, settings: [], entries: [] }

/** A version of a plan 薪酬方案 in words. */
export function planVersionView(version: PlanFile['versions'][number], { titleOfRule }: Pick<VersionContext, 'titleOfRule'>) {
  const { clause } = version
  const title: Words = 'base' in version ? { zh: '提成', en: 'Commission' } : { zh: '绩效工资', en: 'Performance pay' }
  return { ...NO_FORMULA, result: { title, unit: 'yuan', scale: 2, clause }, plan: planInWords(version, titleOfRule), counted: null }
}

/** A version of a company's own measure 计量 in words; its figure is exact. */
export function measureVersionView(version: MeasureVersion, title: Words, file: string) {
  const read = readMeasure(version, { file, version: version.effectiveFrom })
  const unit = read.ok ? read.definition.unit : 'count'
  const result = { title, unit, scale: null, clause: version.clause }
  return { ...NO_FORMULA, result, plan: null, counted: measureInWords(version) }
}
