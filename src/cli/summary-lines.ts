import { yuanText } from '../base/money.ts'
import type { Language } from '../base/problem.ts'
import type { ListedAppraisal, RegionBonus } from '../domain/appraisal.ts'

/** One line per region for standard output: what came in, the pool, and what became of it. */
export function summaryLines(appraisal: ListedAppraisal, language: Language): string[] {
  return appraisal.bonus.map((region) => (language === 'zh' ? chineseLine(region) : englishLine(region)))
}

function chineseLine(region: RegionBonus): string {
  return `${region.region} ${region.name}：回款净额 ${yuanText(region.netCollections)} 元，奖金总额 ${yuanText(region.pool)} 元，${outcome(region)}`
}

function outcome(region: RegionBonus): string {
  if (region.status === 'held') return `暂缓分配（待处理：${region.heldBy.join('、')}）`
  if (region.status === 'unallocated') return '未分配'
  return `已分给 ${region.shares.length} 人`
}

function englishLine(region: RegionBonus): string {
  const came = `${region.region} ${region.name}: net collections ${yuanText(region.netCollections)}, pool ${yuanText(region.pool)}`
  if (region.status === 'held') return `${came}, held for ${region.heldBy.join(', ')}`
  return region.status === 'unallocated' ? `${came}, unallocated` : `${came}, split among ${region.shares.length}`
}
