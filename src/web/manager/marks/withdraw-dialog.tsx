import { useMutation } from '@tanstack/react-query'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { useWords } from '../../words/words.ts'
import type { MarkItem } from './mark-row.ts'
import { withdrawMarks } from './marks-api.ts'
import { MARKS } from './words.ts'

export interface Withdrawal {
  readonly marks: readonly { readonly engineer: string; readonly item: MarkItem; readonly evaluator: string | undefined }[]
  readonly count: number
}

/** Takes submitted marks back, after saying what that means. */
export function WithdrawDialog({
  period,
  withdrawal,
  onClose,
  onWithdrawn,
}: {
  period: string
  withdrawal: Withdrawal | undefined
  onClose: () => void
  onWithdrawn: (marks: Awaited<ReturnType<typeof withdrawMarks>>) => void
}) {
  const say = useWords(MARKS)
  const withdraw = useMutation({
    mutationFn: (reason: string) => withdrawMarks(period, withdrawal?.marks ?? [], reason),
    onSuccess: onWithdrawn,
  })
  return (
    <ReasonDialog
      open={withdrawal !== undefined}
      title={withdrawal && withdrawal.count > 1 ? say('withdrawAll', { count: withdrawal.count }) : say('withdrawTitle')}
      required={false}
      confirmLabel={say('withdraw')}
      isPending={withdraw.isPending}
      problem={withdraw.error}
      onCancel={() => {
        withdraw.reset()
        onClose()
      }}
      onConfirm={(reason) => withdraw.mutate(reason)}
    >
      <p>{say('withdrawMore')}</p>
    </ReasonDialog>
  )
}
