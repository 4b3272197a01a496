import { Checkbox } from 'antd'
import { useId } from 'react'
import type { AccountPosition } from '../../../domain/people/account-position.ts'
import { ACCOUNT_POSITIONS } from '../../../domain/people/account-position.ts'
import { useSession } from '../../api/session.ts'
import { TextField } from '../../parts/text-field.tsx'
import { POSITION_WORDS } from '../../words/positions.ts'
import { useWords } from '../../words/words.ts'
import { ACCOUNTS } from './account-words.ts'

/** What is typed of an account; empty text is nothing. */
export interface AccountDraft {
  readonly username: string
  readonly name: string
  readonly email: string
  readonly employee: string
  readonly positions: AccountPosition[]
}

export const NEW_ACCOUNT: AccountDraft = { username: '', name: '', email: '', employee: '', positions: ['staff'] }

export function isComplete({ username, name, email, positions }: AccountDraft): boolean {
  return username.trim().length >= 2 && name.trim() !== '' && positions.length > 0 && isAddress(email)
}

function isAddress(email: string): boolean {
  return email.trim() === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
}

interface AccountFieldsProps {
  readonly draft: AccountDraft
  readonly onChange: (draft: AccountDraft) => void
  /** What is missing is said once the form was sent. */
  readonly isTried: boolean
  /** The user name cannot be changed later. */
  readonly isNew: boolean
}

export function AccountFields({ draft, onChange, isTried, isNew }: AccountFieldsProps) {
  const say = useWords(ACCOUNTS)
  const session = useSession()
  const set = (part: Partial<AccountDraft>) => onChange({ ...draft, ...part })
  const wrong = (isWrong: boolean, words: string) => (isTried && isWrong ? words : undefined)
  return (
    <>
      {isNew && (
        <TextField
          label={say('username')}
          hint={say('usernameHint')}
          value={draft.username}
          required
          maxLength={64}
          autoComplete="off"
          wrong={wrong(draft.username.trim().length < 2, say('usernameNeeded'))}
          onChange={(username) => set({ username })}
        />
      )}
      <TextField
        label={say('name')}
        value={draft.name}
        required
        maxLength={100}
        autoComplete="off"
        wrong={wrong(draft.name.trim() === '', say('nameNeeded'))}
        onChange={(name) => set({ name })}
      />
      <Positions
        isOwn={!isNew && session.account.username === draft.username}
        positions={draft.positions}
        wrong={wrong(draft.positions.length === 0, say('positionsNeeded'))}
        onChange={(positions) => set({ positions })}
      />
      <TextField
        label={say('employee')}
        hint={say('employeeHint')}
        value={draft.employee}
        maxLength={100}
        autoComplete="off"
        onChange={(employee) => set({ employee })}
      />
      <TextField
        label={say('email')}
        hint={say('emailHint')}
        type="email"
        value={draft.email}
        maxLength={200}
        autoComplete="off"
        wrong={wrong(!isAddress(draft.email), say('emailWrong'))}
        onChange={(email) => set({ email })}
      />
    </>
  )
}

function Positions({
  isOwn,
  positions,
  wrong,
  onChange,
}: {
  isOwn: boolean
  positions: AccountPosition[]
  wrong: string | undefined
  onChange: (positions: AccountPosition[]) => void
}) {
  const say = useWords(ACCOUNTS)
  const sayPosition = useWords(POSITION_WORDS)
  const id = useId()
  const session = useSession()
  return (
    <fieldset className="field" style={{ border: 0, margin: 0, padding: 0 }} aria-describedby={id}>
      <legend style={{ fontWeight: 500, padding: 0, marginBottom: 4 }}>{say('positions')}</legend>
      <Checkbox.Group
        value={positions}
        onChange={(chosen: AccountPosition[]) => onChange(ACCOUNT_POSITIONS.filter((position) => chosen.includes(position)))}
        options={ACCOUNT_POSITIONS.map((position) => ({
          value: position,
          label: sayPosition(position),
          // Nobody gives themselves a position; giving one up stays possible.
          disabled: !session.keepsAll([position]) || (isOwn && !positions.includes(position)),
        }))}
      />
      <div className={wrong === undefined ? 'hint' : 'wrong'} id={id}>
        {wrong ?? `${say('positionsHint')}${say('positionsKept')}`}
      </div>
    </fieldset>
  )
}
