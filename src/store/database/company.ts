import { tables } from './query.ts'

/**
 * The company book 公司账册 stands under this instead of a hash: its content changes. Its number never does, so measures read
 * it as they read a dataset's book.
 */
export const COMPANY = 'company'

/** Its number as a sub-select, so that a look-up is one statement; it has no rows before the first upload. */
export const COMPANY_BOOK = tables.selectFrom('books').select('id').where('sha256', '=', COMPANY)
