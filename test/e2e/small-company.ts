import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TableKey } from '../../src/domain/dataset/tables.ts'

/** A company of eight people in October 2026: everybody is scored, and nothing is worth a warning. */
export const SMALL_COMPANY: Readonly<Partial<Record<TableKey, string>>> = {
  regions: 'code,name\nEAST,华东\nWEST,华西\nNONE,空区\n',
  employees: [
    'number,name,position,region,hired_on,left_on',
    '0001,张三,service_engineer,EAST,,',
    '0002,李四,service_engineer,EAST,,',
    '0003,王五,service_engineer,WEST,,',
    'S1,赵六,sales_rep,EAST,,',
    'S2,钱七,sales_rep,WEST,,',
    'M1,孙八,regional_manager,EAST,,',
    'M2,周九,regional_manager,WEST,,',
    'RD,吴十,rd_manager,EAST,,',
    '',
  ].join('\n'),
  clients: 'code,name,region,rep\nC1,甲公司,EAST,S1\nC2,乙公司,WEST,S2\n',
  orders: [
    'number,date,rep,client,amount,list_amount,quantity',
    'O1,2026-10-05,S1,C1,1000.00,1100.00,5',
    'O2,2026-10-06,S2,C2,2000.00,2000.00,7',
    'O3,2025-10-06,S1,C1,500,500,1',
    'O4,2025-09-06,S2,C2,500,500,1',
    '',
  ].join('\n'),
  collections: 'number,date,client,amount\nH1,2026-10-05,C1,1234567.89\nH2,2026-10-06,C2,50000\n',
  receivables: 'number,due_date,client,rep,amount\nY1,2026-09-05,C1,S1,1000\nY2,2026-10-05,C2,S2,3000\n',
  quotas: 'period,rep,amount,quantity,new_clients\n2026-10,S1,2000,10,1\n2026-10,S2,3000,10,1\n',
  expenses: 'number,date,rep,amount\nE1,2026-10-03,S1,50\n',
  visits: 'number,date,rep,client,successful\nV1,2026-10-03,S1,C1,yes\n',
  complaints: 'number,date,rep,client,upheld\nK1,2026-10-03,S1,C1,yes\n',
  attendance: 'date,employee,kind,count\n2026-10-08,0001,late,2\n2026-10-09,0001,arrival_late,1\n',
  feedback: [
    'number,date,engineer,attitude,resolution,dedication,solved_on_site',
    'B1,2026-10-03,0001,95,90,92,yes',
    'B2,2026-10-03,0002,90,90,90,no',
    'B3,2026-10-03,0003,90,90,90,yes',
    '',
  ].join('\n'),
  followups: 'number,date,engineer,score\nF1,2026-10-04,0001,88\nF2,2026-10-04,0002,80\nF3,2026-10-04,0003,80\n',
  evaluations: [
    'period,engineer,item,evaluator,score',
    '2026-10,0001,overall,M1,90',
    '2026-10,0002,overall,M1,80',
    '2026-10,0003,overall,M2,85',
    '2026-10,0001,on_site_resolution,M1,85',
    '',
  ].join('\n'),
  commissions: 'period,region,amount\n2026-10,EAST,30000\n2026-10,WEST,1000\n',
}

/** Writes tables as CSV files into a folder; `undefined` leaves a table out. */
export async function writeTables(folder: string, tables: Readonly<Record<string, string | undefined>>): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const [table, content] of Object.entries(tables)) {
    if (content !== undefined) await writeFile(join(folder, `${table}.csv`), content)
  }
  return folder
}
