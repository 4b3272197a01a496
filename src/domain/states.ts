/** The states of a period, in the order in which a company walks through them. The database keeps them, answers name them, screens have words for them. */
export const PERIOD_STATES = ['collecting', 'evaluating', 'review', 'published', 'closed'] as const
/** 收集数据, 评分, 复核, 已公布, 已关闭. */
export type PeriodState = (typeof PERIOD_STATES)[number]

export const UPLOAD_STATES = ['checked', 'broken', 'committed', 'dropped'] as const
/** 已检查, 有错误, 已提交, 已放弃. */
export type UploadState = (typeof UPLOAD_STATES)[number]

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]

export const APPEAL_STATES = ['open', 'kept', 'corrected'] as const
/** 待答复, 维持, 更正. */
export type AppealState = (typeof APPEAL_STATES)[number]
