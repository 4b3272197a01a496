import { type ReactNode, useEffect } from 'react'
import { COMMON } from '../words/common.ts'
import { chooseLanguage, language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { ENTRY } from './words.ts'
import './entry.css'

/** The middle of the pages that are there before the shell. */
export function EntryCard({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const say = useWords(ENTRY)
  const common = useWords(COMMON)
  const product = common('product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <main className="entry">
      <div className="entry-card card">
        <div className="entry-brand">
          <img src="/mark.svg" alt="" width="40" height="40" />
          <div>
            <strong>权衡 Quanheng</strong>
            <div className="quiet">{say('lead')}</div>
          </div>
        </div>
        <h1>{title}</h1>
        {lead && <p className="quiet">{lead}</p>}
        {children}
        <button
          type="button"
          className="link-button entry-language"
          lang={language() === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => void chooseLanguage(language() === 'zh' ? 'en' : 'zh')}
        >
          {say('language')}
        </button>
      </div>
    </main>
  )
}
