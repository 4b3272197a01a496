import { createHash } from 'node:crypto'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { username } from 'better-auth/plugins/username'
import type { NewSession } from '../../store/aggregates/sessions.ts'
import type { Store } from '../../store/open-store.ts'
import { normalUsername } from '../accounts/account.ts'
import { accountOfIdentity } from '../accounts/single-sign-on.ts'
import type { AppOptions, SingleSignOn } from '../kernel/options.ts'
import type { Service } from '../kernel/service.ts'
import { discoveryUrl, identityClaims } from './identity-claims.ts'
import type { MadeSessions } from './made-sessions.ts'
import type { PasswordTickets } from './password-tickets.ts'

/** Where the library's own addresses would be; only the return from single sign-on is served: CALLBACK_PATH. */
const LIBRARY_PATH = '/api/auth'
/** The name of the company's identity provider in our tables and addresses. */
export const PROVIDER = 'single-sign-on'
export const CALLBACK_PATH = `${LIBRARY_PATH}/callback/${PROVIDER}`
export const COOKIE_PREFIX = 'quanheng'
/** In which we tell the library where a request came from. */
export const ADDRESS_HEADER = 'x-quanheng-address'
const SESSION_HOURS = 12

export type SignInLibrary = Awaited<ReturnType<typeof signInLibrary>>

/**
 * The sign-in library, over our tables. It makes sessions for whom the gate lets in, signs their cookie and speaks OpenID Connect;
 * its own routes are not served, because ours carry the permission, the audit entry and the words.
 */
export async function signInLibrary(service: Service, options: AppOptions, tickets: PasswordTickets, made: MadeSessions) {
  const origin = options.publicUrl === undefined ? 'http://localhost' : new URL(options.publicUrl).origin
  return betterAuth({
    baseURL: origin,
    basePath: LIBRARY_PATH,
    ...secretsOf(options),
    database: prismaAdapter(keeping(await service.store.prisma(), made), { provider: service.store.dialect.name }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Counted by us, by name and by address: attempt-limits.ts.
    rateLimit: { enabled: false },
    user: { modelName: 'account' },
    // Who belongs to an identity is for us to say and to write down; the provider's own tokens are of no use here.
    account: { modelName: 'credential', updateAccountOnSignIn: false, accountLinking: { disableImplicitLinking: true } },
    session: {
      expiresIn: SESSION_HOURS * 3600,
      disableSessionRefresh: true,
      additionalFields: { way: { type: 'string', required: true, input: false } },
    },
    // Passwords are checked by the gate, once; the library is handed a ticket.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { verify: async ({ hash, password }) => tickets.redeem(password, hash) },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const way: NewSession['way'] = context?.path.startsWith('/callback') ? 'single sign-on' : 'password'
            return { data: { ...session, way } }
          },
        },
      },
    },
    plugins: [
      // Which user names there are is for src/server/accounts to say; here any is compared.
      username({ minUsernameLength: 1, maxUsernameLength: 1000, usernameNormalization: normalUsername, usernameValidator: () => true }),
      ...(options.oidc ? [singleSignOn(service, options.oidc)] : []),
    ],
  })
}

/** Prisma's client, but that a session goes to the gate in place of the database; see MadeSessions. */
function keeping(prisma: Awaited<ReturnType<Store['prisma']>>, made: MadeSessions) {
  return prisma.$extends({
    query: {
      session: {
        async create({ args: { data } }) {
          const { userId = '', ipAddress, userAgent } = data
          const way = data.way === 'single sign-on' ? data.way : 'password'
          const times = { begun: new Date(data.createdAt ?? Date.now()), ends: new Date(data.expiresAt) }
          made.keep({ id: data.id, token: data.token, account: userId, way, address: ipAddress ?? '', program: userAgent ?? '', ...times })
          return data
        },
      },
    },
  })
}

/**
 * What the library signs and encrypts with is the first; what it encrypted under another it finds by a number, which is drawn
 * from the secret itself, so that it stays the same however often the secret is rotated.
 */
function secretsOf({ secret, oldSecrets = [] }: AppOptions) {
  const all = [...new Set([secret, ...oldSecrets])]
  const version = (value: string) => createHash('sha256').update(value).digest().readUInt32BE() >>> 1
  return { secret: all.at(-1), secrets: all.map((value) => ({ version: version(value), value })) }
}

/** The company's identity provider: its tokens are verified by its published keys, and it makes no accounts. */
function singleSignOn(service: Service, { issuer, clientId, clientSecret, claim, matches, secretBy }: SingleSignOn): BetterAuthPlugin {
  return genericOAuth({
    config: [
      {
        providerId: PROVIDER,
        discoveryUrl: discoveryUrl(issuer),
        clientId,
        clientSecret,
        authentication: secretBy ?? 'post',
        scopes: ['openid', 'profile', 'email'],
        requireIdTokenVerification: true,
        disableSignUp: true,
        // Otherwise the library wants an e-mail address in the token, which many companies' providers leave out.
        getUserInfo: async ({ idToken, accessToken }) => identityClaims(issuer, idToken, accessToken),
        mapProfileToUser: async (profile) => {
          const named = profile[claim ?? 'preferred_username']
          const subject = String(profile.sub ?? '')
          // An address counts only where the provider says that it has verified it, and only that very address.
          const isVerified = matches !== 'email' || (profile.email_verified === true && isAddress(named, profile.email))
          const value = typeof named === 'string' && isVerified ? named : undefined
          const email = await accountOfIdentity(service, { provider: PROVIDER, subject, matches: matches ?? 'username', value })
          // An address that no account has: without an account the library refuses, as it makes none.
          return { email: email ?? 'nobody@account.invalid', emailVerified: true }
        },
      },
    ],
  })
}

function isAddress(named: unknown, email: unknown): boolean {
  return typeof named === 'string' && typeof email === 'string' && named.toLowerCase() === email.toLowerCase()
}
