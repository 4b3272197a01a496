export interface Progress {
  readonly step: (text: string) => void
  readonly read: (bytesRead: number, bytesTotal: number) => void
  readonly stop: () => void
}

/** Shows how far a run is on standard error: a bar on a terminal, plain lines elsewhere, nothing when quiet. */
export async function progressOn(stream: NodeJS.WriteStream, quiet: boolean, reading: string): Promise<Progress> {
  if (quiet) return { step: () => {}, read: () => {}, stop: () => {} }
  return stream.isTTY ? barOn(stream, reading) : linesOn(stream, reading)
}

async function barOn(stream: NodeJS.WriteStream, reading: string): Promise<Progress> {
  const { Presets, SingleBar } = await import('cli-progress')
  const bar = new SingleBar(
    { stream, format: `${reading} {bar} {percentage}%`, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  )
  let started = false
  const stop = () => {
    if (started) bar.stop()
    started = false
  }
  return {
    stop,
    step: (text) => {
      stop()
      stream.write(`${text}\n`)
    },
    read: (bytesRead, bytesTotal) => {
      if (!started) bar.start(bytesTotal, 0)
      started = true
      bar.update(bytesRead)
    },
  }
}

function linesOn(stream: NodeJS.WriteStream, reading: string): Progress {
  let shown = -1
  return {
    step: (text) => {
      stream.write(`${text}\n`)
    },
    read: (bytesRead, bytesTotal) => {
      const quarter = Math.floor((bytesRead / Math.max(bytesTotal, 1)) * 4)
      if (quarter > shown) stream.write(`${reading} ${quarter * 25}%\n`)
      shown = Math.max(shown, quarter)
    },
    stop: () => {},
  }
}
