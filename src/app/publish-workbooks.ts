import type { Language } from '../base/problem.ts'
import { type Appraisal, type ListedAppraisal, wholeAppraisal } from '../domain/appraisal.ts'
import { byKpi, KPIS } from '../domain/sales/sales-facts.ts'
import type { WorkbookOptions } from '../sheets/workbooks/workbook-options.ts'
import { writeWorkbooks } from '../sheets/workbooks/write-workbooks.ts'
import type { WorkbookWriter } from './publish-result.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** The four kinds of workbooks (CONTRACT section 4) of one appraisal, in the words of the rules it followed. */
export function publishWorkbooks(listed: ListedAppraisal, rules: RulesInForce, language: Language, company?: string): WorkbookWriter {
  const appraisal = wholeAppraisal(listed)
  const options = { ...workbookOptions(appraisal, rules, language), company }
  return (folder) => writeWorkbooks(appraisal, folder, options)
}

function workbookOptions(appraisal: Appraisal, rules: RulesInForce, language: Language): WorkbookOptions {
  const reasons = new Set(appraisal.sales.flatMap((person) => KPIS.flatMap((kpi) => person.kpis[kpi].reason ?? [])))
  return {
    language,
    kpiTitles: byKpi((kpi) => rules.kpis[kpi].title),
    moduleWeights: rules.service.weights,
    reasonWords: Object.fromEntries([...reasons].map((reason) => [reason, rules.book.reasonWords(reason, language)])),
  }
}
