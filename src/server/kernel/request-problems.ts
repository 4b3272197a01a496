import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from './service-problems.ts'

/** What can be wrong with a request itself, whatever it asks for. */
const REQUEST_PROBLEMS = {
  request_must_be_valid: {
    severity: 'error',
    status: 422,
    zh: '请求中有 {count} 处内容不符合要求，已逐项列出，请修改后重试。',
    en: 'The request has {count} mistakes; each is listed. Put them right and send it again.',
  },
  field_must_be_valid: {
    severity: 'error',
    status: 422,
    zh: '{field}：{message}',
    en: '{field}: {message}',
  },
  body_must_be_json: {
    severity: 'error',
    status: 400,
    zh: '请求正文应为 JSON（Content-Type: application/json），但未能按 JSON 读取。',
    en: 'The body must be JSON (Content-Type: application/json); it could not be read as such.',
  },
  body_must_be_small_enough: {
    severity: 'error',
    status: 413,
    zh: '请求正文超过了 {limit} 字节的上限。请拆分后分次提交。',
    en: 'The body is larger than the limit of {limit} bytes. Send it in parts.',
  },
  request_must_be_signed_in: {
    severity: 'error',
    status: 401,
    zh: '请先登录，或在 Authorization 中给出有效的访问令牌。',
    en: 'Sign in first, or give a valid API token in Authorization.',
  },
  request_must_come_from_here: {
    severity: 'error',
    status: 403,
    zh: '该请求来自其他网站（{origin}），已拒绝。请从本系统的页面操作。',
    en: 'This request was sent by another site ({origin}) and was refused. Use the pages of this service.',
  },
  route_must_exist: {
    severity: 'error',
    status: 404,
    zh: '接口 {method} {path} 不存在。全部接口见 /api/docs。',
    en: 'There is no {method} {path}. /api/docs lists what there is.',
  },
  requests_must_be_fewer: {
    severity: 'error',
    status: 429,
    zh: '尝试次数过多，请在 {seconds} 秒后再试。',
    en: 'Too many attempts. Try again in {seconds} seconds.',
  },
  idempotency_key_must_be_usable: {
    severity: 'error',
    status: 400,
    zh: 'Idempotency-Key 应为 1 至 200 个可见的 ASCII 字符，每个操作使用一个新值（例如 UUID）。',
    en: 'Idempotency-Key must be 1 to 200 visible ASCII characters, a new one for each command, such as a UUID.',
  },
  idempotency_key_must_be_new: {
    severity: 'error',
    status: 422,
    zh: '该 Idempotency-Key 已用于另一个不同的请求。请换一个新的键。',
    en: 'This Idempotency-Key was used for a different request. Use a new one.',
  },
  secret_must_be_shown_once: {
    severity: 'error',
    status: 409,
    zh: '该请求已经执行过，其中的密码或令牌只显示一次，不再重复给出。如已遗失，请重新生成。',
    en: 'This request was carried out before. The secrets in its answer are shown once only; if they were lost, make new ones.',
  },
  service_must_be_available: {
    severity: 'error',
    status: 503,
    zh: '数据库暂时无法响应，请稍后重试。',
    en: 'The database does not answer at the moment. Try again shortly.',
  },
  database_must_be_free: {
    severity: 'error',
    status: 503,
    zh: '另一个程序或一项较大的操作正在写入数据库，等候已久仍未轮到，本次操作没有生效。请稍后重试；如一直如此，请管理员检查是否有备份或其他程序占用数据库。',
    en: 'Another program or a large operation is writing to the database, and its end was waited for too long: this was not done. Try again shortly; if it stays so, ask the administrator for a backup or another program that keeps the database.',
  },
  storage_must_have_room: {
    severity: 'error',
    status: 507,
    zh: '服务器磁盘已满，本次操作没有生效，也没有留下任何数据。请管理员清理磁盘后重试。',
    en: 'The disk of the server is full: this was not done, and nothing of it was kept. Ask the administrator to make room, then try again.',
  },
  service_must_not_fail: {
    severity: 'error',
    status: 500,
    zh: '服务器内部出错，此操作没有完成。请将请求编号 {request} 告知管理员。',
    en: 'Something went wrong in the server and this was not done. Tell the administrator the request id {request}.',
  },
  password_must_be_changed: {
    severity: 'error',
    status: 403,
    zh: '当前使用的是一次性密码，请先修改密码（POST /api/v1/session/password）。',
    en: 'You signed in with a one-time password. Change it first (POST /api/v1/session/password).',
  },
  second_factor_must_be_set_up: {
    severity: 'error',
    status: 403,
    zh: '您的身份须启用两步验证，请先设置（POST /api/v1/session/second-factor/set-up）。',
    en: 'Your position demands a second factor. Set it up first (POST /api/v1/session/second-factor/set-up).',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type RequestProblemCode = keyof typeof REQUEST_PROBLEMS

export const requestProblem = problemsOf(REQUEST_PROBLEMS)
