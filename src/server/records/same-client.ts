import type { ClientOfForm } from '../../store/aggregates/form-links.ts'

/** Whether two forms may be of one client: unless both say who it was and say otherwise. */
export function isSameClient(one: ClientOfForm, other: ClientOfForm): boolean {
  if (one.client !== undefined && other.client !== undefined) return one.client === other.client
  const [first, second] = [plainName(one), plainName(other)]
  return first === undefined || second === undefined || first === second
}

/** A name without what people write in one way or another: width, case, spaces and signs. */
function plainName({ client, clientName }: ClientOfForm): string | undefined {
  const name = (clientName ?? client)
    ?.normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return name === '' ? undefined : name
}
