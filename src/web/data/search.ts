import { UPLOAD_STATES } from '../../domain/states.ts'

const text = (value: unknown, longest = 200): string | undefined => {
  const found = typeof value === 'number' ? String(value) : value
  return typeof found === 'string' && found !== '' && found.length <= longest ? found : undefined
}
const period = (value: unknown): string | undefined => {
  const found = text(value, 10)
  return found !== undefined && /^\d{4}(-(\d\d|Q[1-4]|H[12]))?$/.test(found) ? found : undefined
}

/** What is in the address, without what is not. */
function given<T extends Readonly<Record<string, unknown>>>(search: T): { readonly [Key in keyof T]?: T[Key] | undefined } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    readonly [Key in keyof T]?: T[Key] | undefined
  }
}

export const uploadsSearch = (search: Record<string, unknown>) =>
  given({ state: UPLOAD_STATES.find((each) => each === search.state), table: text(search.table, 30), cursor: text(search.cursor, 1000) })

export const uploadSearch = (search: Record<string, unknown>) =>
  given({
    file: text(search.file),
    sheet: text(search.sheet, 100),
    rows: (['all', 'problems'] as const).find((each) => each === search.rows),
    changes: (['changed', 'new'] as const).find((each) => each === search.changes),
    of: text(search.of, 30),
  })

export const changesSearch = (search: Record<string, unknown>) =>
  given({ period: period(search.period), cursor: text(search.cursor, 1000) })

export const recordsSearch = (search: Record<string, unknown>) =>
  given({
    q: text(search.q, 100),
    period: period(search.period),
    employee: text(search.employee, 100),
    client: text(search.client, 100),
    region: text(search.region, 100),
    column: text(search.column, 40),
    value: text(search.value),
    cursor: text(search.cursor, 1000),
  })
export type RecordsSearch = ReturnType<typeof recordsSearch>

export const peopleSearch = (search: Record<string, unknown>) =>
  given({
    q: text(search.q, 100),
    region: text(search.region, 100),
    position: text(search.position, 40),
    leavers: search.leavers === true || search.leavers === 'true' ? ('true' as const) : undefined,
    cursor: text(search.cursor, 1000),
  })

export const oddSearch = (search: Record<string, unknown>) =>
  given({ period: period(search.period), show: (['dismissed', 'all'] as const).find((each) => each === search.show) })

export const incompleteSearch = (search: Record<string, unknown>) => given({ show: search.show === 'held' ? ('held' as const) : undefined })
