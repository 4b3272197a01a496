import { useQuery } from '@tanstack/react-query'
import { decimal, yuan } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { useWords } from '../words/words.ts'
import { oneMorePointQuery, type SheetPlace } from './queries.ts'
import { wordOf } from './score-form.tsx'
import { SHARE } from './share-words.ts'
import { percentOf } from './weight-text.ts'
import { SHEET } from './words.ts'

/** What one more point in each module would have been worth: the final score and the bonus, all else equal. */
export function OneMorePoint({ place }: { place: SheetPlace }) {
  const say = useWords(SHARE)
  const saySheet = useWords(SHEET)
  const query = useQuery(oneMorePointQuery(place))
  const plus = (text: string | null, write: (text: string) => string) =>
    text === null ? (
      '—'
    ) : (
      <span className={/[1-9]/.test(text) ? 'more-change' : 'quiet'}>{text.startsWith('-') ? write(text) : `+${write(text)}`}</span>
    )
  return (
    <Section title={say('more')}>
      <Loaded query={query} rows={4}>
        {({ final, modules }) =>
          final === null ? (
            <p className="quiet">{say('noMore')}</p>
          ) : (
            <>
              <p className="quiet">{say('moreHow')}</p>
              <PlainTable
                caption={say('more')}
                rows={modules}
                keyOf={({ module }) => module}
                columns={[
                  {
                    key: 'module',
                    title: say('module'),
                    head: true,
                    bare: true,
                    cell: ({ module, weight }) => `${saySheet(wordOf(module))} ${percentOf(weight)}`,
                  },
                  {
                    key: 'now',
                    title: say('now'),
                    figures: true,
                    cell: ({ score, raised }) =>
                      raised === null
                        ? say('notCounted')
                        : `${decimal(score)} → ${score === '100.00' ? say('full') : decimal(raised.score)}`,
                  },
                  {
                    key: 'final',
                    title: say('final'),
                    figures: true,
                    cell: ({ raised }) =>
                      raised && (
                        <>
                          {decimal(raised.final)} {plus(raised.finalChange, decimal)}
                        </>
                      ),
                  },
                  {
                    key: 'share',
                    title: say('share'),
                    figures: true,
                    cell: ({ raised }) =>
                      raised && (
                        <>
                          {yuan(raised.share)} {plus(raised.shareChange, yuan)}
                        </>
                      ),
                  },
                ]}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
