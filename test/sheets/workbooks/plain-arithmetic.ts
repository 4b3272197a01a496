type Cell = { readonly value: unknown; readonly formula: string | undefined }

/** Rounds as a program would that knows nothing of decimals: a double that lies a hair below a half goes down. */
function naively(round: (x: number) => number): (x: number, places: number) => number {
  return (x, places) => (Math.sign(x) * round(Math.abs(x) * 10 ** places)) / 10 ** places || 0
}

const FUNCTIONS = {
  ROUND: naively((x) => Math.floor(x + 0.5)),
  ROUNDDOWN: naively(Math.floor),
  ABS: Math.abs,
  MAX: Math.max,
  MIN: Math.min,
  AND: (...values: boolean[]) => values.every(Boolean),
  IF: (condition: boolean, yes: () => unknown, no: () => unknown) => (condition ? yes() : no()),
  SUM: (values: readonly unknown[]) => values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0),
  SUMPRODUCT: (a: readonly unknown[], b: readonly unknown[]) =>
    a.reduce<number>((sum, value, at) => sum + Number(value ?? 0) * Number(b[at] ?? 0), 0),
}

/**
 * What a formula of ours gives in bare binary arithmetic, without the corrections that Excel and LibreOffice make
 * for decimals. A formula that holds here holds in every spreadsheet program.
 */
export function plainValue(sheet: string, formula: string, cells: ReadonlyMap<string, Cell>): unknown {
  const script = formula
    .replace(/(?:'((?:[^']|'')*)'!)?\$?([A-Z]{1,2})\$?(\d+)(?::\$?([A-Z]{1,2})\$?(\d+))?/g, (_, other, column, from, last, to) => {
      const place = JSON.stringify(`${other?.replaceAll("''", "'") ?? sheet}!${column}`)
      return last === undefined ? `cell(${place}, ${from})` : `range(${place}, ${from}, ${to})`
    })
    .replace(/<>/g, '!==')
    .replace(/(?<![!<>=])=(?!=)/g, '===')
  const cell = (place: string, row: number) => cells.get(`${place}${row}`)?.value
  const range = (place: string, from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => cell(place, from + at))
  const names = Object.keys(FUNCTIONS)
  return new Function('cell', 'range', ...names, `return ${lazyBranches(script)}`)(cell, range, ...Object.values(FUNCTIONS))
}

/** IF computes only the branch it takes: a ratio is not divided by zero first. */
function lazyBranches(script: string): string {
  const at = script.indexOf('IF(')
  if (at < 0) return script
  const parts: string[] = []
  let depth = 0
  let quoted = false
  let begin = at + 3
  for (let index = begin; index < script.length; index++) {
    const sign = script[index]
    if (sign === '"') quoted = !quoted
    if (quoted) continue
    if (sign === '(') depth += 1
    if ((sign === ',' && depth === 0) || (sign === ')' && depth === 0)) {
      parts.push(script.slice(begin, index))
      begin = index + 1
      if (sign === ')') return `${script.slice(0, at)}IF(${parts[0]}, () => ${parts[1]}, () => ${parts[2]})${script.slice(begin)}`
    }
    if (sign === ')') depth -= 1
  }
  return script
}
