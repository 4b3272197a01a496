import { API, type App } from './kernel/app-environment.ts'
import { openApiDocument } from './kernel/openapi.ts'
import { referencePage } from './kernel/reference-page.ts'
import { ROUTES } from './routes.ts'

/** The API's description: an OpenAPI document for programs, and a page for people. Both are made at the first request. */
export function addDocs(app: App): void {
  let document: string | undefined
  let page: Promise<string> | undefined
  const kept = { 'cache-control': 'no-cache' }
  app.get(`${API}/openapi.json`, (c) => {
    document ??= JSON.stringify(openApiDocument(ROUTES, API))
    return c.body(document, 200, { ...kept, 'content-type': 'application/json; charset=utf-8' })
  })
  app.get('/api/docs', async (c) => {
    page ??= referencePage(openApiDocument(ROUTES, API))
    return c.body(await page, 200, { ...kept, 'content-type': 'text/html; charset=utf-8' })
  })
}
