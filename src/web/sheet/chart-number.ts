/** A score or ratio as a chart draws it: a place on the paper, never a figure that is shown or reckoned with. */
export function chartNumber(text: string | null | undefined): number | null {
  return text === null || text === undefined || text === '' ? null : Number(text)
}

/** Periods that can stand on one line: months with months, quarters with quarters; oldest first. */
export function alike<Item extends { readonly period: string }>(items: readonly Item[], period: string): Item[] {
  const kind = kindOf(period)
  return items.filter((item) => kindOf(item.period) === kind).reverse()
}

function kindOf(period: string): string {
  const part = period.slice(5)
  return part === '' ? 'year' : part.startsWith('Q') ? 'quarter' : part.startsWith('H') ? 'half' : 'month'
}
