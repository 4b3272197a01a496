/** Gives the turn back; the next who waits has it then. */
export type EndTurn = () => void

interface Line {
  /** Who waits, the first to come first. */
  readonly waiting: ((end: EndTurn) => void)[]
}

const lines = new Map<string, Line>()

/**
 * The turn to write to one SQLite file, for the writers of this process: first come, first served, where SQLite's own lock lets in
 * whoever happens to ask when it is free. Only whose turn it is asks for that lock. Answers undefined when the turn has
 * not come by `deadline`, or when `signal` says that waiting is over.
 */
export async function writeTurn(path: string, deadline: number, signal?: AbortSignal): Promise<EndTurn | undefined> {
  const line = lines.get(path)
  if (line === undefined) {
    const begun: Line = { waiting: [] }
    lines.set(path, begun)
    return endOf(path, begun)
  }
  return new Promise((resolve) => {
    const settle = (end: EndTurn | undefined) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
      resolve(end)
    }
    const giveUp = () => {
      line.waiting.splice(line.waiting.indexOf(settle), 1)
      settle(undefined)
    }
    const timer = setTimeout(giveUp, Math.max(0, deadline - Date.now()))
    line.waiting.push(settle)
    if (signal?.aborted) giveUp()
    else signal?.addEventListener('abort', giveUp)
  })
}

function endOf(path: string, line: Line): EndTurn {
  let isOver = false
  return () => {
    if (isOver) return
    isOver = true
    const next = line.waiting.shift()
    if (next) next(endOf(path, line))
    else lines.delete(path)
  }
}
