import { queryOptions } from '@tanstack/react-query'
import { answer } from '../api/resource.ts'
import { profiles } from './api.ts'

const readProfile = (id: string) => answer(profiles[':profile'].$get({ param: { profile: id } }))
export type ProfileHistory = Awaited<ReturnType<typeof readProfile>>
export type MappingProfile = ProfileHistory['profile']
export type ProfileVersion = ProfileHistory['versions'][number]

export const profileQuery = (id: string) => queryOptions({ queryKey: ['mapping-profiles', id], queryFn: () => readProfile(id) })
