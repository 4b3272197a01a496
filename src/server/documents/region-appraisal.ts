import type { Appraisal } from '../../domain/appraisal.ts'
import type { PaidByPlans } from '../../domain/pay/pay-result.ts'
import { placeAdjustments } from '../../sheets/write/workbooks/place-adjustments.ts'

/** The part of an appraisal that the manager of a region may see: its people, its split, and the adjustments shown with it. */
export function regionAppraisal(appraisal: Appraisal, region: string): Appraisal {
  const placed = [...(placeAdjustments(appraisal).get(region) ?? [])]
  return {
    ...appraisal,
    service: appraisal.service.filter((person) => person.region === region),
    sales: appraisal.sales.filter((person) => person.region === region),
    bonus: appraisal.bonus.filter((each) => each.region === region),
    ...(appraisal.pay && { pay: ofRegion(appraisal.pay, region) }),
    problems: [],
    settled: (appraisal.settled ?? []).filter((line) => line.region === region),
    adjustments: placed.map(([employee, { name, amount }]) => ({ employee, name, region, amount })),
  }
}

function ofRegion({ commissions, grades }: PaidByPlans, region: string): PaidByPlans {
  const isHere = (each: { readonly region: string }) => each.region === region
  return { commissions: commissions.filter(isHere), grades: grades.filter(isHere) }
}
