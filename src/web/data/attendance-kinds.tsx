import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { CLASSES, type KindClass } from '../../domain/engineers/attendance-classes.ts'
import { answer } from '../api/resource.ts'
import { count } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { Tag } from '../parts/tag.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { incompletePeriods } from './api.ts'
import { INCOMPLETE_WORDS } from './incomplete-words.ts'

const readKinds = (period: string) => answer(incompletePeriods[':period']['attendance-kinds'].$get({ param: { period } }))
type Kind = Awaited<ReturnType<typeof readKinds>>['items'][number]

/** What 旷工, 缺卡 and 严重迟到 count as: said once, with a reason. */
export function AttendanceKinds({ period, mayDecide }: { period: string; mayDecide: boolean }) {
  const say = useWords(INCOMPLETE_WORDS)
  const [asked, setAsked] = useState<Kind>()
  const query = useQuery({ queryKey: ['incomplete', period, 'kinds'], queryFn: () => readKinds(period) })
  return (
    <Section title={say('kinds')}>
      <p className="quiet">{say('kindsLead')}</p>
      <Loaded query={query} rows={3}>
        {({ items }) => (
          <PlainTable
            caption={say('kinds')}
            rows={items}
            keyOf={({ kind }) => kind}
            columns={[
              { key: 'kind', title: say('kind'), head: true, bare: true, cell: kindName },
              { key: 'events', title: say('events'), figures: true, cell: ({ events }) => count(events) },
              { key: 'people', title: say('people'), figures: true, cell: ({ people }) => count(people) },
              {
                key: 'as',
                title: say('countsAs'),
                cell: ({ as, events }) =>
                  as === null ? <Tag kind={events > 0 ? 'warn' : 'plain'}>{say('unclassified')}</Tag> : say(`as_${as}`),
              },
              ...(mayDecide
                ? [
                    {
                      key: 'do',
                      title: '',
                      bare: true,
                      cell: (kind: Kind) => (
                        <Button size="small" onClick={() => setAsked(kind)}>
                          {kind.as === null ? say('classify') : say('classifyAgain')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {asked && <Classify period={period} kind={asked} onDone={() => setAsked(undefined)} />}
    </Section>
  )
}

const KINDS_EN: Readonly<Record<Kind['kind'], string>> = {
  absence: 'Absence',
  missing_punch: 'Missing punch',
  serious_late: 'Serious lateness',
}

function kindName({ kind, title }: Kind): string {
  return language() === 'zh' ? title : KINDS_EN[kind]
}

function Classify({ period, kind, onDone }: { period: string; kind: Kind; onDone: () => void }) {
  const say = useWords(INCOMPLETE_WORDS)
  const queryClient = useQueryClient()
  const [as, setAs] = useState<KindClass>(kind.as ?? 'late')
  const classify = useMutation({
    mutationFn: (reason: string) =>
      answer(incompletePeriods[':period']['attendance-kinds'][':kind'].$post({ param: { period, kind: kind.kind }, json: { as, reason } })),
    onSuccess: async () => {
      onDone()
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      open
      title={say('classifyTitle', { kind: kindName(kind) })}
      isPending={classify.isPending}
      problem={classify.error}
      onCancel={onDone}
      onConfirm={(reason) => classify.mutate(reason)}
    >
      <Radio.Group
        aria-label={say('countsAs')}
        vertical
        value={as}
        onChange={(event) => setAs(CLASSES.find((each) => each === event.target.value) ?? 'late')}
        options={CLASSES.map((each) => ({ value: each, label: say(`as_${each}`) }))}
      />
    </ReasonDialog>
  )
}
