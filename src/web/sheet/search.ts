type Raw = Readonly<Record<string, unknown>>

/** What stands behind the question mark of a sheet's address. */
export interface SheetSearch {
  /** The item whose workings are open. */
  readonly open?: string | undefined
  /** A run other than the published one. */
  readonly run?: string | undefined
}
export function sheetSearch(raw: Raw): SheetSearch {
  return given({ open: text(raw.open), run: text(raw.run) })
}

export interface ResultsSearch {
  readonly run?: string | undefined
  readonly kind?: 'service' | 'sales' | undefined
  readonly region?: string | undefined
  readonly status?: 'scored' | 'incomplete' | 'excluded' | 'held' | undefined
  /** Part of a name or number. */
  readonly search?: string | undefined
  /** Where the page begins. */
  readonly cursor?: string | undefined
}
export function resultsSearch(raw: Raw): ResultsSearch {
  return given({
    run: text(raw.run),
    kind: oneOf(['service', 'sales'], raw.kind),
    region: text(raw.region),
    status: oneOf(['scored', 'incomplete', 'excluded', 'held'], raw.status),
    search: text(raw.search),
    cursor: text(raw.cursor),
  })
}

export interface KpisSearch {
  readonly run?: string | undefined
  /** The KPI that the league is about. */
  readonly kpi?: string | undefined
  readonly order?: 'ascending' | 'descending' | undefined
  readonly region?: string | undefined
  readonly search?: string | undefined
  readonly cursor?: string | undefined
  /** Whose trend is open. */
  readonly trend?: string | undefined
}
export function kpisSearch(raw: Raw): KpisSearch {
  return given({
    run: text(raw.run),
    kpi: text(raw.kpi),
    order: oneOf(['ascending', 'descending'], raw.order),
    region: text(raw.region),
    search: text(raw.search),
    cursor: text(raw.cursor),
    trend: text(raw.trend),
  })
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
}

function oneOf<const Choice extends string>(choices: readonly Choice[], value: unknown): Choice | undefined {
  return choices.find((choice) => choice === value)
}

/** What is not given does not stand in the address. */
function given<Search extends object>(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Search
}
