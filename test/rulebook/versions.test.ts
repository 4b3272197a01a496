import { expect, test } from 'vitest'
import { decimal } from '../../src/base/rational.ts'
import { exactText } from '../../src/base/rounding.ts'
import { readRuleTexts } from '../../src/rulebook/read-rules.ts'
import { type Rulebook, rulebookFrom } from '../../src/rulebook/rulebook.ts'
import { canonicalJson } from '../../src/rulebook/version-hash.ts'
import { bookOn, inWords } from './books.ts'

async function changedBook(file: string, change: (text: string) => string): Promise<Rulebook> {
  const texts = new Map(await readRuleTexts('fixtures/rules/good'))
  texts.set(file, change(texts.get(file)!))
  const loaded = rulebookFrom(texts, 'rules')
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => inWords(problem)).join('\n'))
  return loaded.rulebook
}

test('the version in force on the day counts: the first day of a new one is its own', async () => {
  const rulebook = await changedBook('bonus.json', (text) => {
    const rule = JSON.parse(text)
    const later = { ...rule.versions[0], effectiveFrom: '2026-07-01', formula: 'sales * 2' }
    return JSON.stringify({ ...rule, versions: [rule.versions[0], later] })
  })
  const paid = (day: string) =>
    exactText(
      bookOn(rulebook, day, {})
        .rule('bonus')
        .evaluate([decimal('10')]).value!,
    )
  expect([paid('2026-06-30'), paid('2026-07-01'), paid('2027-01-31')]).toEqual(['10', '20', '20'])
  const hashOn = (day: string) => bookOn(rulebook, day, {}).hashes.find(({ id }) => id === 'bonus')!
  expect(hashOn('2026-06-30')).toMatchObject({ effectiveFrom: '2026-01-01' })
  expect(hashOn('2026-07-01').sha256).not.toBe(hashOn('2026-06-30').sha256)
})

test('a region overrides the parameters of a method, and only there', async () => {
  const rulebook = await changedBook('card.json', (text) => {
    const rule = JSON.parse(text)
    rule.versions[0].entries[0].regions = { EAST: { bound: '0.5' } }
    return JSON.stringify(rule)
  })
  const scorecard = bookOn(rulebook, '2026-10-31', {}).scorecard('card')
  const points = (region: string) => exactText(scorecard.entries(region)[0]!.method.evaluate([decimal('0.6')]).exact!)
  expect([points('EAST'), points('WEST'), points('constructor')]).toEqual(['100', '0', '0'])
  expect(exactText(scorecard.entries('EAST')[0]!.parameters.bound!)).toBe('0.5')
})

test('hashes do not depend on layout or on the order of keys', () => {
  expect(canonicalJson({ b: ['1', { d: null, c: '二' }], a: true })).toBe('{"a":true,"b":["1",{"c":"二","d":null}]}')
})

test.each`
  text                                     | why
  ${'['.repeat(200_000)}                   | ${'brackets without end'}
  ${'[]'}                                  | ${'a list'}
  ${'null'}                                | ${'nothing'}
  ${'{"kind":"formula","versions":[1,2]}'} | ${'versions that are numbers'}
  ${'{"kind":"other"}'}                    | ${'a kind nobody knows'}
`('a file that holds $why is a problem, never a crash', ({ text }) => {
  const loaded = rulebookFrom(new Map([['bonus.json', String(text)]]), 'rules')
  expect(loaded.ok ? [] : loaded.problems.map(({ values }) => values.file)).toContain('bonus.json')
})
