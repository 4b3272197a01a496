import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { API, send } from '../api/resource.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import { ACCEPTED_FILES } from './accepted-files.ts'
import type { Upload } from './api.ts'
import { CORRECTION_WORDS } from './correction-words.ts'

async function sendInPlace(upload: string, files: readonly File[]): Promise<Upload> {
  const body = new FormData()
  for (const file of files) body.append('file', file, file.name)
  const response = await send(`${API}/uploads/${encodeURIComponent(upload)}/files`, { method: 'POST', body })
  // The route's schema describes it.
  return (await response.json()) as Upload
}

/** Puts other files in the place of an upload's own: what was said of them is kept. */
export function ReplaceFiles({ upload }: { upload: Upload }) {
  const say = useWords(CORRECTION_WORDS)
  const input = useRef<HTMLInputElement>(null)
  const queryClient = useQueryClient()
  const replace = useMutation({
    mutationFn: (files: readonly File[]) => sendInPlace(upload.id, files),
    onSuccess: (checked) => {
      queryClient.setQueryData(['uploads', upload.id], checked)
      void queryClient.invalidateQueries({ queryKey: ['uploads', 'list'] })
      void queryClient.invalidateQueries({ queryKey: ['uploads', upload.id, 'columns'] })
    },
  })
  return (
    <>
      <Button loading={replace.isPending} title={say('replaceMore')} onClick={() => input.current?.click()}>
        {say('replace')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED_FILES}
        aria-label={say('replace')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) replace.mutate(files)
        }}
      />
      <ProblemNotice problem={replace.error} />
    </>
  )
}
