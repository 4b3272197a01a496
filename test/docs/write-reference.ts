import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { datasetPage } from './dataset-page.ts'
import { measuresPage } from './measures-page.ts'
import { operationPage } from './operation-page.ts'
import { problemsPage } from './problems-page.ts'
import { settingsPage } from './settings-page.ts'

/** The pages of docs/ that are written from the code, so that they cannot say anything else. */
export const REFERENCE: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/dataset.md': datasetPage,
  'docs/measures.md': measuresPage,
  'docs/operation.md': operationPage,
  'docs/problems.md': problemsPage,
  'docs/settings.md': settingsPage,
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, page] of Object.entries(REFERENCE)) writeFileSync(path, await page())
}
