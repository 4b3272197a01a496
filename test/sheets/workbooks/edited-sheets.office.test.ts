import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import { fen } from '../../../src/base/money.ts'
import { decimal, divide, multiply, rational, sum } from '../../../src/base/rational.ts'
import { roundToUnits } from '../../../src/base/rounding.ts'
import type { Appraisal, RegionBonus } from '../../../src/domain/appraisal.ts'
import { MODULES } from '../../../src/domain/engineers/service-facts.ts'
import { writeBonusSheets } from '../../../src/sheets/write/workbooks/bonus-sheets.ts'
import { ZipFile } from '../../../src/sheets/write/workbooks/xlsx/zip-file.ts'
import { split } from '../../worlds/model/bonus.ts'
import { appraisalOf, engineer, OPTIONS, WEIGHTS } from './plausible-appraisal.ts'
import { randomAppraisal } from './random-appraisal.ts'
import { CAN_RECALCULATE, cellsOf, convert, partsOf, WHY_SKIPPED } from './spreadsheet-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-edited-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Edits = ReadonlyMap<string, string>
type Cells = Awaited<ReturnType<typeof cellsOf>>

/** The bonus sheets of an appraisal with numbers typed over cells of its regions, as LibreOffice then shows them. */
async function edited(appraisal: Appraisal, editsOf: (bonus: RegionBonus, at: number) => Edits, options = OPTIONS): Promise<Cells> {
  const file = join(folder, 'plain.xlsx')
  await writeBonusSheets(file, appraisal, options)
  const copy = join(folder, 'edited.xlsx')
  const zip = await ZipFile.create(copy)
  for (const [name, xml] of await partsOf(file)) {
    const region = Number(/sheet(\d+)\.xml$/.exec(name)?.[1] ?? 0) - 2
    const bonus = appraisal.bonus[region]
    await zip.entry(name, typed(xml, bonus ? editsOf(bonus, region) : new Map()))
  }
  await zip.close()
  const [back] = await convert([copy], 'xlsx', await mkdtemp(join(folder, 'back-')))
  return cellsOf(present(back, 'One file comes back.'))
}

function typed(xml: string, edits: Edits): string {
  let changed = xml
  for (const [cell, value] of edits) {
    const before = changed
    changed = changed.replace(new RegExp(`<c r="${cell}"( s="\\d+")[^>]*?(/>|>.*?</c>)`), `<c r="${cell}"$1><v>${value}</v></c>`)
    if (changed === before) throw new Error(`There is no cell ${cell} to type over.`)
  }
  return changed
}

/** What the engine's rule gives for the pool and the scores that now stand on the sheet: model and sheet to the fen. */
function expectHonest(cells: Cells, bonus: RegionBonus, sheet: string): void {
  const days = bonus.shares.some((share) => share.days !== undefined)
  const percents = bonus.shares.some((share) => share.percent !== undefined)
  const letters = { bonus: 'LMN'[Number(days) + Number(percents)], payable: 'NOP'[Number(days) + Number(percents)] }
  const at = (place: string) => Number(cells.get(`${sheet}!${place}`)?.value)
  const units = (place: string) => BigInt(Math.round(at(place) * 100))
  const claims = bonus.shares.map(({ employee }, index) => ({
    employee,
    hundredths: units(`H${index + 7}`),
    times: (days ? at(`I${index + 7}`) : 1) * (percents ? at(`${days ? 'J' : 'I'}${index + 7}`) : 1),
  }))
  const pool = units('I4')
  const isClaimable = claims.some((claim) => claim.hundredths > 0n && claim.times > 0)
  const expected = isClaimable ? split(fen(pool), claims).map(({ amount }) => amount) : claims.map(() => '0.00')
  const total = bonus.shares.length + 7
  expect(bonus.shares.map((_, index) => at(`${letters.bonus}${index + 7}`).toFixed(2))).toEqual(expected)
  expect(units(`${letters.bonus}${total}`)).toBe(isClaimable ? pool : 0n)
  expect(units('O4')).toBe(isClaimable ? 0n : pool)
  expect(cells.get(`${sheet}!D${total + 2}`)?.value).toBe('相符')
}

const SCORES = fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0, 8000, 8000, 8000, 9235))
const POOLS = fc.oneof(fc.constantFrom(0, 1, 2, 7), fc.integer({ min: 0, max: 3_000_000 }))
/** One figure typed for each region: its pool, its receipts, somebody's score of a module, or everybody's final score. */
const EDIT = fc.oneof(
  fc.record({ kind: fc.constant('pool' as const), units: POOLS }),
  fc.record({ kind: fc.constant('receipts' as const), units: fc.integer({ min: 0, max: 2_000_000_000 }) }),
  fc.record({ kind: fc.constant('module' as const), units: SCORES }),
  fc.record({ kind: fc.constant('finals' as const), scores: fc.array(SCORES, { minLength: 9, maxLength: 9 }) }),
)

describe.skipIf(!CAN_RECALCULATE)('sheets that somebody types on, recalculated by LibreOffice', () => {
  test.each([1, 2])(
    'add up and pay what the engine would, whatever pools and scores are typed (seed %i)',
    async (seed) => {
      const appraisal = randomAppraisal(seed, 60, 0)
      const edits = fc.sample(EDIT, { seed, numRuns: appraisal.bonus.length })
      const cells = await edited(appraisal, ({ shares }, at) => {
        const edit = present(edits[at], 'Each region has an edit.')
        const figure = (units: number) => (units / 100).toFixed(2)
        if (edit.kind === 'pool') return new Map([['I4', figure(edit.units)]])
        if (edit.kind === 'receipts') return new Map([['A4', figure(edit.units)]])
        if (edit.kind === 'module') return new Map([['F7', figure(edit.units)]])
        return new Map(shares.map((_, index) => [`H${index + 7}`, figure(edit.scores[index] ?? 0)]))
      })
      for (const [at, bonus] of appraisal.bonus.entries()) expectHonest(cells, bonus, `区域${at}`)
      expect(cells.get(`汇总!D${appraisal.bonus.length + 6}`)?.value).toBe('相符')
    },
    300_000,
  )

  const three = (scores: readonly string[]) =>
    appraisalOf(
      scores.map((score, index) => engineer(`T${index + 1}`, `人员${index + 1}`, 'E', Array(4).fill(score).join(' '))),
      [{ region: 'E', name: '东', receipts: '100000.00', commission: '60.00', capped: true }],
    )
  const CAPPED = { ...OPTIONS, bonusRules: { ...OPTIONS.bonusRules, isCapped: true } }
  const amounts = (cells: Cells, letter: string) => [7, 8, 9].map((row) => cells.get(`东!${letter}${row}`)?.value)

  test('equal remainders go to the higher score, then to the smaller number; the odd fen moves with the scores', async () => {
    const tied = await edited(three(['80.00', '80.00', '80.00']), () => new Map([['I4', '100']]))
    expect([amounts(tied, 'K'), amounts(tied, 'L')]).toEqual([
      [0.01, 0, 0],
      [33.34, 33.33, 33.33],
    ])
    // 0.02 between 25 and 75 leaves half a fen each: the higher score has it, though its number is the larger one.
    const higher = await edited(
      three(['80.00', '80.00', '80.00']),
      () =>
        new Map([
          ['I4', '0.02'],
          ['H7', '25'],
          ['H8', '75'],
          ['H9', '0'],
        ]),
    )
    expect(amounts(higher, 'L')).toEqual([0, 0.02, 0])
  })

  test('a pool of 0 pays 0, and the pool stops at the commission that is typed', async () => {
    const empty = await edited(three(['80.00', '80.00', '90.00']), () => new Map([['I4', '0']]), CAPPED)
    expect([amounts(empty, 'K'), amounts(empty, 'L')]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    const capped = await edited(three(['80.00', '80.00', '90.00']), () => new Map([['K4', '7.00']]), CAPPED)
    expect(capped.get('东!I4')?.value).toBe(7)
    const more = await edited(three(['80.00', '80.00', '90.00']), () => new Map([['K4', '500.00']]), CAPPED)
    expect(more.get('东!I4')?.value).toBe(100)
  })

  test.each([
    ['a bonus', 'L8'],
    ['an odd fen', 'K8'],
    ['what is payable', 'N8'],
    ['the total', 'L10'],
  ])('%s that is typed over another is called wrong', async (_, cell) => {
    const cells = await edited(three(['80.00', '80.00', '90.00']), () => new Map([[cell, '11.11']]))
    expect(cells.get('东!D12')?.value).toBe('不符')
  })

  test('a share moved from one person to another is called wrong, though the total agrees', async () => {
    const appraisal = three(['80.00', '80.00', '80.00'])
    const cells = await edited(
      appraisal,
      () =>
        new Map([
          ['L7', '20.01'],
          ['L8', '19.99'],
        ]),
    )
    expect(cells.get('东!L10')?.value).toBe(60)
    expect(cells.get('东!D12')?.value).toBe('不符')
  })

  test('a module score typed on the sheet weighs as the policy says', async () => {
    const cells = await edited(three(['80.00', '80.00', '80.00']), () => new Map([['F7', '91.37']]))
    const scores = MODULES.map((module) => multiply(decimal(module === 'manager' ? '91.37' : '80'), WEIGHTS[module]))
    const final = present(divide(sum(scores), rational(1n)), 'One is not zero.')
    expect(BigInt(Math.round(Number(cells.get('东!H7')?.value) * 100))).toBe(roundToUnits(final, 2))
  })
})

test.skipIf(CAN_RECALCULATE)(WHY_SKIPPED, () => {
  expect(CAN_RECALCULATE).toBe(false)
})
