type Cell = { readonly value: unknown; readonly formula: string | undefined }

/** Rounds as a program would that knows nothing of decimals: a double that lies a hair below a half goes down. */
function naively(round: (x: number) => number): (x: number, places: number) => number {
  return (x, places) => (Math.sign(x) * round(Math.abs(x) * 10 ** places)) / 10 ** places || 0
}

/** Rows in which every range meets its condition: equal to a number, or ">" and a number. */
function counted(...pairs: readonly unknown[]): number {
  const ranges = pairs.filter((_, index) => index % 2 === 0) as readonly (readonly unknown[])[]
  const conditions = pairs.filter((_, index) => index % 2 === 1)
  const meets = (value: unknown, condition: unknown) =>
    typeof condition === 'string' ? Number(value) > Number(condition.slice(1)) : value === condition
  return (ranges[0] ?? []).filter((_, row) =>
    ranges.every((range, at) => typeof range[row] === 'number' && meets(range[row], conditions[at])),
  ).length
}

const FUNCTIONS = {
  ROUND: naively((x) => Math.floor(x + 0.5)),
  ROUNDDOWN: naively(Math.floor),
  ABS: Math.abs,
  INT: Math.floor,
  MAX: Math.max,
  MIN: Math.min,
  AND: (...values: boolean[]) => values.every(Boolean),
  chosen: (condition: boolean, yes: () => unknown, no: () => unknown) => (condition ? yes() : no()),
  SUM: (values: readonly unknown[]) => values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0),
  SUMIF: (tested: readonly unknown[], wanted: unknown, values: readonly unknown[]) =>
    values.reduce<number>((sum, value, at) => sum + (tested[at] === wanted && typeof value === 'number' ? value : 0), 0),
  SUMIFS: (values: readonly unknown[], ...pairs: readonly unknown[]) =>
    values.reduce<number>((sum, value, at) => {
      const fits = pairs.every((range, index) => index % 2 === 1 || (range as readonly unknown[])[at] === pairs[index + 1])
      return sum + (fits && typeof value === 'number' ? value : 0)
    }, 0),
  COUNTIF: counted,
  COUNTIFS: counted,
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
    .replace(/"&/g, '"+')
    .replace(/<>/g, '!==')
    .replace(/(?<![!<>=])=(?!=)/g, '===')
  const cell = (place: string, row: number) => cells.get(`${place}${row}`)?.value
  const range = (place: string, from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => cell(place, from + at))
  const names = Object.keys(FUNCTIONS)
  return new Function('cell', 'range', ...names, `return ${lazyBranches(script)}`)(cell, range, ...Object.values(FUNCTIONS))
}

/** IF computes only the branch it takes: a ratio is not divided by zero first. */
function lazyBranches(script: string): string {
  const at = script.search(/(?<![A-Z])IF\(/)
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
      if (sign !== ')') continue
      const [condition = '', yes = '', no = ''] = parts.map(lazyBranches)
      return `${script.slice(0, at)}chosen(${condition}, () => ${yes}, () => ${no})${lazyBranches(script.slice(begin))}`
    }
    if (sign === ')') depth -= 1
  }
  return script
}
