/**
 * A program of its own for a test that ends one: it is in the middle of committing an upload into the company book when it says
 * so, with the old versions out of force and the new ones in, and then waits.
 */

import { applyChange } from '../../src/store/company-book/apply-change.ts'
import { insertChange, settleChange } from '../../src/store/company-book/changes.ts'
import { companyBook } from '../../src/store/company-book/company-book.ts'
import { openStore } from '../../src/store/open-store.ts'

const [url, staging] = process.argv.slice(2)
const store = await openStore(url)
const { id: company } = await companyBook(store)
await store.write(async (transaction) => {
  const change = await insertChange(transaction, {
    kind: 'upload',
    period: undefined,
    reason: undefined,
    at: '2026-11-03T08:00:00.000Z',
    by: 'test',
  })
  const { counts } = await applyChange(transaction, change, {
    pair: { company, staging: Number(staging) },
    tables: new Set(['orders', 'clients']),
  })
  await settleChange(transaction, change, counts, [])
  console.log(JSON.stringify(counts))
  await new Promise(() => setInterval(() => undefined, 1000))
  return { ok: true }
})
