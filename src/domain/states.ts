/** The states of a period, in the order in which a company walks through them. The database keeps them, answers name them, screens have words for them. */
export const PERIOD_STATES = ['collecting', 'evaluating', 'review', 'published', 'closed'] as const
/** 收集数据, 评分, 复核, 已公布, 已关闭. */
export type PeriodState = (typeof PERIOD_STATES)[number]

export const UPLOAD_STATES = ['checked', 'broken', 'committed', 'dropped'] as const
/** 已检查, 有错误, 已提交, 已放弃. */
export type UploadState = (typeof UPLOAD_STATES)[number]

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]

export const WHAT_IF_STATES = ['running', 'done', 'failed'] as const
/** 试算中, 完成, 失败. */
export type WhatIfState = (typeof WHAT_IF_STATES)[number]

export const APPEAL_STATES = ['open', 'kept', 'corrected'] as const
/** 待答复, 维持, 更正. */
export type AppealState = (typeof APPEAL_STATES)[number]

export const SHEET_STATES = ['open', 'overdue', 'confirmed', 'objected'] as const
/** 待确认, 逾期未确认, 已确认, 有异议. Overdue is worked out from the deadline and stays what it is: nobody agreed. */
export type SheetState = (typeof SHEET_STATES)[number]

export const BOARD_STATES = ['held', 'computed', 'published', 'closed'] as const
/** Of a region's bonus: 暂缓分配, 已计算, 已公布, 已关闭. */
export type BoardState = (typeof BOARD_STATES)[number]

export const PAYMENT_STATES = ['unpaid', 'paid', 'nothing_due'] as const
/** Of one person: 未发放, 已发放, 无应发金额. */
export type PaymentState = (typeof PAYMENT_STATES)[number]

export const PAYMENT_PROGRESS = ['nothing_due', 'none', 'part', 'paid'] as const
/** Of a region: 无应发金额, 未发放, 部分发放, 已发放. */
export type PaymentProgress = (typeof PAYMENT_PROGRESS)[number]

export const PAYMENT_KINDS = ['paid', 'taken_back'] as const
/** What finance wrote down: that people were paid 发放, or that such a mark was taken back 撤回. */
export type PaymentKind = (typeof PAYMENT_KINDS)[number]

export const ADJUSTMENT_STATES = ['proposed', 'accepted', 'rejected', 'superseded'] as const
/** 待定, 已接受, 已拒绝, 已被新的复核取代. */
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number]

export const BALANCE_DECISIONS = ['carry', 'reclaim', 'write_off'] as const
/** What is done about a balance 待扣余额: deducted from later months 结转扣回, asked back 追讨, written off 核销. */
export type BalanceDecision = (typeof BALANCE_DECISIONS)[number]

/** What became of a balance: decisions, and what was deducted from a month 扣回 or received 收到退款. */
export type BalanceEntryKind = BalanceDecision | 'deducted' | 'received'

export const BALANCE_STATES = ['undecided', 'carry', 'reclaim', 'settled', 'written_off'] as const
/** 待决定, 结转扣回中, 追讨中, 已结清, 已核销. */
export type BalanceState = (typeof BALANCE_STATES)[number]

export const FORM_STATES = ['open', 'answered', 'expired', 'revoked'] as const
/** Of the link to a client's form: 待填写, 已填写, 已过期, 已作废. */
export type FormState = (typeof FORM_STATES)[number]

export const FORM_ENTRIES = ['held', 'entered', 'dismissed'] as const
/** What became of an answer: it waits for HR 待处理, is a record 已入账, or counts for nothing 不计入. */
export type FormEntry = (typeof FORM_ENTRIES)[number]

export const MARK_STATES = ['draft', 'submitted'] as const
/** 草稿, 已提交. */
export type MarkState = (typeof MARK_STATES)[number]
