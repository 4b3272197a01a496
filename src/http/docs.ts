import { API, type App } from './app-environment.ts'
import { openApiDocument } from './openapi.ts'
import { ROUTES } from './routes.ts'

/** The API's description for programs. */
export function addDocs(app: App): void {
  let document: string | undefined
  app.get(`${API}/openapi.json`, (c) => {
    document ??= JSON.stringify(openApiDocument(ROUTES, API))
    return c.body(document, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' })
  })
}
