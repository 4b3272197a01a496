import { resolve } from 'node:path'
import { z } from 'zod'
import { SHIPPED_RULES } from '../../appraisal/shipped.ts'
import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { Problem } from '../../base/problem.ts'
import { type TrailFiles, trailFiles } from '../../store/trail/trail-files.ts'
import type { SecondFactorDemand } from '../kernel/second-factor-demand.ts'
import type { MailConfiguration } from '../messages/send-mail.ts'
import type { WebhookConfiguration } from '../messages/send-webhook.ts'
import { TOGETHER, VARIABLES, type VariableName } from './configuration-schema.ts'
import { operationProblem } from './operation-problems.ts'
import type { VariableWords } from './variable-shapes.ts'

/** What the server is told by its environment, checked. */
export interface Configuration {
  readonly database: string
  readonly dataFolder: string
  readonly rulesFolder: string
  readonly trail: TrailFiles
  /** undefined: kept in a file of the data folder, see serverSecret. */
  readonly secret: string | undefined
  /** Secrets before it that sessions are still verified with. */
  readonly oldSecrets: readonly string[]
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  readonly trustProxy: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly metricsToken: string | undefined
  readonly graceMs: number
  readonly limits: {
    readonly bodyBytes: number
    readonly uploadBytes: number
    readonly signInFailures: number
    readonly addressFailures: number
    readonly lockMinutes: number
    readonly idleMinutes: number
  }
  /** Of whom a second factor is demanded. */
  readonly secondFactor: SecondFactorDemand
  readonly oidc: OpenIdConnect | undefined
  readonly mail: MailConfiguration | undefined
  readonly webhook: WebhookConfiguration | undefined
}

interface OpenIdConnect {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly claim: string
  readonly matches: 'username' | 'email' | 'employee'
  readonly secretBy: 'post' | 'basic'
  readonly name?: string
}

type Environment = Readonly<Record<string, string | undefined>>

const schema = z.object({
  ...(Object.fromEntries(Object.entries(VARIABLES).map(([name, variable]) => [name, variable.schema])) as Schemas),
})
type Schemas = { readonly [Name in VariableName]: (typeof VARIABLES)[Name]['schema'] }

/**
 * Reads the configuration from environment variables; every mistake is reported at once. Relative paths resolve against
 * `folder`. Names that begin with QUANHENG_ and mean nothing are mistakes too: a mistyped limit would silently not hold.
 */
export function readConfiguration(
  environment: Environment,
  folder: string,
): Answer<{ readonly ok: true; readonly configuration: Configuration }> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith('QUANHENG_') && value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(given)
  const wrong = new Set(parsed.error?.issues.map((issue) => String(issue.path[0])))
  const problems = [
    ...unknownNames(Object.keys(given)),
    ...Object.entries(VARIABLES).flatMap(([name, { words }]) => (wrong.has(name) ? [wrongValue(name, given[name], words)] : [])),
    ...missingPartners(given),
  ]
  if (problems.length > 0 || !parsed.success) return { ok: false, problems }
  const { data } = parsed
  const dataFolder = resolve(folder, data.QUANHENG_DATA)
  const auditKey = data.QUANHENG_AUDIT_KEY === undefined ? undefined : resolve(folder, data.QUANHENG_AUDIT_KEY)
  return {
    ok: true,
    configuration: {
      database: data.QUANHENG_DATABASE,
      dataFolder,
      trail: trailFiles(dataFolder, auditKey),
      rulesFolder: data.QUANHENG_RULES === undefined ? SHIPPED_RULES : resolve(folder, data.QUANHENG_RULES),
      secret: data.QUANHENG_SECRET,
      oldSecrets: data.QUANHENG_OLD_SECRETS ?? [],
      host: data.QUANHENG_HOST,
      port: data.QUANHENG_PORT,
      publicUrl: data.QUANHENG_PUBLIC_URL,
      trustProxy: data.QUANHENG_TRUST_PROXY,
      logLevel: data.QUANHENG_LOG_LEVEL,
      metricsToken: data.QUANHENG_METRICS_TOKEN,
      graceMs: data.QUANHENG_GRACE_SECONDS * 1000,
      limits: {
        bodyBytes: data.QUANHENG_BODY_KIB * 1024,
        uploadBytes: data.QUANHENG_UPLOAD_MIB * 1024 * 1024,
        signInFailures: data.QUANHENG_SIGN_IN_FAILURES,
        addressFailures: data.QUANHENG_ADDRESS_FAILURES,
        lockMinutes: data.QUANHENG_LOCK_MINUTES,
        idleMinutes: data.QUANHENG_IDLE_MINUTES,
      },
      secondFactor: data.QUANHENG_SECOND_FACTOR,
      oidc: singleSignOn(data),
      mail:
        data.QUANHENG_SMTP_URL === undefined
          ? undefined
          : { url: data.QUANHENG_SMTP_URL, from: present(data.QUANHENG_SMTP_FROM, 'Both are given.') },
      webhook:
        data.QUANHENG_WEBHOOK_URL === undefined
          ? undefined
          : { url: data.QUANHENG_WEBHOOK_URL, secret: data.QUANHENG_WEBHOOK_SECRET, format: data.QUANHENG_WEBHOOK_STYLE },
    },
  }
}

function singleSignOn(data: z.output<typeof schema>): OpenIdConnect | undefined {
  if (data.QUANHENG_OIDC_ISSUER === undefined) return undefined
  return {
    issuer: data.QUANHENG_OIDC_ISSUER,
    clientId: present(data.QUANHENG_OIDC_CLIENT_ID, 'The three are given together.'),
    clientSecret: present(data.QUANHENG_OIDC_CLIENT_SECRET, 'The three are given together.'),
    claim: data.QUANHENG_OIDC_CLAIM,
    matches: data.QUANHENG_OIDC_MATCHES,
    secretBy: data.QUANHENG_OIDC_SECRET_BY,
    ...(data.QUANHENG_OIDC_NAME === undefined ? {} : { name: data.QUANHENG_OIDC_NAME }),
  }
}

function wrongValue(variable: string, found: string | undefined, { needed, secret }: VariableWords): Problem {
  const values = { variable, needed_zh: needed.zh, needed_en: needed.en }
  if (found === undefined) return operationProblem('configuration_must_be_given', values)
  return operationProblem('configuration_must_be_valid', { ...values, found: secret ? '***' : found })
}

function missingPartners(given: Environment): Problem[] {
  return TOGETHER.flatMap((names) => {
    const missing = names.filter((name) => given[name] === undefined)
    return missing.length === names.length ? [] : missing.map((name) => wrongValue(name, undefined, VARIABLES[name].words))
  })
}

/** What tests and the build of the project themselves set. */
const OTHERS = /^QUANHENG_(REQUIRE|BENCH)_/

function unknownNames(names: readonly string[]): Problem[] {
  return names
    .filter((name) => !(name in VARIABLES) && !OTHERS.test(name))
    .map((variable) => operationProblem('configuration_must_be_known', { variable, nearest: nearestTo(variable) }))
}

function nearestTo(name: string): string {
  const distances = Object.keys(VARIABLES).map((known) => ({ known, distance: distanceBetween(name, known) }))
  return present(distances.sort((a, b) => a.distance - b.distance)[0], 'There are variables.').known
}

/** How many letters have to be added, left out or changed (Levenshtein). */
function distanceBetween(a: string, b: string): number {
  let row = [...b, ''].map((_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
