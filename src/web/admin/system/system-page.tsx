import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { PERIOD_STATES, RUN_STATES, UPLOAD_STATES } from '../../../domain/states.ts'
import type { SYSTEM_ROUTES } from '../../../server/system/system-routes.ts'
import { answer, resource } from '../../api/resource.ts'
import { count, day, time } from '../../parts/format.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { Loaded, Page, Section } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Tag } from '../../parts/tag.tsx'
import { STATE_WORDS } from '../../words/states.ts'
import { type Say, useWords } from '../../words/words.ts'
import { proveAudit } from '../audit/audit-queries.ts'
import { bytesText } from './bytes-text.ts'
import { SYSTEM, type SystemWord } from './system-words.ts'
import './system.css'

const api = resource<typeof SYSTEM_ROUTES>().system
const MINUTE_MS = 60_000

const systemQuery = queryOptions({ queryKey: ['system'], queryFn: readSystem, refetchInterval: MINUTE_MS })
type System = Awaited<ReturnType<typeof readSystem>>

function readSystem() {
  return answer(api.$get())
}

/** How the server stands 系统状态, for administrators and auditors. */
export function SystemPage() {
  const say = useWords(SYSTEM)
  const query = useQuery(systemQuery)
  return (
    <Page
      title={say('title')}
      lead={say('lead')}
      actions={
        <Button loading={query.isFetching} onClick={() => void query.refetch()}>
          {say('refresh')}
        </Button>
      }
    >
      <Loaded query={query} rows={12}>
        {(system) => (
          <>
            <Attention system={system} />
            <div className="grid">
              <Server system={system} />
              <Database system={system} />
              <Trail system={system} />
              <Work system={system} />
            </div>
            <Channels system={system} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

const OLD_BACKUP_DAYS = 7
const LOW_DISK_BYTES = 2 ** 30

function Attention({ system: { backup, disk, rulesLoad, audit, channels } }: { system: System }) {
  const say = useWords(SYSTEM)
  const age = backup ? Math.floor((Date.now() - Date.parse(backup.at)) / 86_400_000) : undefined
  const failing = channels.reduce((sum, channel) => sum + channel.failing, 0)
  const bad = [
    ...trailFaults(audit, say),
    ...(rulesLoad ? [] : [say('rulesBroken')]),
    ...(disk && disk.freeBytes < LOW_DISK_BYTES ? [say('lowDisk', { free: bytesText(disk.freeBytes) })] : []),
  ]
  const warn = [
    ...(age === undefined ? [say('noBackup')] : age >= OLD_BACKUP_DAYS ? [say('oldBackup', { days: age })] : []),
    ...(failing > 0 ? [say('failingMessages', { count: failing })] : []),
  ]
  if (bad.length + warn.length === 0) return <Notice kind="good" title={say('allGood')} />
  return (
    <Notice kind={bad.length > 0 ? 'bad' : 'warn'} title={say('attention')}>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {[...bad, ...warn].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** A full proof that found a fault is not overtaken by one of the entries alone that finds none. */
function trailFaults({ proof, fullProof }: System['audit'], say: Say<SystemWord>): string[] {
  if (proof.firstBreak && proof.firstBreak.kind !== 'content') return [say('trailBroken', { sequence: proof.firstBreak.sequence })]
  return fullProof?.firstBreak ? [say('contentsBroken', { time: time(fullProof.at) })] : []
}

function Facts({ title, facts }: { title: string; facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Section title={title}>
      <dl className="system-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Server({ system }: { system: System }) {
  const say = useWords(SYSTEM)
  const { disk } = system
  return (
    <Facts
      title={say('server')}
      facts={[
        [say('version'), system.version],
        [say('node'), system.node],
        [say('started'), time(system.startedAt)],
        [say('uptime'), duration(system.uptimeSeconds, say)],
        [say('memory'), bytesText(system.memoryBytes)],
        [say('disk'), disk ? say('diskText', { free: bytesText(disk.freeBytes), total: bytesText(disk.totalBytes) }) : say('unknown')],
        [
          say('rules'),
          <Tag key="rules" kind={system.rulesLoad ? 'good' : 'bad'}>
            {say(system.rulesLoad ? 'rulesGood' : 'rulesBad')}
          </Tag>,
        ],
      ]}
    />
  )
}

function duration(seconds: number, say: Say<SystemWord>): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return say('minutes', { count: minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? say('hours', { count: hours }) : say('days', { count: Math.floor(hours / 24) })
}

function Database({ system: { database, backup } }: { system: System }) {
  const say = useWords(SYSTEM)
  const last = database.migrations.at(-1) ?? '—'
  return (
    <Facts
      title={say('database')}
      facts={[
        [say('kind'), `${database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'} ${database.version}`],
        [say('size'), bytesText(database.bytes)],
        [
          say('migrations'),
          say('migrationsText', { count: database.migrations.length, day: day(last.replace(/^(\d{4})(\d\d)(\d\d).*/, '$1-$2-$3')) }),
        ],
        [say('backup'), backup ? say('backupText', { time: time(backup.at), file: backup.file }) : say('none')],
      ]}
    />
  )
}

function Trail({ system: { audit } }: { system: System }) {
  const say = useWords(SYSTEM)
  const { firstBreak, entries, at } = audit.proof
  return (
    <Facts
      title={say('audit')}
      facts={[
        [say('entries'), count(audit.entries)],
        [say('lastEntry'), time(audit.lastAt)],
        [
          say('proof'),
          firstBreak && firstBreak.kind !== 'content' ? (
            <Tag key="proof" kind="bad">
              {say('proofBad', { sequence: firstBreak.sequence })}
            </Tag>
          ) : (
            say('proofGood', { count: count(entries), time: time(at) })
          ),
        ],
        [say('fullProof'), <FullProof key="full" proof={audit.fullProof} />],
      ]}
    />
  )
}

/** Whether results, payments, documents and records stand as the entries say, when that was looked at last, and doing it now. */
function FullProof({ proof }: { proof: System['audit']['fullProof'] }) {
  const say = useWords(SYSTEM)
  const queryClient = useQueryClient()
  const proving = useMutation({ mutationFn: proveAudit, onSuccess: () => queryClient.invalidateQueries(systemQuery) })
  return (
    <div className="stack">
      {proof === null && <span>{say('fullNever')}</span>}
      {proof?.firstBreak && (
        <span>
          <Tag kind="bad">{say('fullBad', { time: time(proof.at) })}</Tag> <Link to="/audit">{say('fullMore')}</Link>
        </span>
      )}
      {proof && !proof.firstBreak && <span>{say('fullGood', { time: time(proof.at), count: count(proof.compared ?? 0) })}</span>}
      <div>
        <Button size="small" loading={proving.isPending} onClick={() => proving.mutate()}>
          {say('proveAll')}
        </Button>
      </div>
      <ProblemNotice problem={proving.error} />
    </div>
  )
}

function Work({ system }: { system: System }) {
  const say = useWords(SYSTEM)
  const sayState = useWords(STATE_WORDS)
  const { counts, interruptedRuns } = system
  const states = <State extends string>(
    found: readonly { state: string; count: number }[],
    known: readonly State[],
    word: (state: State) => string,
  ) =>
    found
      .map(({ state, count: many }) => {
        const name = known.find((each) => each === state)
        return `${name === undefined ? state : word(name)} ${count(many)}`
      })
      .join(' · ') || '—'
  return (
    <Facts
      title={say('work')}
      facts={[
        [say('periods'), states(system.periods, PERIOD_STATES, sayState)],
        [say('runs'), states(system.runs, RUN_STATES, say)],
        [
          say('interrupted'),
          interruptedRuns.count === 0 ? '0' : say('interruptedText', { count: interruptedRuns.count, time: time(interruptedRuns.lastAt) }),
        ],
        [say('uploads'), states(system.uploads, UPLOAD_STATES, say)],
        [say('accounts'), say('accountsText', { open: count(counts.accountsOpen), closed: count(counts.accountsClosed) })],
        [say('tokens'), count(counts.tokens)],
        [say('employees'), count(counts.employees)],
        [say('changes'), count(counts.changes)],
        [say('settingChanges'), count(counts.settingChanges)],
      ]}
    />
  )
}

const CHANNELS = ['product', 'mail', 'webhook'] as const

function Channels({ system: { channels } }: { system: System }) {
  const say = useWords(SYSTEM)
  const nameOf = (channel: string) => {
    const known = CHANNELS.find((each) => each === channel)
    return known === undefined ? channel : say(known)
  }
  return (
    <Section title={say('messages')}>
      <PlainTable
        caption={say('messages')}
        rows={channels}
        keyOf={({ channel }) => channel}
        columns={[
          { key: 'channel', title: say('channel'), head: true, bare: true, cell: ({ channel }) => nameOf(channel) },
          { key: 'on', title: say('on'), cell: ({ on }) => <Tag kind={on ? 'good' : 'plain'}>{say(on ? 'isOn' : 'isOff')}</Tag> },
          { key: 'sent', title: say('sent'), figures: true, cell: ({ sent }) => count(sent) },
          { key: 'waiting', title: say('waiting'), figures: true, cell: ({ waiting }) => count(waiting) },
          { key: 'failing', title: say('failing'), figures: true, cell: ({ failing }) => count(failing) },
          { key: 'last', title: say('lastSent'), cell: ({ lastSentAt }) => time(lastSentAt) },
        ]}
      />
    </Section>
  )
}
