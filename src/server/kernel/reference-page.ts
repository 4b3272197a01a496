import { html, raw } from 'hono/html'
import { knownProblems } from '../../base/problem.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { Json } from './openapi.ts'
import { statusOfCode } from './status-of.ts'

type Html = ReturnType<typeof html>

/** The reference of the API as one page of HTML without scripts: operations by resource, shapes, and every problem code. */
export async function referencePage(document: Json): Promise<string> {
  const operations = operationsOf(document)
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  const schemas = Object.entries(record(record(document.components).schemas)).sort(([a], [b]) => byCodePoint(a, b))
  const page = await html`<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>权衡 Quanheng · API</title><style>${raw(STYLE)}</style></head>
<body>
<h1>权衡 Quanheng · API</h1>
<p>${text(record(document.info).description)} <a href="/api/v1/openapi.json">openapi.json</a></p>
<dl>
<dt>Who asks</dt><dd><code>POST /api/v1/session</code> sets a cookie; other systems send <code>Authorization: Bearer TOKEN</code>. Requests that change something and carry the cookie must come from this site.</dd>
<dt>Twice is once</dt><dd>Commands that create take <code>Idempotency-Key</code>: sent again with the same key and content they have one effect.</dd>
<dt>Nothing overwritten</dt><dd>What is edited is read with an <code>ETag</code>, and changed with <code>If-Match</code>; a change in between is answered with 412.</dd>
<dt>Lists</dt><dd><code>{"items": [...], "next": "..."}</code>; <code>next</code> goes into <code>?cursor=</code>, and is null on the last page.</dd>
<dt>Problems</dt><dd><code>application/problem+json</code> (RFC 9457) with a <a href="#problems">code</a>; <code>problems</code> lists everything that is wrong. Words follow <code>Accept-Language</code>: zh or en.</dd>
</dl>
<nav>${tags.map((tag) => html`<a href="#${tag}">${tag}</a> `)}<a href="#shapes">shapes</a> <a href="#problems">problems</a></nav>
${tags.map((tag) => html`<h2 id="${tag}">${tag}</h2>${operations.filter((each) => each.tag === tag).map(operationPart)}`)}
<h2 id="shapes">Shapes</h2>
${schemas.map(([name, schema]) => html`<details id="shape-${name}"><summary><code>${name}</code> ${text(record(schema).description)}</summary><pre>${pretty(schema)}</pre></details>`)}
<h2 id="problems">Problems</h2>
<table><thead><tr><th>status</th><th>code</th><th>words</th></tr></thead><tbody>
${[...knownProblems()]
  .sort(([a], [b]) => byCodePoint(a, b))
  .map(
    ([code, words]) =>
      html`<tr id="problem-${code}"><td>${statusOfCode(code)}</td><td><code>${code}</code></td><td>${words.zh}<br>${words.en}</td></tr>`,
  )}
</tbody></table>
</body></html>`
  return page.toString()
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly described: Json
}

function operationsOf(document: Json): Operation[] {
  return Object.entries(record(document.paths)).flatMap(([path, methods]) =>
    Object.entries(record(methods)).map(([method, operation]) => {
      const described = record(operation)
      return { method: method.toUpperCase(), path, tag: text(list(described.tags)[0]), described }
    }),
  )
}

function operationPart({ method, path, described }: Operation): Html {
  const parameters = list(described.parameters).map(record)
  const bodies = Object.entries(record(record(described.requestBody).content))
  const responses = Object.entries(record(described.responses)).map(([status, response]) => [status, record(response)] as const)
  return html`<details id="${text(described.operationId)}">
<summary><b>${method}</b> <code>${path}</code> ${text(described.summary)}</summary>
<p>${text(described.description)}</p>
${parameters.length === 0 ? '' : html`<table><tbody>${parameters.map(parameterRow)}</tbody></table>`}
${bodies.map(([type, content]) => html`<p>Body, <code>${type}</code></p><pre>${pretty(record(content).schema)}</pre>`)}
<table><tbody>${responses.map(([status, response]) => responseRow(status, response))}</tbody></table>
</details>`
}

function parameterRow(parameter: Json): Html {
  const kind = `${text(parameter.in)}${parameter.required === true ? ', required' : ''}`
  return html`<tr><td><code>${text(parameter.name)}</code></td><td>${kind}</td><td>${text(parameter.description)} <code>${compact(parameter.schema)}</code></td></tr>`
}

function responseRow(status: string, response: Json): Html {
  const contents = Object.entries(record(response.content))
  const isProblem = contents.some(([type]) => type === 'application/problem+json')
  const codes = text(response.description).split(', ')
  const said = isProblem ? codes.map((code) => html`<a href="#problem-${code}">${code}</a> `) : text(response.description)
  const shapes = isProblem
    ? []
    : contents.map(([type, content]) => html`<br><code>${type}</code> <code>${compact(record(content).schema)}</code>`)
  return html`<tr><td>${status}</td><td>${said}${shapes}</td></tr>`
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function pretty(schema: unknown): string {
  return JSON.stringify(schema, null, 2) ?? ''
}

/** A shape in one line; named ones by their name. */
function compact(schema: unknown): string {
  return (JSON.stringify(schema) ?? '').replace(/\{"\$ref":"#\/components\/schemas\/(\w+)"\}/g, '$1')
}

const STYLE = `body{font:15px/1.5 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c2024}
code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:#f5f6f8;padding:.75rem;overflow:auto}
nav{position:sticky;top:0;background:#fff;padding:.5rem 0;border-bottom:1px solid #d8dce0}nav a{margin-right:.6rem}
details{border:1px solid #d8dce0;border-radius:6px;margin:.4rem 0;padding:.4rem .75rem}summary{cursor:pointer}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{border-top:1px solid #e4e7ea;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
dt{font-weight:600}tr:target{background:#fff6d6}a{color:#0b5cad}`
