import { queryOptions } from '@tanstack/react-query'
import type { HOME_ROUTES } from '../../server/home/home-routes.ts'
import { answer, resource } from '../api/resource.ts'

const client = resource<typeof HOME_ROUTES>().home

const read = () => answer(client.$get())
export type Home = Awaited<ReturnType<typeof read>>
export type Todo = Home['todos'][number]
export type News = Home['news'][number]
export type Stage = Home['stages'][number]

/** What waits for the person who is signed in; asked for again when they come back to the window. */
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: read, refetchInterval: 5 * 60_000 })

/** Tells the server that the home page was looked at, so that news are those since the last visit. */
export async function rememberVisit(): Promise<void> {
  await answer(client.seen.$post()).catch(() => undefined)
}
