import type { App } from '../../../src/server/kernel/app-environment.ts'

/** An answer, its JSON read: tests say what they expect of it with toMatchObject. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  /** The JSON, or the text where it is none; undefined when there is no body. */
  readonly body: unknown
  /** The code of a problem. */
  readonly code: string | undefined
}

type Extra = Readonly<Record<string, string>>

/** Speaks to the API as one caller. Paths are below /api/v1. */
export interface ApiClient {
  get(path: string, headers?: Extra): Promise<ApiAnswer>
  post(path: string, body?: unknown, headers?: Extra): Promise<ApiAnswer>
  put(path: string, body?: unknown, headers?: Extra): Promise<ApiAnswer>
  patch(path: string, body?: unknown, headers?: Extra): Promise<ApiAnswer>
  delete(path: string, headers?: Extra): Promise<ApiAnswer>
  /** A request as it is, such as one with a file; the caller's cookie or token is added. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** The same caller with a session, or with another API token. */
  signedIn(username: string, password: string): Promise<ApiClient>
  withToken(token: string): ApiClient
}

export function apiClient(app: App, own: Extra = {}): ApiClient {
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    for (const [name, value] of Object.entries(own)) headers.set(name, value)
    return app.request(`/api/v1${path}`, { ...init, headers })
  }
  const send =
    (method: string) =>
    async (path: string, body?: unknown, headers: Extra = {}) => {
      const json = body === undefined ? {} : { body: JSON.stringify(body) }
      return answerOf(await request(path, { method, headers: { 'content-type': 'application/json', ...headers }, ...json }))
    }
  return {
    get: async (path, headers = {}) => answerOf(await request(path, { headers })),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: async (path, headers = {}) => answerOf(await request(path, { method: 'DELETE', headers })),
    request,
    async signedIn(username, password) {
      const answer = await send('POST')('/session', { username, password })
      const cookie = cookieIn(answer)
      if (cookie === undefined) throw new Error(`${username} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`)
      return apiClient(app, { cookie })
    },
    withToken: (token) => apiClient(app, { authorization: `Bearer ${token}` }),
  }
}

/** The cookie that an answer sets, as it is sent back. */
export function cookieIn(answer: Pick<ApiAnswer, 'headers'>): string | undefined {
  return answer.headers.getSetCookie()[0]?.split(';')[0]
}

async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const body: unknown = text === '' ? undefined : isJson ? JSON.parse(text) : text
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined
  return { status: response.status, headers: response.headers, body, code }
}
