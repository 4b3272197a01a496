import { readFileSync } from 'node:fs'
import { VARIABLES } from '../../src/server/operation/configuration-schema.ts'
import type { VariableWords } from '../../src/server/operation/variable-shapes.ts'
import { code, tableText } from './markdown.ts'

const BEGIN =
  '<!-- Written by `npx tsx test/docs/write-reference.ts` from src/server/operation/configuration-schema.ts; a test keeps it current. -->'
const END = '<!-- End of the written part. -->'

/** docs/operation.md: written by hand, but for the table of environment variables, which is made of their schema. */
export function operationPage(): string {
  const page = readFileSync('docs/operation.md', 'utf8')
  const [before, rest] = [page.split(BEGIN)[0], page.split(END)[1]]
  if (before === undefined || rest === undefined) throw new Error('docs/operation.md has lost the marks around its table.')
  return `${before}${BEGIN}\n\n${variablesTable()}\n\n${END}${rest}`
}

function variablesTable(): string {
  return tableText(
    ['Variable', 'What it is', 'Write', 'Unless given'],
    Object.entries(VARIABLES).map(([name, { schema, words }]) => {
      const { title, needed, unless }: VariableWords = words
      const byDefault = schema.safeParse(undefined)
      const value = byDefault.success && byDefault.data !== undefined ? code(String(byDefault.data)) : 'off'
      return [code(name), `${title.en}<br>${title.zh}`, needed.en.replace(/^Write /, '').replaceAll('<', '\\<'), unless ?? value]
    }),
  )
}
