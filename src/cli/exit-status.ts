/** Exit statuses of the command (CONTRACT section 2). */
export const EXIT = {
  done: 0,
  /** The dataset or the rules have errors and nothing was written; or verify found a difference. */
  errors: 1,
  /** Done, but something is held or incomplete. */
  incomplete: 2,
  /** Wrong usage, as sysexits.h has it. */
  usage: 64,
} as const
