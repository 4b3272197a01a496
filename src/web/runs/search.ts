import { APPEAL_STATES } from '../../domain/states.ts'

const text = (value: unknown, longest = 100): string | undefined => {
  const found = typeof value === 'number' ? String(value) : value
  return typeof found === 'string' && found !== '' && found.length <= longest ? found : undefined
}
const oneOf =
  <const Choices extends readonly string[]>(choices: Choices) =>
  (value: unknown): Choices[number] | undefined =>
    choices.find((each) => each === value)

export const KINDS = ['service', 'sales'] as const
const kindIn = oneOf(KINDS)
export const SORTS = ['bonus', 'score', 'name'] as const
export const SHEET_STATES = ['open', 'confirmed', 'objected', 'overdue'] as const

export interface ComparisonSearch {
  readonly before?: string | undefined
  readonly after?: string | undefined
  readonly kind?: (typeof KINDS)[number] | undefined
  readonly region?: string | undefined
  readonly q?: string | undefined
  readonly sort?: (typeof SORTS)[number] | undefined
}

/** The runs compared, and what the list is narrowed to: all of it stands in the address. */
export function comparisonSearch(search: Record<string, unknown>): ComparisonSearch {
  return {
    before: text(search.before),
    after: text(search.after),
    kind: kindIn(search.kind),
    region: text(search.region),
    q: text(search.q),
    sort: oneOf(SORTS)(search.sort),
  }
}

export interface PublishSearch {
  readonly run?: string | undefined
  readonly kind?: (typeof KINDS)[number] | undefined
  readonly region?: string | undefined
  readonly q?: string | undefined
}

export function publishSearch(search: Record<string, unknown>): PublishSearch {
  return { run: text(search.run), kind: kindIn(search.kind), region: text(search.region), q: text(search.q) }
}

export interface AppealsSearch {
  readonly state?: (typeof APPEAL_STATES)[number] | undefined
}

export function appealsSearch(search: Record<string, unknown>): AppealsSearch {
  return { state: oneOf(APPEAL_STATES)(search.state) }
}

export interface ConfirmationsSearch {
  readonly state?: (typeof SHEET_STATES)[number] | 'unsigned' | undefined
  readonly region?: string | undefined
  readonly kind?: (typeof KINDS)[number] | undefined
  readonly q?: string | undefined
}

export function confirmationsSearch(search: Record<string, unknown>): ConfirmationsSearch {
  return {
    state: oneOf([...SHEET_STATES, 'unsigned'])(search.state),
    region: text(search.region),
    kind: kindIn(search.kind),
    q: text(search.q),
  }
}
