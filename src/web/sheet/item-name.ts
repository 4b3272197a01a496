import { MODULES } from '../../domain/engineers/service-facts.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { ANSWER } from './answer-words.ts'
import type { KpiHead } from './queries.ts'
import { SHEET } from './words.ts'

/** The name of what an objection is about: a module, a KPI, or the sheet as a whole. */
export function useItemName(kpis: readonly KpiHead[]): (item: string | null) => string {
  const say = useWords(ANSWER)
  const saySheet = useWords(SHEET)
  return (item) => {
    if (item === null) return say('whole')
    const module = MODULES.find((key) => key === item)
    return module ? saySheet(module) : (kpis.find(({ kpi }) => kpi === item)?.title[language()] ?? item)
  }
}
