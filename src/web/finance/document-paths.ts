import { API, send } from '../api/resource.ts'
import { saveAnswer } from '../parts/save-answer.ts'

/** Fetches a file of the API and saves it under the name that the server gives it; throws ApiProblem for a refusal. */
export async function saveDocument(path: string): Promise<void> {
  await saveAnswer(send(`${API}${path}`))
}

/** The address of one document. */
export function documentPath(period: string, name: string, region: string | undefined): string {
  return `/periods/${period}/documents/${encodeURIComponent(name)}${region === undefined ? '' : `?region=${encodeURIComponent(region)}`}`
}

/** The address of a zip of documents: some files, or some regions, or all. */
export function archivePath(
  period: string,
  { names, regions }: { readonly names?: readonly string[]; readonly regions?: readonly string[] },
): string {
  const search = new URLSearchParams()
  if (names) search.set('names', names.join(','))
  if (regions) search.set('regions', regions.join(','))
  const asked = search.toString()
  return `/periods/${period}/documents/archive${asked === '' ? '' : `?${asked}`}`
}
