import { fen, fenFromYuan, yuanText } from '../../base/money.ts'

/** What amounts of yuan come to, exactly: "12.30" and "-0.05" are "12.25". */
export function sumYuan(amounts: readonly string[]): string {
  return yuanText(fen(amounts.reduce((sum, amount) => sum + (fenFromYuan(amount) ?? 0n), 0n)))
}

/** What is left of an amount of yuan. */
export function lessYuan(amount: string, taken: string): string {
  return yuanText(fen((fenFromYuan(amount) ?? 0n) - (fenFromYuan(taken) ?? 0n)))
}

/** Whether an amount of yuan is nothing. */
export function isNothing(amount: string | null): boolean {
  return amount === null || fenFromYuan(amount) === 0n
}
