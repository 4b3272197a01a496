import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What runs 运算 and the results they leave can run into. */
const RUN_PROBLEMS = {
  run_must_be_alone: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 正在运算（{run}）。请等它结束，或先取消它。',
    en: 'The period {period} is being computed already ({run}). Wait until it has finished, or cancel it first.',
  },
  run_must_be_under_way: {
    severity: 'error',
    status: 409,
    zh: '运算 {run} 已结束（{state}），不能再取消。',
    en: 'The run {run} is over ({state}); it cannot be cancelled any more.',
  },
  run_must_be_done: {
    severity: 'error',
    status: 409,
    zh: '运算 {run} 没有结果（{state}）。请先完成一次运算。',
    en: 'The run {run} has no result ({state}). Finish a run first.',
  },
  run_was_interrupted: {
    severity: 'error',
    status: 409,
    zh: '运算 {run} 因服务停止而中断，没有留下任何结果。请重新运算。',
    en: 'The run {run} was interrupted because the server stopped; it left nothing behind. Start it again.',
  },
  run_must_not_break: {
    severity: 'error',
    status: 409,
    zh: '运算 {run} 因程序内部错误中断，没有留下任何结果。请重新运算；若再次发生，请把服务日志交给管理员。',
    en: 'The run {run} broke off because of an internal error; it left nothing behind. Start it again, and if it happens again hand the log to the administrator.',
  },
  result_must_be_published: {
    severity: 'error',
    status: 404,
    zh: '考核期间 {period} 尚未公布结果。',
    en: 'No result of the period {period} has been published yet.',
  },
  run_must_be_of_newest_data: {
    severity: 'error',
    status: 409,
    zh: '运算 {run} 之后数据又有变更（第 {change} 号变更）。请重新运算后再公布。',
    en: 'The data have changed since the run {run} (change {change}). Run again, then publish.',
  },
  run_must_be_of_newest_rules: {
    severity: 'error',
    status: 409,
    zh: '运算 {run} 之后又公布了规则 {rule}。请重新运算后再公布。',
    en: 'The rule {rule} was published since the run {run}. Run again, then publish.',
  },
  run_must_be_of_newest_settings: {
    severity: 'error',
    status: 409,
    zh: '运算 {run} 之后设置 {setting} 又有变更。请重新运算后再公布。',
    en: 'The setting {setting} has changed since the run {run}. Run again, then publish.',
  },
  region_must_not_be_held: {
    severity: 'error',
    status: 409,
    zh: '区域 {regions} 尚有人员数据不全，奖金暂缓分配。请补充数据或作出处理决定，重新运算后再公布。',
    en: 'The split of {regions} is held: people there are incomplete. Complete the data or decide, run again, then publish.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type RunProblemCode = keyof typeof RUN_PROBLEMS

export const runProblem = problemsOf(RUN_PROBLEMS)
