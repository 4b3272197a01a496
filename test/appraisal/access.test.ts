import { expect, test } from 'vitest'
import { ACCOUNT_POSITIONS, type AccountPosition } from '../../src/domain/people/account-position.ts'
import {
  ACCESS,
  DEPUTY_LINES,
  isOfTheLine,
  KEPT_BY,
  mayApproveToken,
  NEVER_ABOUT_ONESELF,
  notKeptBy,
  type Permission,
  scopeOf,
  tokenRule,
} from '../../src/server/kernel/access.ts'

const permissions = Object.keys(ACCESS) as Permission[]

test('whoever keeps accounts of a position has account.write, and nobody keeps those above them', () => {
  for (const position of ACCOUNT_POSITIONS) {
    expect(KEPT_BY[position]).toContain('administrator')
    for (const keeper of KEPT_BY[position]) expect(scopeOf([keeper], 'account.write'), `${keeper} keeps ${position}`).toBe('all')
  }
})

test.each`
  keeper               | positions                        | left                       | why
  ${['hr']}            | ${['staff', 'regional_manager']} | ${[]}                      | ${'HR keeps staff and managers'}
  ${['hr']}            | ${['finance']}                   | ${['finance']}             | ${'HR cannot take over finance'}
  ${['hr']}            | ${['auditor', 'staff']}          | ${['auditor']}             | ${'nor an auditor, whatever else they are'}
  ${['hr']}            | ${['administrator', 'hr']}       | ${['administrator', 'hr']} | ${'nor an administrator, nor a colleague whose second say they need'}
  ${['administrator']} | ${[...ACCOUNT_POSITIONS]}        | ${[]}                      | ${'an administrator keeps everybody'}
  ${['finance']}       | ${['staff']}                     | ${['staff']}               | ${'finance keeps nobody'}
`('$keeper: $why', ({ keeper, positions, left }) => {
  expect(notKeptBy(keeper, positions)).toEqual(left)
})

test('a token writes scores or money only with a second person: every permission that writes is decided on', () => {
  const WRITES_NEITHER: readonly Permission[] = ['session.own', 'message.own', 'what_if.write']
  const writing = permissions.filter((each) => /\.(write|settle|decide|own|manager)$/.test(each) && !WRITES_NEITHER.includes(each))
  expect(writing.filter((each) => tokenRule(each) === 'alone')).toEqual([])
  expect(permissions.filter((each) => each.endsWith('.read') && tokenRule(each) !== 'alone')).toEqual([])
})

test('who decides about themselves is decided on: every permission that decides about a person is in the table', () => {
  const deciding = permissions.filter((each) => /^(mark|incomplete|appeal|adjustment|payment|record|upload)\.(write|decide)$/.test(each))
  expect(deciding.filter((each) => !(NEVER_ABOUT_ONESELF as readonly string[]).includes(each))).toEqual([])
})

test.each`
  positions            | maker                | scopes                           | may
  ${['administrator']} | ${['finance']}       | ${['payment.write']}             | ${true}
  ${['finance']}       | ${['finance']}       | ${['payment.write']}             | ${true}
  ${['hr']}            | ${['finance']}       | ${['payment.write']}             | ${false}
  ${['hr']}            | ${['hr']}            | ${['upload.write', 'run.write']} | ${true}
  ${['finance']}       | ${['hr']}            | ${['upload.write']}              | ${false}
  ${['finance']}       | ${['hr', 'finance']} | ${['upload.write', 'run.write']} | ${false}
  ${['auditor']}       | ${['hr']}            | ${['upload.write']}              | ${false}
`('$positions may approve $scopes of $maker: $may', ({ positions, maker, scopes, may }) => {
  expect(mayApproveToken(positions, maker, scopes)).toBe(may)
})

test('deputies come from the same line', () => {
  const others = ACCOUNT_POSITIONS.filter((position) => !DEPUTY_LINES.some((line) => line.includes(position)))
  expect(others).toEqual(['administrator', 'finance', 'staff', 'auditor'])
  const managers: readonly AccountPosition[] = ['regional_manager', 'rd_manager']
  for (const position of managers) {
    for (const each of ACCOUNT_POSITIONS) expect(isOfTheLine([each], position), `${each} for ${position}`).toBe(managers.includes(each))
  }
  expect(isOfTheLine(['hr'], 'hr')).toBe(true)
  expect(isOfTheLine(['administrator'], 'hr')).toBe(false)
})
