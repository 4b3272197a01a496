import type { SourceQuery } from '../../store/measures/source-query.ts'
import type { Explainable } from './explainable.ts'
import type { Explained } from './explained.ts'
import { sourceWords } from './source-queries.ts'

/**
 * The tree with the source records 原始记录 of every input at its leaf. Inputs of one rule that share one list of
 * queries were counted from the same records and list them once, at the first.
 */
export async function withRecords(
  tree: Explained,
  sources: Readonly<Record<string, readonly SourceQuery[]>>,
  open: Explainable,
): Promise<Explained> {
  const listed = new Set<readonly SourceQuery[]>()
  const visit = async (node: Explained): Promise<Explained> => {
    const parts: Explained[] = []
    for (const part of node.parts) parts.push(await visit(part))
    const queries = node.parts.length === 0 && Object.hasOwn(sources, node.name) ? (sources[node.name] ?? []) : []
    if (queries.length === 0 || listed.has(queries)) return { ...node, parts }
    listed.add(queries)
    const records = await open.list(node.name, queries)
    const about = records.total > 0 ? sourceWords(node.name) : undefined
    const notes = [...(node.notes ?? []), ...(about ? [about] : []), ...(records.notes ?? [])]
    return { ...node, ...(notes.length > 0 ? { notes } : {}), parts, records }
  }
  return visit(tree)
}
