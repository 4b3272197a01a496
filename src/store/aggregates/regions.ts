import type { Reader } from '../database/connection.ts'

/** A region 区域 of the company book. */
export interface CompanyRegion {
  readonly code: string
  readonly name: string
}

/** Every region of the company by code; none before the first upload. */
export async function regionsOfCompany(reader: Reader): Promise<readonly CompanyRegion[]> {
  const rows = await reader.all(`SELECT code, name FROM regions WHERE book = (SELECT id FROM books WHERE sha256 = 'company') ORDER BY code`)
  return rows.map(([code, name]) => ({ code: String(code), name: String(name) }))
}
