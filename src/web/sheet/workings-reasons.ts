import { MODULES, type Module } from '../../domain/engineers/service-facts.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { SHEET } from './words.ts'
import type { CitedClauses } from './workings-details.tsx'
import { WORKINGS } from './workings-words.ts'

const PLAIN = ['excluded', 'held', 'reweight', 'zero', 'value', 'unallocated', 'split'] as const

/** The words of a reason why there is no value: the rule's own where it has any, else those of the appraisal. */
export function useReasonWords(reasons: CitedClauses): (reason: string) => string {
  const say = useWords(WORKINGS)
  const saySheet = useWords(SHEET)
  return (reason) => {
    const own = reasons[reason]?.[language()]
    if (own !== undefined) return own
    const plain = PLAIN.find((each) => each === reason)
    if (plain) return say(plain)
    const [kind = '', rest = ''] = reason.split(': ')
    if (kind === 'incomplete') {
      const modules = rest.split(', ').map((module) => (isModule(module) ? saySheet(module) : module))
      return say('incomplete', { what: modules.join(language() === 'zh' ? '、' : ', ') })
    }
    if (kind === 'held') return say('heldBy', { what: rest })
    return kind === 'whenNotApplicable' ? say('onHold') : reason
  }
}

function isModule(text: string): text is Module {
  return MODULES.some((module) => module === text)
}
