import { expect, test } from 'vitest'
import { isCommonPassword } from '../../../../src/server/accounts/common-passwords.ts'

test.each`
  password                      | common   | why
  ${'1234567890'}               | ${true}  | ${'on every list'}
  ${'qwertyuiop'}               | ${true}  | ${'a row of the keyboard'}
  ${'Password123'}              | ${true}  | ${'with digits after it'}
  ${'!!Passw0rd2026!!'}         | ${true}  | ${'in disguise'}
  ${'P@ssw0rd2026'}             | ${true}  | ${'in another'}
  ${'passwordpassword'}         | ${true}  | ${'said twice'}
  ${'ＰＡＳＳＷＯＲＤ２０２６'} | ${true}  | ${'in wide letters'}
  ${'aaaaaaaaaaaa'}             | ${true}  | ${'one letter'}
  ${'13912345678'}              | ${true}  | ${'a telephone number'}
  ${'2026-11-30 08:15'}         | ${true}  | ${'a moment'}
  ${'wangfang2026'}             | ${true}  | ${'the user name and the year'}
  ${'Wang Fang 1'}              | ${true}  | ${'the same with spaces'}
  ${'a password of my own'}     | ${false} | ${'a sentence that has such a word in it'}
  ${'open sesame 2026'}         | ${true}  | ${'a phrase that is on the list'}
  ${'正确的马电池订书钉'}       | ${false} | ${'a sentence in Chinese'}
  ${'kx7-Vqm2-Lr9t'}            | ${false} | ${'chance'}
`('$password: $why', async ({ password, common }) => {
  expect(await isCommonPassword(password, ['wangfang'])).toBe(common)
})
