import type { ReactNode } from 'react'
import './tag.css'

export type TagKind = 'plain' | 'info' | 'good' | 'warn' | 'bad'

/** A short word about the state of something; the word says it, the colour only helps. */
export function Tag({ kind = 'plain', children }: { kind?: TagKind; children: ReactNode }) {
  return <span className={`tag ${kind}`}>{children}</span>
}
