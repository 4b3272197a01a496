/** How long a writer waits for another's transaction unless told: a load of millions of rows takes some seconds. */
export const PATIENCE_MS = 60_000
