import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { companyDay } from '../../api/company.ts'
import { useSession } from '../../api/session.ts'
import { ProblemNotice } from '../../parts/notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { type Account, readAccounts } from '../accounts/account-queries.ts'
import { nameDeputy } from './deputy-queries.ts'
import { DEPUTIES } from './deputy-words.ts'

const AT_MOST = 200
const DAY = /^\d{4}-\d\d-\d\d$/

/** Names an account as the deputy of a manager from one day to another. */
export function NewDeputyDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(DEPUTIES)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const [manager, setManager] = useState<string>()
  const [deputy, setDeputy] = useState<Account>()
  const [first, setFirst] = useState(() => companyDay())
  const [last, setLast] = useState(() => companyDay())
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const isSame = deputy !== undefined && deputy.employee === manager
  const areDays = DAY.test(first) && DAY.test(last) && first <= last
  const name = useMutation({
    mutationFn: (input: { manager: string; account: string }) => nameDeputy({ ...input, first, last, reason: reason.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['deputies'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={say('make')}
      okText={say('name')}
      cancelText={common('cancel')}
      okButtonProps={{ loading: name.isPending }}
      onCancel={onClose}
      onOk={() => {
        setTried(true)
        if (manager !== undefined && deputy && !isSame && areDays && reason.trim() !== '') name.mutate({ manager, account: deputy.id })
      }}
    >
      <div className="stack">
        <ManagerField value={manager} onChange={setManager} wrong={isTried && manager === undefined ? say('managerNeeded') : undefined} />
        <DeputyField
          value={deputy}
          onChange={setDeputy}
          wrong={isSame ? say('samePerson') : isTried && deputy === undefined ? say('deputyNeeded') : undefined}
        />
        <Days first={first} last={last} onFirst={setFirst} onLast={setLast} wrong={isTried && !areDays ? say('daysNeeded') : undefined} />
        <TextField
          label={common('reason')}
          value={reason}
          required
          maxLength={1000}
          hint={say('told')}
          wrong={isTried && reason.trim() === '' ? common('reasonNeeded') : undefined}
          onChange={setReason}
        />
        <ProblemNotice problem={name.error} />
      </div>
    </Modal>
  )
}

function accountLabel({ name, username }: Account): string {
  return `${name} (${username})`
}

interface ManagerFieldProps {
  readonly value: string | undefined
  readonly wrong: string | undefined
  readonly onChange: (employee: string | undefined) => void
}

function ManagerField({ value, wrong, onChange }: ManagerFieldProps) {
  const say = useWords(DEPUTIES)
  const id = useId()
  const { data, isPending } = useQuery({
    queryKey: ['accounts', 'managers'],
    queryFn: async () => {
      const pages = await Promise.all(
        (['regional_manager', 'rd_manager'] as const).map((position) => readAccounts({ position, state: 'open' }, undefined, AT_MOST)),
      )
      return pages.flatMap(({ items }) => items)
    },
  })
  const managers = (data ?? []).flatMap((account) =>
    account.employee === null ? [] : [{ value: account.employee, label: accountLabel(account) }],
  )
  return (
    <div className="field">
      <label htmlFor={id}>{say('manager')}</label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        loading={isPending}
        placeholder={say('choose')}
        value={value}
        status={wrong === undefined ? '' : 'error'}
        onChange={(chosen: string | undefined) => onChange(chosen)}
        options={managers}
      />
      <div className={wrong === undefined ? 'hint' : 'wrong'}>{wrong ?? say('managerHint')}</div>
    </div>
  )
}

interface DeputyFieldProps {
  readonly value: Account | undefined
  readonly wrong: string | undefined
  readonly onChange: (account: Account | undefined) => void
}

function DeputyField({ value, wrong, onChange }: DeputyFieldProps) {
  const say = useWords(DEPUTIES)
  const id = useId()
  const [typed, setTyped] = useState('')
  const session = useSession()
  const { data, isFetching } = useQuery({
    queryKey: ['accounts', 'choice', 'deputies', typed],
    // Deputies come from the same line: managers act for managers.
    queryFn: async () => {
      const pages = await Promise.all(
        (['regional_manager', 'rd_manager'] as const).map((position) =>
          readAccounts({ search: typed, position, state: 'open' }, undefined, 20),
        ),
      )
      const byId = new Map(pages.flatMap(({ items }) => items).map((account) => [account.id, account]))
      return [...byId.values()].filter(({ id }) => id !== session.account.id)
    },
    placeholderData: (before) => before,
  })
  const found = data ?? []
  const listed = value && !found.some((account) => account.id === value.id) ? [value, ...found] : found
  return (
    <div className="field">
      <label htmlFor={id}>{say('deputy')}</label>
      <Select
        id={id}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        loading={isFetching}
        placeholder={say('choose')}
        value={value?.id}
        status={wrong === undefined ? '' : 'error'}
        onChange={(chosen: string | undefined) => onChange(listed.find((account) => account.id === chosen))}
        options={listed.map((account) => ({ value: account.id, label: accountLabel(account) }))}
      />
      <div className={wrong === undefined ? 'hint' : 'wrong'}>{wrong ?? say('deputyHint')}</div>
    </div>
  )
}

interface DaysProps {
  readonly first: string
  readonly last: string
  readonly wrong: string | undefined
  readonly onFirst: (day: string) => void
  readonly onLast: (day: string) => void
}

function Days({ first, last, wrong, onFirst, onLast }: DaysProps) {
  const say = useWords(DEPUTIES)
  const id = useId()
  return (
    <div>
      <div className="row" style={{ alignItems: 'end' }}>
        <div className="field">
          <label htmlFor={`${id}-first`}>{say('first')}</label>
          <Input id={`${id}-first`} type="date" value={first} onChange={(event) => onFirst(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-last`}>{say('last')}</label>
          <Input id={`${id}-last`} type="date" min={first} value={last} onChange={(event) => onLast(event.target.value)} />
        </div>
      </div>
      {wrong !== undefined && <div className="wrong">{wrong}</div>}
    </div>
  )
}
