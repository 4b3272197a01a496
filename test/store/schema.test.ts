import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TABLE_KEYS, TABLES } from '../../src/domain/dataset/tables.ts'
import { storageOf, storedColumns } from '../../src/store/database/record-columns.ts'

const PRISMA_TYPES = { int8: 'BigInt', int4: 'Int', text: 'String' } as const
const source = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')

test.each(TABLE_KEYS)('the schema keeps %s with the columns of the dataset, in order, of their types', (table) => {
  const columns = storedColumns(table).map(({ key, type }) => {
    const own = TABLES[table].columns.find((column) => column.key === key)
    const blank = own ? !own.required && own.blank === undefined : key === 'credited_rep'
    return `${key} ${PRISMA_TYPES[storageOf(type)]}${blank ? '?' : ''}`
  })
  const fields = fieldsOf(table)
  expect(fields.slice(0, 3)).toEqual(['id Int', 'book Int', 'row Int'])
  expect(fields.slice(3, 3 + columns.length)).toEqual(columns)
})

/** "name Type" for each field of the model that is mapped to the table. */
function fieldsOf(table: string): string[] {
  const model = source.split(/^model /m).find((text) => text.includes(`@@map("${table}")`)) ?? ''
  return [...model.matchAll(/^ {2}(\w+)\s+(\w+\??)/gm)].map(([, name, type]) => `${name} ${type}`)
}
