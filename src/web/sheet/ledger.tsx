import { day, decimal, yuan } from '../parts/format.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { WORKINGS } from './workings-words.ts'

interface LedgerItem {
  readonly table: string
  readonly values: Readonly<Record<string, string>>
  readonly balance?: string | undefined
}

/** What clients owed: receivables and collections in one list, client by client and by day, with what is owed after each. */
export function Ledger({ items, names }: { readonly items: readonly LedgerItem[]; readonly names: Readonly<Record<string, string>> }) {
  const say = useWords(WORKINGS)
  const sayTable = useWords(TABLE_WORDS)
  const isFirstOfClient = (item: LedgerItem) => items[items.indexOf(item) - 1]?.values.client !== item.values.client
  return (
    <PlainTable
      caption={say('ledger')}
      rows={items}
      keyOf={({ table, values }) => `${table} ${Object.values(values).join(' ')}`}
      columns={[
        {
          key: 'client',
          title: say('client'),
          bare: true,
          cell: (item) => (isFirstOfClient(item) ? `${names[item.values.client ?? ''] ?? ''} ${item.values.client ?? ''}` : ''),
        },
        {
          key: 'day',
          title: say('day'),
          cell: ({ values }) => <span className="one-line">{day(values.due_date ?? values.date ?? '')}</span>,
        },
        {
          key: 'number',
          title: say('document'),
          head: true,
          cell: ({ table, values }) => `${tableName(sayTable, table)} ${values.number ?? ''}`,
        },
        { key: 'amount', title: say('amount'), figures: true, cell: ({ table, values }) => signed(table, values.amount ?? '') },
        { key: 'balance', title: say('balance'), figures: true, cell: ({ balance }) => yuan(balance ?? '') },
      ]}
    />
  )
}

/** A collection takes off what is owed; a refund adds to it. */
function signed(table: string, amount: string): string {
  if (table !== 'collections') return decimal(amount)
  return amount.startsWith('-') ? decimal(amount.slice(1)) : decimal(`-${amount}`)
}
