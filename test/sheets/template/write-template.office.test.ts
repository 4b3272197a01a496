import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TABLE_KEYS, TABLES } from '../../../src/domain/dataset/tables.ts'
import { writeTemplate } from '../../../src/sheets/write/template/write-template.ts'
import { readAll } from '../read/reading.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-template-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

for (const language of ['zh', 'en'] as const) {
  describe(`the template in ${language}`, () => {
    const path = (): string => join(folder, `${language}.xlsx`)
    beforeAll(() => writeTemplate(path(), language))

    test('reads back without a problem: every table with its one example row', async () => {
      const { records, problems } = await readAll(path())
      expect(problems).toEqual([])
      expect(Object.keys(records).sort()).toEqual([...TABLE_KEYS].sort())
      expect(Object.values(records).map((rows) => rows.length)).toEqual(TABLE_KEYS.map(() => 1))
      expect(records.employees?.[0]?.[0], 'an employee number keeps its leading zeros').toBe('0001')
    })

    test('says how to fill it in, offers choices and keeps the header in sight', async () => {
      const workbook = new ExcelJS.Workbook()
      await workbook.xlsx.readFile(path())
      expect(workbook.worksheets).toHaveLength(TABLE_KEYS.length + 1)
      for (const [index, key] of TABLE_KEYS.entries()) {
        const sheet = workbook.worksheets[index + 1]
        expect(sheet?.name).toBe(language === 'zh' ? TABLES[key].title : key)
        expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
        for (const [at, column] of TABLES[key].columns.entries()) {
          expect(sheet?.getCell(1, at + 1).note, `${key}.${column.key} has a note`).toBeDefined()
          const list = sheet?.getCell(7, at + 1).dataValidation
          if (column.type !== 'choice' && column.type !== 'flag') continue
          expect(list?.type, `${key}.${column.key} has a drop-down`).toBe('list')
          expect(String(list?.formulae[0]).length, 'a list in a cell may have 255 characters').toBeLessThanOrEqual(257)
        }
      }
    })

    const office = spawnSync('soffice', ['--version']).status === 0
    test.skipIf(!office)(
      'opens in LibreOffice (skipped where it is not installed) and still reads without a problem after it saved it',
      async () => {
        const saved = join(folder, `saved-${language}`)
        const done = spawnSync('soffice', [
          `-env:UserInstallation=file://${join(folder, 'profile')}`,
          '--headless',
          ...['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', saved, path()],
        ])
        expect(done.status).toBe(0)
        const [before, after] = [await readAll(path()), await readAll(join(saved, `${language}.xlsx`))]
        expect(after.problems).toEqual([])
        expect(after.records).toEqual(before.records)
      },
    )
  })
}
