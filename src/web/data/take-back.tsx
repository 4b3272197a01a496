import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { answer } from '../api/resource.ts'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useWords } from '../words/words.ts'
import { changes } from './api.ts'
import { CHANGE_WORDS } from './change-words.ts'

interface TakeBackProps {
  readonly change: string
  readonly title: string
  readonly confirmLabel?: string | undefined
  readonly required?: boolean
  readonly children: ReactNode
  readonly onDone: () => void
}

/** Takes a change of the data back; what stands in the way is said in the dialog. */
export function TakeBack({ change, title, confirmLabel, required = false, children, onDone }: TakeBackProps) {
  const say = useWords(CHANGE_WORDS)
  const queryClient = useQueryClient()
  const takeBack = useMutation({
    mutationFn: (reason: string) =>
      answer(changes[':change']['take-back'].$post({ param: { change }, json: reason === '' ? {} : { reason } })),
    onSuccess: async () => {
      onDone()
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      open
      title={title}
      confirmLabel={confirmLabel ?? say('takeBack')}
      required={required}
      danger
      isPending={takeBack.isPending}
      problem={takeBack.error}
      onCancel={onDone}
      onConfirm={(reason) => takeBack.mutate(reason)}
    >
      {children}
    </ReasonDialog>
  )
}
