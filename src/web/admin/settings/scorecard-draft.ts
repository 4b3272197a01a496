import { type Bounds, boundsText, isWithin } from '../../../base/bounds.ts'
import { percentText, ratioText, sumText } from './percent-text.ts'
import type { Setting } from './setting-queries.ts'

/** What is typed for one KPI of the scorecard, in per cent. */
export interface KpiDraft {
  readonly kpi: string
  readonly title: { readonly zh: string; readonly en: string }
  /** The scorecard's rule, which keys begin with. */
  readonly rule: string
  readonly figures: Readonly<Record<string, string>>
  /** Between what each figure lies, as the server says. */
  readonly bounds: Readonly<Record<string, Bounds>>
  /** Region code to its own target; empty where it has none any more. */
  readonly regions: Readonly<Record<string, string>>
}

export const FIGURES = ['weight', 'target', 'cap'] as const

/** The scorecard as it stands, KPI by KPI, in per cent. */
export function draftOf(settings: readonly Setting[]): KpiDraft[] {
  const drafts = new Map<string, KpiDraft>()
  for (const { key, value, scorecard, bounds } of settings) {
    if (!scorecard || !isFigure(scorecard.parameter)) continue
    const { kpi, title, parameter, region } = scorecard
    const known = drafts.get(kpi) ?? { kpi, title, rule: key.split('/')[0] ?? '', figures: {}, bounds: {}, regions: {} }
    const percent = percentText(value)
    drafts.set(
      kpi,
      region === null
        ? {
            ...known,
            figures: { ...known.figures, [parameter]: percent },
            bounds: { ...known.bounds, [parameter]: boundsFrom(bounds) },
          }
        : parameter === 'target'
          ? { ...known, regions: { ...known.regions, [region]: percent } }
          : known,
    )
  }
  return [...drafts.values()]
}

function isFigure(parameter: string): boolean {
  return FIGURES.some((figure) => figure === parameter)
}

function boundsFrom(bounds: Setting['bounds']): Bounds {
  return { above: bounds?.above ?? undefined, min: bounds?.min ?? undefined, max: bounds?.max ?? undefined }
}

/** Whether what was typed in per cent is a number, and one that the server takes; a region's target may be empty. */
function isAllowed(draft: KpiDraft, figure: string, percent: string): boolean {
  const ratio = ratioText(percent)
  return ratio !== undefined && isWithin(ratio, draft.bounds[figure] ?? {})
}

/** Figures that are numbers and lie beyond what they may be: "cap" and what it may be, in per cent. */
export function beyondBounds(
  drafts: readonly KpiDraft[],
): { readonly kpi: KpiDraft['title']; readonly figure: string; readonly bounds: string }[] {
  return drafts.flatMap((draft) => {
    const typed = [...Object.entries(draft.figures), ...Object.values(draft.regions).map((percent) => ['target', percent] as const)]
    return typed
      .filter(([figure, percent]) => ratioText(percent) !== undefined && !isAllowed(draft, figure, percent))
      .map(([figure]) => ({ kpi: draft.title, figure, bounds: percentBounds(draft.bounds[figure] ?? {}) }))
  })
}

function percentBounds({ above, min, max }: Bounds): string {
  const percent = (text: string | undefined) => (text === undefined ? undefined : percentText(text))
  return boundsText({ above: percent(above), min: percent(min), max: percent(max) })
}

/** The sum of the weights, exactly; undefined where one is no number. */
export function weightSum(drafts: readonly KpiDraft[]): string | undefined {
  return sumText(drafts.map(({ figures }) => figures.weight ?? ''))
}

/** Whether every figure is one: a region's target may be empty, and holds no more then. */
export function isReadable(drafts: readonly KpiDraft[]): boolean {
  return drafts.every(({ figures, regions }) =>
    [...Object.values(figures), ...Object.values(regions).filter((percent) => percent.trim() !== '')].every(
      (percent) => ratioText(percent) !== undefined,
    ),
  )
}

/** What differs from how it stands, as the server takes it: keys to ratios, null for a region's target that is given up. */
export function changedValues(before: readonly KpiDraft[], after: readonly KpiDraft[]): Record<string, string | null> {
  const values: Record<string, string | null> = {}
  for (const draft of after) {
    const known = before.find(({ kpi }) => kpi === draft.kpi)
    const own = `${draft.rule}/${draft.kpi}`
    for (const [figure, percent] of Object.entries(draft.figures)) {
      const ratio = ratioText(percent)
      if (ratio !== undefined && ratio !== ratioText(known?.figures[figure] ?? '')) values[`${own}/${figure}`] = ratio
    }
    for (const [region, percent] of Object.entries(draft.regions)) {
      const ratio = ratioText(percent) ?? null
      const stood = ratioText(known?.regions[region] ?? '') ?? null
      if (ratio !== stood) values[`${own}/target/${region}`] = ratio
    }
  }
  return values
}
