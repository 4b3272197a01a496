import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { username } from 'better-auth/plugins/username'
import { normalUsername } from '../../app/service/accounts/account.ts'
import type { Service } from '../../app/service/service.ts'
import type { AppOptions } from '../options.ts'

/** Where the library's own addresses would be; only the return from single sign-on is served. */
export const LIBRARY_PATH = '/api/auth'
const SESSION_HOURS = 12

/**
 * The sign-in library, over our tables. It checks passwords, begins sessions, signs their cookie and speaks OpenID Connect;
 * its own routes are not served, because ours carry the permission, the audit entry and the words.
 */
export async function signInLibrary(service: Service, options: AppOptions) {
  const origin = options.publicUrl === undefined ? 'http://localhost' : new URL(options.publicUrl).origin
  return betterAuth({
    baseURL: origin,
    basePath: LIBRARY_PATH,
    secret: options.secret,
    database: prismaAdapter(await service.store.prisma(), { provider: service.store.dialect.name }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: { modelName: 'account' },
    account: { modelName: 'credential' },
    session: { expiresIn: SESSION_HOURS * 3600, disableSessionRefresh: true },
    emailAndPassword: { enabled: true, disableSignUp: true },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: [
      // Which user names there are is for src/app/service/accounts to say; here any is compared.
      username({ minUsernameLength: 1, maxUsernameLength: 1000, usernameNormalization: normalUsername, usernameValidator: () => true }),
    ],
  })
}

export const COOKIE_PREFIX = 'quanheng'
/** In which we tell the library where a request came from. */
export const ADDRESS_HEADER = 'x-quanheng-address'
