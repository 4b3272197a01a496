import { queryOptions } from '@tanstack/react-query'
import type { SECOND_FACTOR_ROUTES } from '../../server/second-factor/second-factor-routes.ts'
import { answer, resource } from '../api/resource.ts'

const factor = resource<typeof SECOND_FACTOR_ROUTES>().session['second-factor']

/** How it stands with one's own second factor. */
export const secondFactorQuery = queryOptions({ queryKey: ['session', 'second-factor'], queryFn: () => answer(factor.$get()) })

export type SetUp = Awaited<ReturnType<typeof beginSetUp>>

export function beginSetUp(password: string) {
  return answer(factor['set-up'].$post({ json: { password } }))
}

export function confirmSetUp(setUp: string, code: string) {
  return answer(factor.$put({ json: { setUp, code } }))
}

export function makeBackupCodes(password: string) {
  return answer(factor['backup-codes'].$put({ json: { password } }))
}

export function removeSecondFactor(password: string) {
  return answer(factor.removal.$post({ json: { password } }))
}
