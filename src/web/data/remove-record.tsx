import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, ifMatch } from '../api/resource.ts'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useWords } from '../words/words.ts'
import { records, type TableInfo } from './api.ts'
import type { EditedRecord } from './record-dialog.tsx'
import { RECORD_WORDS } from './record-words.ts'

/** Takes a record out of force, with a reason. */
export function RemoveRecord({ table, record, onDone }: { table: TableInfo; record: EditedRecord; onDone: (isRemoved: boolean) => void }) {
  const say = useWords(RECORD_WORDS)
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: (reason: string) =>
      answer(
        records[':table'][':key'].$delete(
          { param: { table: table.key, key: encodeURIComponent(record.key) }, query: { reason } },
          ifMatch(record.version),
        ),
      ),
    onSuccess: async () => {
      onDone(true)
      await queryClient.invalidateQueries()
    },
  })
  return (
    <ReasonDialog
      open
      danger
      title={say('removeTitle')}
      confirmLabel={say('remove')}
      isPending={remove.isPending}
      problem={remove.error}
      onCancel={() => onDone(false)}
      onConfirm={(reason) => remove.mutate(reason)}
    >
      {say('removeBody')}
    </ReasonDialog>
  )
}
