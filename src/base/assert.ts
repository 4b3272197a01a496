/** A broken promise between two pieces of our own code. Never shown to a user as such, never caught. */
export class BrokenInvariant extends Error {
  override name = 'BrokenInvariant'
}

export function assert(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new BrokenInvariant(promise)
}

/** The value, when the caller knows that it is there; a broken promise otherwise. */
export function present<T>(value: T | undefined | null, promise: string): T {
  if (value === undefined || value === null) throw new BrokenInvariant(promise)
  return value
}
