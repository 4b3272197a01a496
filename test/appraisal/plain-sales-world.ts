/** An invented company of representatives, row by row; amounts are whole fen, marks whole points. */
export interface World {
  readonly reps: readonly { readonly number: string; readonly region: string }[]
  readonly clients: readonly { readonly code: string; readonly rep: string; readonly class: string | undefined }[]
  /** Oldest first. */
  readonly handovers: readonly { readonly client: string; readonly rep: string; readonly from: string }[]
  readonly orders: readonly {
    readonly rep: string
    readonly date: string
    readonly client: string
    readonly amount: number
    readonly cost: number | undefined
    readonly campaign: string | undefined
  }[]
  readonly expenses: readonly {
    readonly rep: string
    readonly date: string
    readonly amount: number
    readonly campaign: string | undefined
  }[]
  readonly receivables: readonly { readonly rep: string; readonly client: string; readonly due: string; readonly amount: number }[]
  /** With the representative whose client it was on the day. */
  readonly collections: readonly { readonly client: string; readonly rep: string; readonly date: string; readonly amount: number }[]
  readonly feedback: readonly { readonly client: string; readonly date: string; readonly marks: readonly number[] }[]
  readonly complaints: readonly { readonly rep: string; readonly date: string; readonly handled: string | undefined }[]
  readonly visits: readonly { readonly rep: string; readonly date: string; readonly client: string | undefined }[]
  readonly opportunities: readonly {
    readonly rep: string
    readonly client: string
    readonly closed: string | undefined
    readonly outcome: 'won' | 'lost' | undefined
  }[]
  /** Planned collections of October by representative. */
  readonly plans: Readonly<Record<string, number>>
}

/** The same company for the same seed. */
export function inventedWorld(seed: number): World {
  let state = seed * 7919 + 17
  const below = (count: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * count)
  }
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
  const day = (months: readonly string[]) => `${pick(months)}-${String(1 + below(28)).padStart(2, '0')}`
  const around = ['2025-10', '2025-11', '2026-03', '2026-09', '2026-10', '2026-10', '2026-10', '2026-11']
  const reps = many(4, (index) => ({ number: `R${index + 1}`, region: index % 2 === 0 ? 'N' : 'S' }))
  const clients = many(14, (index) => ({ code: `C${index + 1}`, rep: pick(reps).number, class: pick(['A', 'B', 'C', undefined]) }))
  const handovers = clients.slice(0, 4).map(({ code }) => ({ client: code, rep: pick(reps).number, from: '2026-10-16' }))
  const keptOn = (code: string, date: string) =>
    handovers.find(({ client, from }) => client === code && from <= date)?.rep ?? clients.find((client) => client.code === code)?.rep ?? ''
  return {
    ...{ reps, clients, handovers },
    orders: many(160, () => ({
      ...{ rep: pick(reps).number, date: day(around), client: pick(clients).code, amount: below(500_000) - 60_000 },
      ...{ cost: below(3) === 0 ? undefined : below(300_000), campaign: pick(['K1', 'K2', undefined, undefined]) },
    })),
    expenses: many(40, () => ({ rep: pick(reps).number, date: day(around), amount: below(80_000), campaign: pick(['K1', undefined]) })),
    receivables: many(60, () => ({ rep: pick(reps).number, client: pick(clients).code, due: day(around), amount: 1 + below(200_000) })),
    collections: many(50, () => {
      const [client, date] = [pick(clients).code, day(around)]
      return { client, rep: keptOn(client, date), date, amount: 1 + below(120_000) }
    }),
    feedback: many(40, () => ({ client: pick(clients).code, date: day(around), marks: many(3, () => 40 + below(61)) })),
    complaints: many(30, () => {
      const date = day(around)
      const handled = new Date(Date.parse(date) + below(7) * 86_400_000).toISOString().slice(0, 10)
      return { rep: pick(reps).number, date, handled: below(4) === 0 ? undefined : handled }
    }),
    visits: many(80, () => ({ rep: pick(reps).number, date: day(around), client: below(5) === 0 ? undefined : pick(clients).code })),
    opportunities: many(60, () => {
      const closed = below(4) === 0 ? undefined : day(around)
      return {
        rep: pick(reps).number,
        client: pick(clients).code,
        closed,
        outcome: closed === undefined ? undefined : pick(['won', 'lost', undefined] as const),
      }
    }),
    plans: Object.fromEntries(reps.slice(0, 3).map(({ number }) => [number, 1 + below(900_000)])),
  }
}

const yuan = (fen: number | undefined) => (fen === undefined ? '' : (fen / 100).toFixed(2))

/** The company as the tables of a dataset, as CSV. */
export function tablesText(world: World): Readonly<Record<string, string>> {
  const table = (header: string, rows: readonly (readonly (string | undefined)[])[]) =>
    [header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n')
  const numbered = (letter: string, rows: readonly (readonly (string | undefined)[])[]) =>
    rows.map((row, index) => [`${letter}${index + 1}`, ...row])
  return {
    regions: table('code,name', [
      ['N', '北区'],
      ['S', '南区'],
    ]),
    employees: table('number,name,position,region', [
      ...world.reps.map(({ number, region }) => [number, number, 'sales_rep', region]),
      ['T1', '丙', 'service_engineer', 'N'],
    ]),
    clients: table(
      'code,name,rep,class',
      world.clients.map(({ code, rep, class: each }) => [code, code, rep, each]),
    ),
    client_reps: table(
      'client,rep,from',
      world.handovers.map(({ client, rep, from }) => [client, rep, from]),
    ),
    orders: table(
      'number,date,rep,client,amount,cost,campaign',
      numbered(
        'O',
        world.orders.map(({ date, rep, client, amount, cost, campaign }) => [date, rep, client, yuan(amount), yuan(cost), campaign]),
      ),
    ),
    expenses: table(
      'number,date,rep,amount,campaign',
      numbered(
        'E',
        world.expenses.map(({ date, rep, amount, campaign }) => [date, rep, yuan(amount), campaign]),
      ),
    ),
    receivables: table(
      'number,due_date,client,rep,amount',
      numbered(
        'V',
        world.receivables.map(({ due, client, rep, amount }) => [due, client, rep, yuan(amount)]),
      ),
    ),
    collections: table(
      'number,date,client,amount',
      numbered(
        'P',
        world.collections.map(({ date, client, amount }) => [date, client, yuan(amount)]),
      ),
    ),
    feedback: table(
      'number,date,engineer,client,attitude,resolution,dedication',
      numbered(
        'F',
        world.feedback.map(({ date, client, marks }) => [date, 'T1', client, ...marks.map(String)]),
      ),
    ),
    complaints: table(
      'number,date,rep,upheld,handled_on',
      numbered(
        'M',
        world.complaints.map(({ date, rep, handled }) => [date, rep, '是', handled]),
      ),
    ),
    visits: table(
      'number,date,rep,client,successful',
      numbered(
        'B',
        world.visits.map(({ date, rep, client }) => [date, rep, client, '否']),
      ),
    ),
    opportunities: table(
      'number,client,rep,stage,amount,created_on,closed_on,outcome',
      numbered(
        'S',
        world.opportunities.map(({ client, rep, closed, outcome }) => [client, rep, '谈判', '100', '2025-09-01', closed, outcome]),
      ),
    ),
    quotas: table(
      'period,rep,amount,collections',
      Object.entries(world.plans).map(([rep, plan]) => ['2026-10', rep, '1000', yuan(plan)]),
    ),
  }
}
