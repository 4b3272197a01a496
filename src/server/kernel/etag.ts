import type { Problem } from '../../base/problem.ts'
import { serviceProblem } from './service-problems.ts'

/** The version that a change names in If-Match, without its quotes; the problem that it names none. */
export function versionIn(
  request: Request,
  thing: string,
): { readonly ok: true; readonly version: string } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const match = /^(?:W\/)?"([^"]*)"$/.exec(request.headers.get('if-match')?.trim() ?? '')
  if (match?.[1] === undefined) return { ok: false, problems: [serviceProblem('version_must_be_given', { thing })] }
  return { ok: true, version: match[1] }
}

export function etagOf(version: string | number): string {
  return `"${version}"`
}

/** Whether the caller has that version already. */
export function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match')
  return known?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) ?? false
}
