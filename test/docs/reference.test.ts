import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Column, ColumnType } from '../../src/domain/dataset/table.ts'
import { readCell } from '../../src/sheets/read/cell-values.ts'
import { FORMS } from './accepted-forms.ts'
import { CHAPTERS } from './problems-page.ts'
import { shippedSettings } from './settings-page.ts'
import { REFERENCE } from './write-reference.ts'

const PAGES = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
]
const textOf = (page: string) => readFileSync(page, 'utf8')

describe('the pages written from the code are current: run npx tsx test/docs/write-reference.ts', () => {
  for (const [path, page] of Object.entries(REFERENCE)) test(path, async () => expect(textOf(path)).toBe(await page()))
})

test('no code stands in two catalogues, where one would take the words of the other', () => {
  const codes = CHAPTERS.flatMap(({ catalogue }) => Object.keys(catalogue))
  expect(codes.filter((key, index) => codes.indexOf(key) !== index)).toEqual([])
})

describe('values are read in the forms that the page of the dataset promises', () => {
  const column = (type: ColumnType): Column => ({ key: 'value', title: '值', type })
  for (const [type, { same, refused }] of Object.entries(FORMS)) {
    const read = (text: string) => readCell(column(type as ColumnType), text, 1000)
    for (const forms of same) test(`${type}: ${forms.join('  ')}`, () => expect(new Set(forms.map(read)).size).toBe(1))
    for (const form of [...same.flat()]) test(`${type}: ${form} is read`, () => expect(read(form)).not.toBeTypeOf('object'))
    for (const form of refused) test(`${type}: ${form} is refused`, () => expect(read(form)).toBeTypeOf('object'))
  }
})

describe.each(PAGES)('%s', (page) => {
  test('every link inside the repository leads somewhere', () => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map((match) => decodeURI(match[1] ?? ''))
    expect(links.filter((link) => !/^https?:/.test(link) && !existsSync(join(dirname(page), link)))).toEqual([])
  })

  test('every setting it sets exists, with a value that is a choice', async () => {
    const settings = new Map((await shippedSettings()).map((setting) => [setting.key, setting]))
    const wrong = [...textOf(page).matchAll(/--set ([a-z][\w.-]*)=([\w,]*)/g)].filter(([, key = '', value = '']) => {
      const setting = settings.get(key)
      return (
        !setting ||
        (setting.kind !== 'number' &&
          !value.split(',').every((each) => each === '' || setting.choices.some((choice) => choice.value === each)))
      )
    })
    expect(wrong.map(([text]) => text)).toEqual([])
  })
})
