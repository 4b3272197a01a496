/** One item of what an entry changed, as text. */
export interface ChangeLine {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
  readonly isSame: boolean
}

/** What was and what is, item by item, from the JSON texts of an entry; the text itself where it is no JSON. */
export function changeLines(before: string | null, after: string | null): ChangeLine[] {
  const left = flat(before)
  const right = flat(after)
  return [...new Set([...left.keys(), ...right.keys()])].map((path) => {
    const [one, other] = [left.get(path), right.get(path)]
    return { path, before: one, after: other, isSame: one === other }
  })
}

function flat(json: string | null): ReadonlyMap<string, string> {
  const lines = new Map<string, string>()
  if (json === null) return lines
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    value = json
  }
  collect(value, '', lines)
  return lines
}

const MOST_LINES = 200

function collect(value: unknown, path: string, lines: Map<string, string>): void {
  if (lines.size >= MOST_LINES) return
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
    for (const [key, part] of parts) collect(part, path === '' ? key : `${path} › ${key}`, lines)
    if (parts.length === 0 && path !== '') lines.set(path, '—')
    return
  }
  lines.set(path, value === null ? '—' : String(value))
}
