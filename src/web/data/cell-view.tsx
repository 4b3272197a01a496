import { Link } from '@tanstack/react-router'
import { count, day, decimal, periodName, yuan } from '../parts/format.ts'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { ColumnInfo } from './api.ts'
import { choiceTitle } from './column-titles.ts'

export type CellValue = string | number | boolean | null

/** Names of codes: "employee T001" to 张三. */
export type Names = ReadonlyMap<string, string>

export function namesOf(names: readonly { readonly type: string; readonly code: string; readonly name: string }[]): Names {
  return new Map(names.map(({ type, code, name }) => [`${type} ${code}`, name]))
}

/** Whether the values of a column stand at the right. */
export function isFigure({ type }: Pick<ColumnInfo, 'type'>): boolean {
  return type === 'money' || type === 'quantity' || type === 'score' || type === 'count'
}

/** A value of a record as a person reads it. */
export function CellView({
  column,
  value,
  names,
  linked = true,
}: {
  column: ColumnInfo
  value: CellValue
  names: Names
  linked?: boolean
}) {
  const say = useWords(COMMON)
  if (value === null || value === '') return <span className="quiet">—</span>
  switch (column.type) {
    case 'money':
      return yuan(String(value))
    case 'quantity':
    case 'score':
      return decimal(String(value))
    case 'count':
      return count(Number(value))
    case 'day':
      return day(String(value))
    case 'period':
      return periodName(String(value))
    case 'flag':
      return say(value === true ? 'yes' : 'no')
    case 'choice':
      return choiceTitle(column, String(value))
    case 'employee':
    case 'client':
    case 'region': {
      const code = String(value)
      const name = names.get(`${column.type} ${code}`)
      const text = name === undefined ? code : name
      const beside = name === undefined ? null : <span className="quiet"> {code}</span>
      if (column.type !== 'employee' || !linked) {
        return (
          <>
            {text}
            {beside}
          </>
        )
      }
      return (
        <>
          <Link to="/people/$employee" params={{ employee: code }}>
            {text}
          </Link>
          {beside}
        </>
      )
    }
    default:
      return String(value)
  }
}
