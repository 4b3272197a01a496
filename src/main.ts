import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { firstAdministratorToken } from './app/service/accounts/first-administrator.ts'
import type { Service } from './app/service/service.ts'
import type { App } from './http/app-environment.ts'

export interface ListenOptions {
  /** Loopback unless told: only this machine reaches the service. */
  readonly host?: string | undefined
  /** 0 takes any that is free. */
  readonly port: number
}

/** A server that answers. */
export interface Listening {
  /** "http://127.0.0.1:8080" */
  readonly url: string
  /** Takes no more requests and resolves when those under way have been answered, or after so many milliseconds. */
  close(patienceMs?: number): Promise<void>
}

/** Serves an application of makeApp over HTTP; rejects when the address cannot be had. */
export async function listen(app: Pick<App, 'fetch'>, { host = '127.0.0.1', port }: ListenOptions): Promise<Listening> {
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { address, family, port: taken } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    close: (patienceMs = 10_000) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), patienceMs)
        server.close(() => {
          clearTimeout(timer)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

/**
 * The address at which the first administrator is made, while there is no account: it is printed at the start, works once
 * and for a day. The page behind it posts its token to /api/v1/first-administrator.
 */
export async function firstAdministratorLink(service: Service, url: string): Promise<string | undefined> {
  const token = await firstAdministratorToken(service)
  return token === undefined ? undefined : `${url.replace(/\/$/, '')}/first-administrator#${token}`
}
