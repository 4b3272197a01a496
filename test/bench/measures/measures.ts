import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { tablesGiven } from '../../../src/appraisal/appraise-book.ts'
import { collectSalesFacts } from '../../../src/appraisal/collect-sales-facts.ts'
import { collectServiceFacts } from '../../../src/appraisal/collect-service-facts.ts'
import { importDataset } from '../../../src/appraisal/import-dataset.ts'
import { peopleOfPeriod } from '../../../src/appraisal/people-of-period.ts'
import { regionCollections } from '../../../src/appraisal/region-collections.ts'
import { rulesInForce } from '../../../src/appraisal/rules-in-force.ts'
import { SHIPPED_RULES } from '../../../src/appraisal/shipped.ts'
import { assert, present } from '../../../src/base/assert.ts'
import { periodFromText, previousPeriod } from '../../../src/base/period.ts'
import type { Parameter } from '../../../src/store/database/connection.ts'
import { SQLITE } from '../../../src/store/database/dialect.ts'
import { readTable } from '../../../src/store/database/read-table.ts'
import { ordersByRep } from '../../../src/store/measures/orders-by-rep.ts'
import { SALES_MEASURES } from '../../../src/store/measures/sales-measures.ts'
import { openStore, type Store } from '../../../src/store/open-store.ts'
import { PERIOD } from '../dataset/write-dataset.ts'
import { costs, type Measurement } from '../measurement.ts'
import { race } from '../race.ts'

interface Statement {
  readonly sql: string
  readonly parameters: readonly Parameter[]
}

const GROUPED = 'SELECT rep, sum(amount) FROM orders WHERE book = ?1 AND date BETWEEN ?2 AND ?3 GROUP BY rep'

/**
 * (b) The measures of one period, from the statements to the facts of every person, against the very same statements
 * executed bare with libsql; and the measure that sums a month's orders against the bare grouped statement.
 */
export async function measures(dataset: string): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-measures-'))
  const path = join(folder, 'book.sqlite')
  const store = await openStore(path)
  try {
    const imported = await importDataset(dataset, store)
    assert(imported.ok, 'The dataset of the benchmark has no mistake.')
    const { book } = imported
    const period = present(periodFromText(PERIOD), 'The period of the benchmark is one.')
    const loaded = await rulesInForce(SHIPPED_RULES, period, {})
    assert(loaded.ok, 'The shipped rules are in order.')
    const { readings } = loaded.rules
    const people = await peopleOfPeriod(store, book.id, tablesGiven(book), period)
    const everyFact = async (from: Store) => {
      const serviceFacts = await collectServiceFacts(from, book.id, period)
      const salesFacts = await collectSalesFacts(from, book.id, period, loaded.rules, people.homeOf)
      const collections = await regionCollections(from, book.id, period, readings, people)
      return [
        people.engineers.map(({ number }) => serviceFacts(number)),
        people.representatives.map(({ number }) => salesFacts(number)),
        collections,
      ]
    }
    const statements: Statement[] = []
    await everyFact(recording(store, statements))

    const bare = new Database(path)
    bare.exec('PRAGMA cache_size = -32000; PRAGMA temp_store = FILE; PRAGMA threads = 2')
    const executed = ({ sql, parameters }: Statement) => bare.prepare(SQLITE.placeholders(sql)).raw().all(parameters)
    const before = previousPeriod(period)
    const orders = statements.find(({ sql }) => sql.includes('count(DISTINCT client)'))
    const [facts = 0, bareStatements = 0, sums = 0, bareSum = 0, totals = 0, bareTotals = 0] = await race([
      () => everyFact(store),
      () => statements.map(executed),
      async () => SALES_MEASURES.salesPreviousPeriod.figures({ reader: store, book: book.id, period, readings }),
      () => executed({ sql: GROUPED, parameters: [book.id, before.first, before.last] }),
      () => ordersByRep(store, book.id, period),
      () => executed(present(orders, 'One statement counts the clients of the orders.')),
    ])
    bare.close()
    const count = statements.length
    return [
      costs(
        'b',
        `all measures of one month: ${count} statements to facts per person`,
        `the same ${count} statements, bare`,
        facts,
        bareStatements,
        1.5,
      ),
      costs('b', "the sum of the month's orders per representative", 'the grouped statement, bare', sums, bareSum, 1.5),
      costs('b', "six figures of the month's orders per representative", 'the same statement, bare', totals, bareTotals, 1.5),
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The store, noting every statement that is asked of it. */
function recording(store: Store, statements: Statement[]): Store {
  const noting: Store = {
    ...store,
    all: (sql, parameters = []) => {
      statements.push({ sql, parameters })
      return store.all(sql, parameters)
    },
    readPeriods: (book, table, periods) => readTable(noting, book, table, periods),
  }
  return noting
}
