import { ApiProblem, unreachable } from '../api/problem.ts'
import { API } from '../api/resource.ts'
import { language } from '../words/language.ts'
import type { Upload } from './api.ts'

export interface FilesToSend {
  readonly files: readonly File[]
  /** The table that the one file is, whatever its name. */
  readonly table?: string | undefined
  readonly period?: string | undefined
}

export interface Sending {
  readonly done: Promise<Upload>
  readonly stop: () => void
}

/** Sends files for an upload. `fetch` tells nothing of how far it is, so the older way is used. `onProgress`: 0 to 100. */
export function sendFiles({ files, table, period }: FilesToSend, onProgress: (percent: number) => void): Sending {
  const form = new FormData()
  if (table) form.set('table', table)
  if (period) form.set('period', period)
  for (const file of files) form.append('file', file, file.name)
  const request = new XMLHttpRequest()
  const done = new Promise<Upload>((resolve, reject) => {
    request.open('POST', `${API}/uploads`)
    request.setRequestHeader('accept-language', language())
    request.setRequestHeader('idempotency-key', crypto.randomUUID())
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.floor((100 * loaded) / total) : 0)
    request.upload.onload = () => onProgress(100)
    request.onload = () => {
      const body: unknown = read(request.responseText)
      // The route's schema describes it.
      if (request.status === 201) resolve(body as Upload)
      else reject(isProblem(body) ? new ApiProblem(body) : problemOfStatus(request.status, request.statusText))
    }
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.send(form)
  })
  return { done, stop: () => request.abort() }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isProblem(body: unknown): body is ConstructorParameters<typeof ApiProblem>[0] {
  return typeof body === 'object' && body !== null && 'code' in body && 'problems' in body
}

function problemOfStatus(status: number, detail: string): ApiProblem {
  return new ApiProblem({ status, code: 'answer_unreadable', title: String(status), detail, problems: [] })
}
