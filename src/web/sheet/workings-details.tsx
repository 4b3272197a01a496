import { Link } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { count } from '../parts/format.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { nodeValue, readableFigures } from './node-value.ts'
import type { WorkingsNode } from './queries.ts'
import { readableFormula } from './readable-formula.ts'
import { WORKINGS } from './workings-words.ts'

/** Words in both languages by clause, or by reason. */
export type CitedClauses = Readonly<Record<string, { readonly zh: string; readonly en: string }>>

interface NodeDetailsProps {
  readonly node: WorkingsNode
  readonly clauses: CitedClauses
  readonly records: (fact: string, total: number) => ReactNode
}

/** What is said of one node beside its value: formula, figures, decisions, clause, remarks and records. */
export function NodeDetails({ node, clauses, records }: NodeDetailsProps) {
  const say = useWords(WORKINGS)
  const { formula, substituted, decisions, notes, published, value } = node
  const isPlain = formula !== undefined && /^(\w+|\d+(\.\d+)?)$/.test(formula)
  const titleOf = (name: string) => titleIn(node, name)
  return (
    <div className="node-details">
      {formula !== undefined && !isPlain && (
        <dl className="node-formula">
          <dt>{say('formula')}</dt>
          <dd>{readableFormula(formula, titleOf, language())}</dd>
          {substituted !== undefined && (
            <>
              <dt>{say('figures')}</dt>
              <dd>
                {readableFormula(readableFigures(substituted), () => undefined, language())}
                {value !== null && ` ${nodeValue(value, node.unit).replace(/^(?!≈)/, '= ')}`}
                {published !== undefined &&
                  language() === 'zh' &&
                  `，${say('printed', { value: nodeValue(published, node.unit ?? 'ratio') })}`}
                {published !== undefined &&
                  language() === 'en' &&
                  `, ${say('printed', { value: nodeValue(published, node.unit ?? 'ratio') })}`}
              </dd>
            </>
          )}
        </dl>
      )}
      {(decisions ?? []).map((decision) => (
        <p key={decision.name}>
          <b>{say('decision')}</b> {decision[language()]} <Clause clause={decision.clause} clauses={clauses} />
        </p>
      ))}
      {(notes ?? []).map((note) => (
        <p key={note.en}>{note[language()]}</p>
      ))}
      {node.clause !== undefined && <Clause clause={node.clause} clauses={clauses} />}
      {node.records !== undefined && node.records.total > 0 && (
        <div>
          {node.records.fact === undefined ? (
            <p className="quiet">{say('notYours', { count: count(node.records.total) })}</p>
          ) : (
            records(node.records.fact, node.records.total)
          )}
        </div>
      )}
    </div>
  )
}

/** The number of a clause; its words come when it is asked for. */
function Clause({ clause, clauses }: { clause: string; clauses: CitedClauses }) {
  const say = useWords(WORKINGS)
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const text = clauses[clause]?.[language()]
  if (text === undefined) return <span className="quiet">{say('clause', { clause })}</span>
  return (
    <span className="clause">
      <button type="button" className="link-button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {say('clause', { clause })}
      </button>
      <span id={id} hidden={!isOpen} className="clause-text">
        {text}{' '}
        <Link to="/policies" hash={clause} className="no-print">
          {say('clauseOnPolicy')}
        </Link>
      </span>
    </span>
  )
}

/** Rules of which a node stands in place of a plain input: their ids name the input they give. */
const INPUT_OF: Readonly<Record<string, string>> = {
  'service.attendance': 'attendance',
  'service.customer-evaluation': 'customer',
  'service.manager-evaluation': 'manager',
  'service.problem-solving': 'problemSolving',
  'bonus.pool': 'pool',
}

function titleIn(node: WorkingsNode, name: string): string | undefined {
  return node.parts.find((part) => part.name === name || INPUT_OF[part.name] === name)?.title[language()]
}
