import { expect, test } from 'vitest'
import { serverLog } from '../../../src/server/operation/server-log.ts'

function logged(use: (log: ReturnType<typeof serverLog>) => void): string {
  let text = ''
  const write = (line: string) => {
    text += line
  }
  use(serverLog('info', { write }))
  return text
}

test('a failure is logged with its kind, code and place, never with its message or that of its cause', () => {
  const cause = Object.assign(new TypeError('value "王芳 13800138000" is not right'), { code: 'SQLITE_CONSTRAINT' })
  const text = logged((log) => log.error({ failure: new Error('no row for 王芳', { cause }) }, 'request failed'))
  expect(text).not.toMatch(/王芳|13800138000/)
  expect(JSON.parse(text)).toMatchObject({
    level: 'error',
    msg: 'request failed',
    failure: { name: 'Error', cause: { name: 'TypeError', code: 'SQLITE_CONSTRAINT' } },
  })
  expect(JSON.parse(text).failure.stack[0]).toContain('server-log.test.ts')
})

test('what was thrown without being an error is not written out', () => {
  expect(logged((log) => log.error({ failure: 'password hunter2' }, 'odd'))).not.toContain('hunter2')
})

test('lines below the level are not written', () => {
  expect(logged((log) => log.debug('detail'))).toBe('')
})
