/** Why a row of a file is no record, in the words and the order in which that is said; `isRoutine`: nobody has to look at it. */
export const LEFT_OUT = {
  by_hand: { zh: '上传人剔除', en: 'left out by hand', isRoutine: false },
  meaning: { zh: '按列对应的说明不读取', en: 'left out by the mapping', isRoutine: false },
  continuation: { zh: '上一条记录的续行', en: 'goes on with the record above', isRoutine: true },
  total: { zh: '合计行', en: 'only adds up others', isRoutine: true },
  footer: { zh: '表尾或说明', en: 'a note, not a record', isRoutine: true },
  same_event: { zh: '另一份导出已有同一次考勤', en: 'another export tells the same event', isRoutine: true },
  refused: { zh: '审批未通过', en: 'was refused', isRoutine: false },
  withdrawn: { zh: '已撤销', en: 'was withdrawn', isRoutine: false },
  pending: { zh: '审批未完成', en: 'is not decided yet', isRoutine: false },
  void: { zh: '已作废', en: 'is void', isRoutine: false },
  begins_earlier: {
    zh: '假单从更早的月份开始，属于那个月',
    en: 'the leave began in an earlier month, to which it belongs',
    isRoutine: false,
  },
  without_client: { zh: '签到没有客户', en: 'names no client', isRoutine: false },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string; readonly isRoutine: boolean }>>

export type LeftOutReason = keyof typeof LEFT_OUT

/** A row that was left out on purpose: `what` is its text, or what it would have been. */
export interface LeftOut {
  readonly file: string
  readonly sheet: string | undefined
  readonly row: number
  readonly what: string
  readonly why: LeftOutReason
  /** Of a meaning: the key of it in the mapping, and the text that it is said of. */
  readonly meant?: { readonly key: string; readonly text: string } | undefined
}
