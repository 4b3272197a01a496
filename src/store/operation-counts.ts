import type { Reader } from './connection.ts'

/** How many rows of a kind there are in a state. */
export interface StateCount {
  readonly state: string
  readonly count: number
}

/** Runs by state, as the runs table keeps them over restarts. */
export async function runsByState(reader: Reader): Promise<StateCount[]> {
  return counted(await reader.all('SELECT state, count(*) FROM runs GROUP BY state ORDER BY state'))
}

/** Uploads by state. */
export async function uploadsByState(reader: Reader): Promise<StateCount[]> {
  return counted(await reader.all('SELECT state, count(*) FROM uploads GROUP BY state ORDER BY state'))
}

/** Whether the database answers at all. */
export async function databaseAnswers(reader: Reader): Promise<boolean> {
  const [row] = await reader.all('SELECT 1')
  return row !== undefined
}

function counted(rows: readonly (readonly unknown[])[]): StateCount[] {
  return rows.map(([state, count]) => ({ state: String(state), count: Number(count) }))
}
