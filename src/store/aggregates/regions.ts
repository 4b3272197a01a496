import { COMPANY_BOOK } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import { rowsOf, tables } from '../database/query.ts'

/** A region 区域 of the company book. */
export interface CompanyRegion {
  readonly code: string
  readonly name: string
}

/** Every region of the company by code; none before the first upload. */
export async function regionsOfCompany(reader: Reader): Promise<readonly CompanyRegion[]> {
  return rowsOf(reader, tables.selectFrom('regions').select(['code', 'name']).where('book', '=', COMPANY_BOOK).orderBy('code'))
}
