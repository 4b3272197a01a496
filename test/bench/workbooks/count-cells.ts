import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import yauzl from 'yauzl'

/** How many cells of the workbooks in a folder hold something; styled blank cells are not counted. */
export interface CellCounts {
  readonly texts: number
  readonly numbers: number
  readonly formulas: number
}

export async function countCells(folder: string): Promise<CellCounts> {
  const total = { texts: 0, numbers: 0, formulas: 0 }
  for (const name of readdirSync(folder)) {
    for await (const xml of sheetsOf(join(folder, name))) {
      for (const [, attributes = '', content = ''] of xml.matchAll(/<c ([^>]*[^/])>(.*?)<\/c>/gs)) {
        if (content.includes('<f>')) total.formulas++
        else if (/\bt="(?:inlineStr|s|str)"/.test(attributes)) total.texts++
        else total.numbers++
      }
    }
  }
  return total
}

async function* sheetsOf(path: string): AsyncGenerator<string> {
  const zip = await yauzl.openPromise(path)
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.startsWith('xl/worksheets/sheet')) continue
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
    yield Buffer.concat(chunks).toString('utf8')
  }
}
