import type { Language } from '../../../base/problem.ts'
import type { Rational } from '../../../base/rational.ts'
import type { Module } from '../../../domain/engineers/service-facts.ts'
import type { Kpi } from '../../../domain/sales/sales-facts.ts'
import type { KpiUnit } from '../../../domain/sales/sales-result.ts'

/** What workbooks say beside the appraisal itself. Plain data, so that it can be sent to a worker thread. */
export interface WorkbookOptions {
  readonly language: Language
  /** The company's name, first in every title. */
  readonly company?: string | undefined
  /** What each KPI is called and sets against what, in the words of its rule under the settings in force; in the order of their clauses. */
  readonly kpis: ReadonlyMap<Kpi, KpiMeaning>
  /** The weights of policy 5.1 for the headings (0.1, 0.2, 0.3, 0.4). */
  readonly moduleWeights: Readonly<Record<Module, Rational>>
  readonly bonusRules: BonusRules
  /** Why a KPI is not applicable 不适用, in words of `language`, by the key in the result; a key without words is shown as it is. */
  readonly reasonWords: Readonly<Record<string, string>>
}

type Words = Readonly<Record<Language, string>>

/** A KPI of policy section S for headings and legend. */
export interface KpiMeaning {
  readonly title: Words
  readonly clause: string
  /** The title of the sheet on which it stands; undefined where its rule leaves that open. */
  readonly sheet: Words | undefined
  readonly better: 'higher' | 'lower'
  /** What numerator and denominator count. */
  readonly unit: KpiUnit
  readonly numerator: Words
  readonly denominator: Words
  /** The settings that choose its records or its base, with their values. */
  readonly readings: readonly Words[]
}

/** How the rules in force make and split a pool, as far as the sheets compute it themselves. */
export interface BonusRules {
  /** Whether the pool stops at the commission 销售提成 (POLICY A12). */
  readonly isCapped: boolean
  /**
   * What decides between equal remainders, one after the other, where shares are in proportion to scores (5.3.3) and the fen left over go
   * to the largest remainders (A16). Undefined under another rule: the sheets then show the engine's numbers alone.
   */
  readonly ties: readonly ('higherScore' | 'smallerKey')[] | undefined
}

/** A workbook's file: its kind as result.json names it, and its name inside the folder. */
export interface WorkbookFile {
  readonly kind: 'score-sheets' | 'bonus-sheets' | 'sales-kpis' | 'payroll' | 'commission-sheets'
  readonly name: string
}

/** A workbook that was written, with the hash of its bytes. */
export interface WrittenFile extends WorkbookFile {
  readonly sha256: string
}

const CHINESE_NAMES: Readonly<Record<WorkbookFile['kind'], string>> = {
  'score-sheets': '客服人员考核评分表',
  'bonus-sheets': '奖金分配表',
  'sales-kpis': '销售人员考核表',
  payroll: '工资奖金导入表',
  'commission-sheets': '提成与绩效工资表',
}

/** How the names of the files of one kind begin: "奖金分配表-2026-10", in English "bonus-sheets-2026-10". */
export function fileNameBase(kind: WorkbookFile['kind'], period: string, { language }: Pick<WorkbookOptions, 'language'>): string {
  return `${language === 'zh' ? CHINESE_NAMES[kind] : kind}-${period}`
}
