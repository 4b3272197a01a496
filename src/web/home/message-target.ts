import type { Message } from './messages-data.ts'

/** The screen that a message is about; undefined where there is none. */
export function messageTarget({ kind, period }: Pick<Message, 'kind' | 'period'>): string | undefined {
  if (kind === 'form.held') return '/form-links?state=held'
  if (period === null) return undefined
  const [subject = '', what = ''] = kind.split('.')
  if (subject === 'sheet') return `/periods/${period}/my-sheet`
  if (subject === 'appeal') return what === 'decided' ? `/periods/${period}/my-sheet` : `/periods/${period}/appeals`
  if (subject === 'evaluating') return `/periods/${period}/marks`
  if (subject === 'published') return `/periods/${period}/my-sheet`
  if (subject === 'collecting') return '/uploads'
  return subject === 'review' ? `/periods/${period}` : undefined
}
