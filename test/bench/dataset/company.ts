import { randomStream } from '../../../fixtures/worlds/generator/random-stream.ts'
import { TableFile } from './table-file.ts'

/** How many people and clients the company of the benchmark has. */
export interface CompanySize {
  readonly regions: number
  readonly representatives: number
  readonly engineers: number
  readonly clients: number
  /** Orders in a thousand that somebody else than the client's own representative took. */
  readonly strayOrders: number
}

/** 10,000 people: 7,000 representatives and 2,900 engineers in 100 regions, each with a manager. */
export const COMPANY: CompanySize = { regions: 100, representatives: 7_000, engineers: 2_900, clients: 40_000, strayOrders: 20 }

export function peopleOf(size: CompanySize): number {
  return size.regions + size.representatives + size.engineers
}

export const regionCode = (index: number): string => `R${String(index + 1).padStart(3, '0')}`
export const managerNumber = (region: number): string => `M${String(region + 1).padStart(3, '0')}`
export const representativeNumber = (index: number): string => `S${String(index + 1).padStart(5, '0')}`
export const engineerNumber = (index: number): string => `T${String(index + 1).padStart(5, '0')}`
export const clientCode = (index: number): string => `C${String(index + 1).padStart(6, '0')}`

/** The representative who looks after a client, by their places in the lists. */
export function representativeOf(client: number, size: CompanySize): number {
  return client % size.representatives
}

const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林']
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '艳',
  '杰',
  '涛',
  '明',
  '超',
  '秀英',
  '建国',
  '晓东',
  '志强',
  '雪梅',
]
const TRADES = ['机械', '包装', '电子', '食品', '纺织', '建材', '汽配', '五金', '环保', '印务']

/** Regions, employees, some moves between regions, and clients. Answers how many rows it wrote. */
export function writeCompany(folder: string, size: CompanySize): number {
  const draw = randomStream('bench company')
  const regions = new TableFile(folder, 'regions', 'code,name')
  const employees = new TableFile(folder, 'employees', 'number,name,position,region,hired_on,left_on')
  const postings = new TableFile(folder, 'postings', 'employee,region,from')
  const clients = new TableFile(folder, 'clients', 'code,name,region,rep,class,internal')

  const hire = (number: string, position: string, region: number): void => {
    const hired = `${draw.between(2012, 2023)}-${String(draw.between(1, 12)).padStart(2, '0')}-01`
    employees.add(`${number},${draw.pick(SURNAMES)}${draw.pick(GIVEN)},${position},${regionCode(region)},${hired},`)
  }
  for (let region = 0; region < size.regions; region++) {
    regions.add(`${regionCode(region)},第${region + 1}大区`)
    hire(managerNumber(region), 'regional_manager', region)
  }
  for (let index = 0; index < size.representatives; index++) {
    hire(representativeNumber(index), 'sales_rep', index % size.regions)
    if (draw.chance(20))
      postings.add(`${representativeNumber(index)},${regionCode(draw.below(size.regions))},2026-0${draw.between(1, 9)}-01`)
  }
  for (let index = 0; index < size.engineers; index++) hire(engineerNumber(index), 'service_engineer', index % size.regions)
  for (let index = 0; index < size.clients; index++) {
    const rep = representativeOf(index, size)
    const name = `${draw.pick(SURNAMES)}氏${draw.pick(TRADES)}${index + 1}有限公司`
    const internal = draw.chance(3) ? 'yes' : ''
    clients.add(
      `${clientCode(index)},${name},${regionCode(rep % size.regions)},${representativeNumber(rep)},${draw.pick('ABC'.split(''))},${internal}`,
    )
  }
  const files = [regions, employees, postings, clients]
  for (const file of files) file.close()
  return files.reduce((sum, file) => sum + file.rows, 0)
}
