import type { Service } from '../../../src/server/kernel/service.ts'

/** More engineers than anybody has in the region EAST: 客服0 with number X0000 and so on. */
export async function addEngineers({ store }: Service, count: number): Promise<void> {
  const book = Number((await store.all(`SELECT id FROM books WHERE sha256 = 'company'`))[0]?.[0])
  await store.write(async (transaction) => {
    for (let index = 0; index < count; index++) {
      const number = `X${String(index).padStart(4, '0')}`
      const values = { number, name: `客服${index}`, position: 'service_engineer', region: 'EAST', hired_on: 20200101 } as const
      await transaction.insert('employees', { book, row: 100_000 + index, ...values })
    }
    return { ok: true }
  })
}
