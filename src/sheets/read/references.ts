import { groupBy } from '../../base/group-by.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { columnIndex, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import { codeKey, formerName, NearMisses, type NearRecord, nameKey } from './near-miss.ts'

/** What a reference means: the code itself, the code of the one record of that name, or why it has none. */
export type Resolved =
  | { readonly code: string; readonly by: 'code' | 'name' | 'alias' }
  | { readonly fault: 'unknown' }
  | { readonly fault: 'ambiguous'; readonly codes: readonly string[] }

/**
 * The records of one kind that references can mean: employees, clients or regions, as read from their table. `state` is `missing`
 * when the dataset has no such table, so that references are taken as they are, and `unreadable` when the table itself could not
 * be read: its problem is reported, and a problem for every reference to it would only bury that one.
 */
export class Directory {
  state: 'missing' | 'read' | 'unreadable' = 'missing'
  /** Code to the same code: one copy of the text, however many records refer to it. */
  readonly codes = new Map<string, string>()
  readonly #names = new Map<string, string[]>()
  /** By the form in which names are compared. */
  readonly #namesAlike = new Map<string, string[]>()
  /** Former names, each with the code of the record that had it. */
  readonly #former: (readonly [name: string, code: string])[] = []
  #near: { readonly codes: number; readonly misses: NearMisses } | undefined
  /** Other codes 别名 of records, each with the code of the record that it means, or with what was written for it. */
  readonly #aliases = new Map<string, string>()
  /** The names that went with them, by the form in which names are compared. */
  readonly #aliasNames = new Map<string, string[]>()
  /** Names that were known before anything was read; a record of the same code that is read goes before them. */
  readonly #known = new Map<string, string>()

  /** Records that can be meant without standing in the data. */
  know(records: readonly KnownRecord[]): void {
    this.state = 'read'
    for (const { code, name, formerNames = [] } of records) {
      this.add(code, name)
      this.#known.set(code, name)
      for (const former of formerNames) this.#former.push([former, code])
    }
  }

  add(code: string, name: string | undefined): void {
    if (!this.codes.has(code)) this.codes.set(code, code)
    this.#forget(code)
    if (name === undefined) return
    enter(this.#names, name, code)
    enter(this.#namesAlike, nameKey(name), code)
    const former = formerName(name)
    if (former !== undefined) this.#former.push([former, code])
  }

  /** A code, and the name that went with it, under which a record was registered once more. The code of a record goes before an alias. */
  addAlias({ alias, client, name }: KnownAlias): void {
    this.#aliases.set(alias, client)
    if (name !== null) enter(this.#aliasNames, nameKey(name), alias)
  }

  /** The code that an alias means, through aliases of aliases; undefined for what is none. */
  meantBy(text: string): string | undefined {
    let code = this.#aliases.get(text)
    for (let steps = this.#aliases.size; code !== undefined && steps > 0 && !this.codes.has(code); steps--)
      code = this.#aliases.get(code) ?? code
    return code
  }

  #forget(code: string): void {
    const name = this.#known.get(code)
    if (name === undefined) return
    this.#known.delete(code)
    leave(this.#names, name, code)
    leave(this.#namesAlike, nameKey(name), code)
  }

  resolve(text: string, name: string): Resolved {
    const meant = this.codes.has(text) ? undefined : this.meantBy(text)
    if (meant !== undefined) return byAlias(this.#resolve(meant, meant))
    const resolved = this.#resolve(text, name)
    return 'fault' in resolved && resolved.fault === 'unknown' ? byAlias(this.#formerly(name)) : resolved
  }

  #resolve(text: string, name: string): Resolved {
    const code = this.codes.get(text)
    if (code !== undefined) return { code, by: 'code' }
    if (this.state !== 'read') return { code: text, by: 'code' }
    return onlyOne(this.#names.get(name) ?? this.#namesAlike.get(nameKey(name)) ?? [])
  }

  /** The one record that was also registered under a name. */
  #formerly(name: string): Resolved {
    const meant = (this.#aliasNames.get(nameKey(name)) ?? []).map((alias) => this.meantBy(alias) ?? alias)
    const found = meant.map((each) => this.#resolve(each, each))
    return onlyOne([...new Set(found.flatMap((each) => ('code' in each ? [each.code] : [])))])
  }

  /** The codes of each name that several records have. */
  namesakes(): readonly (readonly string[])[] {
    return [...this.#namesAlike.values()].filter(({ length }) => length > 1)
  }

  /** The records that a text nearly names, none of which it may be taken for without asking. */
  near(text: string): readonly NearRecord[] {
    if (this.#near?.codes !== this.codes.size) this.#near = { codes: this.codes.size, misses: this.#nearMisses() }
    return this.#near.misses.of(text)
  }

  #nearMisses(): NearMisses {
    const misses = new NearMisses()
    const names = new Map([...this.#names].flatMap(([name, codes]) => codes.map((code) => [code, name] as const)))
    for (const code of this.codes.keys()) misses.add({ code, name: names.get(code), written: code, isFormer: false })
    for (const [code, name] of names) misses.add({ code, name, written: name, isFormer: false })
    for (const alias of this.#aliases.keys()) {
      const code = this.meantBy(alias) ?? alias
      misses.add({ code, name: names.get(code), written: alias, isFormer: false })
    }
    for (const [former, code] of this.#former) misses.add({ code, name: names.get(code), written: former, isFormer: true })
    return misses
  }
}

function onlyOne([only, ...others]: readonly string[]): Resolved {
  if (only === undefined) return { fault: 'unknown' }
  return others.length > 0 ? { fault: 'ambiguous', codes: [only, ...others].sort() } : { code: only, by: 'name' }
}

function byAlias(resolved: Resolved): Resolved {
  return 'fault' in resolved ? resolved : { code: resolved.code, by: 'alias' }
}

function enter(names: Map<string, string[]>, name: string, code: string): void {
  const codes = names.get(name)
  if (!codes) names.set(name, [code])
  else if (!codes.includes(code)) codes.push(code)
}

function leave(names: Map<string, string[]>, name: string, code: string): void {
  const others = (names.get(name) ?? []).filter((other) => other !== code)
  if (others.length > 0) names.set(name, others)
  else names.delete(name)
}

/** A person, client or region that the company has already. */
export interface KnownRecord {
  readonly code: string
  readonly name: string
  /** Under which it was known before. */
  readonly formerNames?: readonly string[]
  /** Of clients: from which day on they have a rep; 0 is ever, null never. */
  readonly repSince?: number | null
}

/** A code under which a client was registered once more, which one it is, and the name that went with it. */
export interface KnownAlias {
  readonly alias: string
  readonly client: string
  readonly name: string | null
}

/** What the company has already, by table; a table that it does not have at all is left out. */
export interface Known {
  readonly employees?: readonly KnownRecord[] | undefined
  readonly clients?: readonly KnownRecord[] | undefined
  readonly regions?: readonly KnownRecord[] | undefined
  readonly clientAliases?: readonly KnownAlias[] | undefined
}

/** The three kinds of records that others refer to, and what collections need of them to find a region. */
export class References {
  readonly employee = new Directory()
  readonly client = new Directory()
  readonly region = new Directory()
  /** From which day on clients have a rep, for collections that name none; 0 is ever. */
  readonly repSince = new Map<string, number>()
  /** The rows that clients were read from, by code. */
  readonly #clientRows = new Map<string, number>()

  constructor({ employees, clients, regions, clientAliases = [] }: Known = {}) {
    if (employees) this.employee.know(employees)
    if (clients) this.client.know(clients)
    if (regions) this.region.know(regions)
    for (const alias of clientAliases) this.client.addAlias(alias)
    for (const { code, repSince } of clients ?? []) if (typeof repSince === 'number') this.repSince.set(code, repSince)
  }

  /** Registers the record of a row as one that others may refer to, even when another cell of the row is wrong. */
  enter(table: TableKey, record: readonly Value[], row: number): void {
    const [code, name] = record
    if (typeof code !== 'string') return
    const kept = detached(code)
    const named = typeof name === 'string' ? detached(name) : undefined
    if (table === 'employees') this.employee.add(kept, named)
    else if (table === 'regions') this.region.add(kept, named)
    else if (table === 'clients') {
      this.client.add(kept, named)
      if (!this.#clientRows.has(kept)) this.#clientRows.set(kept, row)
      if (typeof record[CLIENT_REP] === 'string') this.repSince.set(kept, 0)
      else this.repSince.delete(kept)
    } else if (table === 'client_reps') {
      const from = record[REP_FROM]
      if (typeof from === 'number') this.repSince.set(kept, Math.min(this.repSince.get(kept) ?? from, from))
    }
  }

  /**
   * The clients read that seem to be another client once more: by their name, or by their code but for case and letters that look
   * alike. Of a group whoever was known before is the other, else the smallest code; the order of rows makes no difference.
   */
  clientTwins(): ClientTwin[] {
    const twins = new Map<string, ClientTwin>()
    const gather = (groups: Iterable<readonly string[]>, isNamesake: boolean): void => {
      for (const codes of groups) {
        if (codes.length < 2) continue
        const sorted = [...codes].sort(byCodePoint)
        const other = sorted.find((code) => !this.#clientRows.has(code)) ?? (sorted[0] as string)
        for (const code of sorted) {
          const row = this.#clientRows.get(code)
          if (row !== undefined && code !== other && !twins.has(code)) twins.set(code, { code, other, row, isNamesake })
        }
      }
    }
    gather(this.client.namesakes(), true)
    gather(groupBy(this.client.codes.keys(), codeKey).values(), false)
    return [...twins.values()]
  }
}

export interface ClientTwin {
  readonly code: string
  readonly other: string
  readonly row: number
  readonly isNamesake: boolean
}

const CLIENT_REP = columnIndex('clients', 'rep')
const REP_FROM = columnIndex('client_reps', 'from')

/** Shorter texts are always copied when they are cut out; only a longer one can be a view of the text it came from. */
const SHORTEST_SLICE = 13

/**
 * A copy of the text that does not keep alive the chunk of the file it was cut from, as a slice would. For what is kept
 * longer than its batch.
 */
export function detached(text: string): string {
  if (text.length < SHORTEST_SLICE) return text
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
