import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { companyDay } from '../../api/company.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { Loaded } from '../../parts/page.tsx'
import { Secret } from '../../parts/secret.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { COMMON } from '../../words/common.ts'
import { inLanguage } from '../../words/in-language.ts'
import { useWords } from '../../words/words.ts'
import { createToken, type MadeToken, type Scope, scopesQuery } from './token-queries.ts'
import { TOKENS } from './token-words.ts'
import './tokens.css'

const DAY_MS = 86_400_000
const USUAL_DAYS = 365

function inDays(days: number): string {
  return companyDay(Date.now() + days * DAY_MS)
}

/** Asks what a token is for, what it may do and until when. */
export function NewTokenDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: MadeToken) => void }) {
  const say = useWords(TOKENS)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const id = useId()
  const scopes = useQuery(scopesQuery)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [until, setUntil] = useState(() => inDays(USUAL_DAYS))
  const [isTried, setTried] = useState(false)
  const make = useMutation({
    // Until the end of that day in Beijing.
    mutationFn: () => createToken({ name: name.trim(), scopes: chosen, expiresAt: new Date(`${until}T23:59:59+08:00`).toISOString() }),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: ['tokens'] })
      onMade(made)
    },
  })
  const isComplete = name.trim() !== '' && chosen.length > 0 && /^\d{4}-\d\d-\d\d$/.test(until)
  return (
    <Modal
      open
      width={680}
      title={say('make')}
      okText={say('create')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: make.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (isComplete) make.mutate()
      }}
    >
      <div className="stack">
        <TextField
          label={say('name')}
          hint={say('nameHint')}
          value={name}
          required
          maxLength={100}
          autoComplete="off"
          wrong={isTried && name.trim() === '' ? say('nameNeeded') : undefined}
          onChange={setName}
        />
        <Loaded query={scopes} rows={4}>
          {({ items }) => (
            <Scopes
              scopes={items}
              chosen={chosen}
              wrong={isTried && chosen.length === 0 ? say('scopesNeeded') : undefined}
              onChange={setChosen}
            />
          )}
        </Loaded>
        <div className="field">
          <label htmlFor={id}>{say('expires')}</label>
          <Input
            id={id}
            type="date"
            value={until}
            min={inDays(1)}
            max={inDays(730)}
            style={{ maxWidth: 200 }}
            onChange={(event) => setUntil(event.target.value)}
          />
          <div className="hint">{say('expiresHint')}</div>
        </div>
        <ProblemNotice problem={make.error} />
      </div>
    </Modal>
  )
}

interface ScopesProps {
  readonly scopes: readonly Scope[]
  readonly chosen: string[]
  readonly wrong: string | undefined
  readonly onChange: (chosen: string[]) => void
}

function Scopes({ scopes, chosen, wrong, onChange }: ScopesProps) {
  const say = useWords(TOKENS)
  return (
    <fieldset className="field" style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ fontWeight: 500, padding: 0, marginBottom: 4 }}>{say('scopes')}</legend>
      <div className="row">
        <button
          type="button"
          className="link-button"
          onClick={() => onChange(scopes.filter(({ scope, mayGive }) => mayGive && scope.endsWith('.read')).map(({ scope }) => scope))}
        >
          {say('chooseAllRead')}
        </button>
        <button type="button" className="link-button" onClick={() => onChange([])}>
          {say('clear')}
        </button>
      </div>
      <Checkbox.Group
        className="scope-list"
        value={chosen}
        onChange={(next: string[]) => onChange(next)}
        options={scopes.map((scope) => ({
          value: scope.scope,
          disabled: !scope.mayGive,
          label: (
            <>
              {inLanguage(scope)}
              {(scope.needsApproval || !scope.mayGive) && (
                <span className="quiet"> · {say(scope.mayGive ? 'needsApproval' : 'notYours')}</span>
              )}
            </>
          ),
        }))}
      />
      <div className={wrong === undefined ? 'hint' : 'wrong'}>{wrong ?? say('scopesHint')}</div>
    </fieldset>
  )
}

/** Shows a token the only time that it can be shown. */
export function MadeTokenDialog({ made, onClose }: { made: MadeToken | undefined; onClose: () => void }) {
  const say = useWords(TOKENS)
  return (
    <Modal
      open={made !== undefined}
      title={say('ready')}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {say('done')}
        </Button>
      }
    >
      {made && (
        <div className="stack">
          <Notice kind="warn" title={made.about.name}>
            {say('readyMore')} <code>Authorization: Bearer …</code>
          </Notice>
          {made.about.state === 'waiting' && <Notice kind="warn">{say('readyWaits')}</Notice>}
          <Secret label={say('token')} secret={made.token} copyLabel={say('copyToken')} />
        </div>
      )}
    </Modal>
  )
}
