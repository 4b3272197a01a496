import { z } from 'zod'
import { SECOND_FACTOR_DEMANDS } from '../kernel/second-factor-demand.ts'
import { WEBHOOK_FORMATS } from '../messages/send-webhook.ts'
import { host, isUrl, number, oneOf, origin, path, text, type Variable, web, wholeNumber } from './variable-shapes.ts'

/**
 * Every environment variable of `quanheng serve`, in the order of the page that documents them. A variable set to nothing
 * counts as not set.
 */
export const VARIABLES = {
  QUANHENG_DATABASE: {
    schema: z.string().refine((value) => !/^[a-z][a-z0-9+.-]+:\/\//i.test(value) || /^(file|postgres|postgresql):\/\//i.test(value)),
    words: {
      title: { zh: '数据库', en: 'The database' },
      needed: {
        zh: '请写 SQLite 文件的地址 file:/var/lib/quanheng/quanheng.sqlite，或 postgres://user:password@host/name',
        en: 'Write the address of an SQLite file, file:/var/lib/quanheng/quanheng.sqlite, or postgres://user:password@host/name',
      },
      unless: 'must be given',
      secret: true,
    },
  },
  QUANHENG_DATA: {
    schema: path.default('quanheng-data'),
    words: {
      title: { zh: '上传文件、工作簿和密钥文件所在的文件夹', en: 'The folder for uploads, workbooks and the secret; made when missing' },
      needed: { zh: '请写文件夹的路径', en: 'Write the path of a folder' },
    },
  },
  QUANHENG_SECRET: {
    schema: z.string().min(32).max(1000).optional(),
    words: {
      title: { zh: '会话签名密钥', en: 'The secret that signs the cookies of sessions' },
      needed: { zh: '请写至少 32 个字符', en: 'Write at least 32 characters that nobody guesses' },
      unless: 'a secret made at the first start, in the file `secret` of the data folder (mode 600)',
      secret: true,
    },
  },
  QUANHENG_OLD_SECRETS: {
    schema: z
      .string()
      .transform((value) => value.trim().split(/\s+/))
      .pipe(z.array(z.string().min(32).max(1000)).max(10))
      .optional(),
    words: {
      title: {
        zh: '此前的会话签名密钥，更换密钥后仍用于核对已登录的会话',
        en: 'The secrets before it, which sessions begun under them are still verified with',
      },
      needed: { zh: '请写密钥，以空格分隔，新的在前', en: 'Write secrets of at least 32 characters with spaces between, the newest first' },
      unless: 'those in the file `secret` below its first line',
      secret: true,
    },
  },
  QUANHENG_AUDIT_KEY: {
    schema: path.optional(),
    words: {
      title: { zh: '审计日志密钥文件', en: 'The file of the keys of the audit trail; made when missing' },
      needed: { zh: '请写文件的路径', en: 'Write the path of a file' },
      unless: 'the file `audit-key` of the data folder (mode 600)',
    },
  },
  QUANHENG_HOST: {
    schema: host.default('127.0.0.1'),
    words: {
      title: { zh: '监听地址', en: 'The address to listen on; the default serves this machine only' },
      needed: { zh: '请写 IP 地址，例如 127.0.0.1 或 0.0.0.0', en: 'Write an IP address, such as 127.0.0.1 or 0.0.0.0' },
    },
  },
  QUANHENG_PORT: {
    schema: number(0, 65535, 8787),
    words: { title: { zh: '监听端口', en: 'The port to listen on; 0 takes any that is free' }, needed: wholeNumber(0, 65535) },
  },
  QUANHENG_PUBLIC_URL: {
    schema: origin.optional(),
    words: {
      title: {
        zh: '用户访问的网址；为 https 时 cookie 只经加密连接发送',
        en: 'Where people reach the service; with https, cookies are sent over encrypted connections only',
      },
      needed: {
        zh: '请写不带路径的网址，例如 https://appraisal.example.com',
        en: 'Write an address without a path, such as https://appraisal.example.com',
      },
      unless: 'the address it listens on',
    },
  },
  QUANHENG_TRUST_PROXY: {
    schema: z
      .enum(['yes', 'no'])
      .default('no')
      .transform((value) => value === 'yes'),
    words: {
      title: {
        zh: '前面有反向代理，它写的 X-Forwarded-For 末项是用户地址',
        en: 'Whether a proxy stands in front, whose last entry in X-Forwarded-For is the caller',
      },
      needed: { zh: '请写 yes 或 no', en: 'Write yes or no' },
      unless: '`no`',
    },
  },
  QUANHENG_RULES: {
    schema: path.optional(),
    words: {
      title: { zh: '考核规则所在的文件夹', en: 'The folder of the rules' },
      needed: { zh: '请写文件夹的路径', en: 'Write the path of a folder' },
      unless: 'the rules that come with the program',
    },
  },
  QUANHENG_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    words: {
      title: { zh: '日志级别', en: 'What is logged; `info` has a line a request' },
      needed: { zh: '请写 debug、info、warn、error 或 silent', en: 'Write debug, info, warn, error or silent' },
    },
  },
  QUANHENG_METRICS_TOKEN: {
    schema: z.string().min(16).max(1000).optional(),
    words: {
      title: { zh: '读取 /metrics 的令牌', en: 'The bearer token with which /metrics is read' },
      needed: { zh: '请写至少 16 个字符', en: 'Write at least 16 characters' },
      unless: 'no token: this machine only, and nothing that came through a proxy',
      secret: true,
    },
  },
  QUANHENG_GRACE_SECONDS: {
    schema: number(0, 3600, 30),
    words: {
      title: { zh: '停止服务时等待运算完成的秒数', en: 'How long a run may go on when the server is stopped, in seconds' },
      needed: wholeNumber(0, 3600),
    },
  },
  QUANHENG_BODY_KIB: {
    schema: number(16, 65536, 1024),
    words: {
      title: { zh: '请求正文上限（KiB）', en: 'Largest body of a request that is no upload, in KiB' },
      needed: wholeNumber(16, 65536),
    },
  },
  QUANHENG_UPLOAD_MIB: {
    schema: number(1, 65536, 256),
    words: { title: { zh: '上传文件上限（MiB）', en: 'Largest upload, in MiB' }, needed: wholeNumber(1, 65536) },
  },
  QUANHENG_SIGN_IN_FAILURES: {
    schema: number(1, 1000, 10),
    words: {
      title: { zh: '账号锁定前允许的错误密码次数', en: 'Wrong passwords until an account is locked' },
      needed: wholeNumber(1, 1000),
    },
  },
  QUANHENG_ADDRESS_FAILURES: {
    schema: number(1, 100000, 100),
    words: {
      title: { zh: '同一地址被限制前允许的错误密码次数', en: 'Wrong passwords until an address has to wait' },
      needed: wholeNumber(1, 100000),
    },
  },
  QUANHENG_LOCK_MINUTES: {
    schema: number(1, 1440, 15),
    words: { title: { zh: '锁定的分钟数', en: 'How long they wait, in minutes' }, needed: wholeNumber(1, 1440) },
  },
  QUANHENG_IDLE_MINUTES: {
    schema: number(0, 1440, 60),
    words: {
      title: {
        zh: '无操作多少分钟后需重新登录；0 为不限（会话最长 12 小时）',
        en: 'Minutes in which nobody does anything until a session ends; 0 is no limit (no session lasts over 12 hours)',
      },
      needed: wholeNumber(0, 1440),
    },
  },
  QUANHENG_SECOND_FACTOR: {
    schema: z.enum(SECOND_FACTOR_DEMANDS).default('optional'),
    words: {
      title: {
        zh: '两步验证：off 不开放，optional 自愿，money 能看到或发放他人奖金及管理这些账号的身份必须启用，all 人人必须启用',
        en: 'The second factor of those who sign in with a password: nobody has one (off), whoever wants (optional), demanded of positions that see or pay what others get and of who keeps their accounts (money), of everybody (all)',
      },
      needed: oneOf(SECOND_FACTOR_DEMANDS),
    },
  },
  QUANHENG_OIDC_ISSUER: {
    schema: web.optional(),
    words: {
      title: { zh: '单点登录的签发者', en: 'Single sign-on: the issuer; its description is at /.well-known/openid-configuration below it' },
      needed: { zh: '请写网址，例如 https://login.example.com', en: 'Write an address, such as https://login.example.com' },
    },
  },
  QUANHENG_OIDC_CLIENT_ID: {
    schema: text(500).optional(),
    words: {
      title: { zh: '单点登录的客户端编号', en: 'Single sign-on: our client id there' },
      needed: { zh: '请写身份提供方给出的编号', en: 'Write the id that the identity provider gave' },
    },
  },
  QUANHENG_OIDC_CLIENT_SECRET: {
    schema: text(2000).optional(),
    words: {
      title: { zh: '单点登录的客户端密钥', en: 'Single sign-on: our secret there' },
      needed: { zh: '请写身份提供方给出的密钥', en: 'Write the secret that the identity provider gave' },
      secret: true,
    },
  },
  QUANHENG_OIDC_CLAIM: {
    schema: text(200).default('preferred_username'),
    words: {
      title: { zh: '标识账号的声明', en: 'Single sign-on: the claim that names the account' },
      needed: { zh: '请写声明的名称，例如 preferred_username', en: 'Write the name of a claim, such as preferred_username' },
    },
  },
  QUANHENG_OIDC_MATCHES: {
    schema: z.enum(['username', 'email', 'employee']).default('username'),
    words: {
      title: { zh: '声明对应账号的哪一项', en: 'Single sign-on: what of the account the claim is' },
      needed: { zh: '请写 username、email 或 employee', en: 'Write username, email or employee' },
    },
  },
  QUANHENG_OIDC_SECRET_BY: {
    schema: z.enum(['post', 'basic']).default('post'),
    words: {
      title: {
        zh: '单点登录密钥的提交方式：表单（client_secret_post）或 HTTP Basic（client_secret_basic）',
        en: 'Single sign-on: how our secret is shown there, in the form (client_secret_post) or as HTTP Basic (client_secret_basic)',
      },
      needed: { zh: '请写 post 或 basic，与身份提供方的登记一致', en: 'Write post or basic, as the identity provider has it registered' },
    },
  },
  QUANHENG_OIDC_NAME: {
    schema: text(100).optional(),
    words: {
      title: { zh: '登录按钮上的名称', en: 'Single sign-on: what the button says' },
      needed: { zh: '请写至多 100 个字符', en: 'Write at most 100 characters' },
      unless: 'the host of the issuer',
    },
  },
  QUANHENG_SMTP_URL: {
    schema: z
      .string()
      .refine((value) => isUrl(value, ['smtp:', 'smtps:']))
      .optional(),
    words: {
      title: { zh: '发送提醒邮件的服务器', en: 'The mail server that reminders go through' },
      needed: {
        zh: '请写 smtp://user:password@mail.example.com:587 或 smtps://...',
        en: 'Write smtp://user:password@mail.example.com:587, or smtps://... for TLS from the first byte',
      },
      secret: true,
    },
  },
  QUANHENG_SMTP_FROM: {
    schema: text(300)
      .refine((value) => value.includes('@') && !/\p{Cc}/u.test(value))
      .optional(),
    words: {
      title: { zh: '提醒邮件的发件人', en: 'The sender of reminders' },
      needed: { zh: '请写邮件地址，例如 权衡 <appraisal@example.com>', en: 'Write a mail address, such as 权衡 <appraisal@example.com>' },
    },
  },
  QUANHENG_WEBHOOK_URL: {
    schema: web.optional(),
    words: {
      title: { zh: '发送提醒的 webhook', en: 'The webhook that reminders are posted to' },
      needed: { zh: '请写网址', en: 'Write an address' },
      secret: true,
    },
  },
  QUANHENG_WEBHOOK_SECRET: {
    schema: text(1000).optional(),
    words: {
      title: { zh: 'webhook 的签名密钥', en: 'The secret that signs what is posted' },
      needed: { zh: '请写接收方约定的密钥', en: 'Write the secret that the receiver knows' },
      unless: 'not signed',
      secret: true,
    },
  },
  QUANHENG_WEBHOOK_STYLE: {
    schema: z.enum(WEBHOOK_FORMATS).default('json'),
    words: {
      title: { zh: 'webhook 的格式：json、钉钉、企业微信', en: 'The form of what is posted: ours, or that of a DingTalk or WeCom robot' },
      needed: oneOf(WEBHOOK_FORMATS),
    },
  },
} as const satisfies Readonly<Record<string, Variable>>
export type VariableName = keyof typeof VARIABLES

/** Variables that are given together or not at all. */
export const TOGETHER: readonly (readonly VariableName[])[] = [
  ['QUANHENG_OIDC_ISSUER', 'QUANHENG_OIDC_CLIENT_ID', 'QUANHENG_OIDC_CLIENT_SECRET'],
  ['QUANHENG_SMTP_URL', 'QUANHENG_SMTP_FROM'],
]
