import { Link, useRouter } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { signOut, useSession } from '../api/session.ts'
import { type Appearance, chooseAppearance, chosenAppearance } from '../theme/appearance.ts'
import { chooseLanguage, type Language, language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { SHELL } from './words.ts'

/** Who is signed in, language, appearance, the way out. */
export function AccountMenu() {
  const say = useWords(SHELL)
  const { account } = useSession()
  const router = useRouter()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const [appearance, setAppearance] = useState(chosenAppearance())
  useEffect(() => router.subscribe('onBeforeNavigate', () => menu.current?.hidePopover?.()), [router])
  const leave = async () => {
    await signOut()
    await router.navigate({ to: '/sign-in' })
  }
  return (
    <>
      <button type="button" className="bar-button" popoverTarget={id} aria-label={`${say('account')} ${account.name}`}>
        <span className="avatar" aria-hidden="true">
          {[...account.name][0]}
        </span>
        <span className="bar-name">{account.name}</span>
      </button>
      <div id={id} ref={menu} popover="auto" className="account-menu card">
        <div>
          <strong>{account.name}</strong>
          <div className="quiet">{account.username}</div>
        </div>
        <label>
          {say('language')}
          <select value={language()} onChange={(event) => void chooseLanguage(event.target.value as Language)}>
            <option value="zh">中文</option>
            <option value="en">English</option>
          </select>
        </label>
        <label>
          {say('appearance')}
          <select
            value={appearance}
            onChange={(event) => {
              const next = event.target.value as Appearance
              setAppearance(next)
              chooseAppearance(next)
            }}
          >
            <option value="system">{say('system')}</option>
            <option value="light">{say('light')}</option>
            <option value="dark">{say('dark')}</option>
          </select>
        </label>
        <Link to="/profile">{say('profile')}</Link>
        <button type="button" className="link-button" onClick={() => void leave()}>
          {say('signOut')}
        </button>
      </div>
    </>
  )
}
