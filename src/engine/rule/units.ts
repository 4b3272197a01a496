/** In what figures of rules are counted: a closed list, so that a slip is no unit of its own. */
export const UNITS = ['yuan', 'quantity', 'count', 'times', 'flag', 'points', 'ratio'] as const
export type Unit = (typeof UNITS)[number]
