/** A moment between two steps of the program: what a kill or a power failure there leaves behind must be right. */
export type FaultPoint = 'begun' | 'stated' | 'committing' | 'committed'

let watcher: ((point: FaultPoint) => void) | undefined

/** Marks such a moment in the code. It does nothing unless a test watches. */
export function faultPoint(point: FaultPoint): void {
  watcher?.(point)
}

/** For tests alone: has every moment told, to end the program there or to look at what it would leave; undefined ends that. */
export function watchFaultPoints(watch: ((point: FaultPoint) => void) | undefined): void {
  watcher = watch
}
