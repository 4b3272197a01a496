import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer } from '../../base/answer.ts'
import type { Language } from '../../base/problem.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { useCase } from '../kernel/use-case.ts'

/** The empty dataset workbook 数据模板 to fill in: every table with its headers, notes and one example row, or one table alone. */
export const templateFile = useCase(
  'upload.read',
  async (
    _service,
    _actor,
    { language, table }: { readonly language: Language; readonly table: TableKey | undefined },
  ): Promise<Answer<{ readonly ok: true; readonly bytes: Buffer; readonly fileName: string }>> => {
    // exceljs takes a third of a second to load, which only this and other downloads pay.
    const { writeTemplate } = await import('../../sheets/write/template/write-template.ts')
    const folder = await mkdtemp(join(tmpdir(), 'quanheng-template-'))
    try {
      const path = join(folder, 'template.xlsx')
      await writeTemplate(path, language, table)
      const name = language === 'zh' ? (table ? TABLES[table].title : '数据模板') : (table ?? 'dataset-template')
      return { ok: true, bytes: await readFile(path), fileName: `${name}.xlsx` }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
)
