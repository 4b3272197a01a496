import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { answer } from '../api/resource.ts'
import { saveFile } from '../parts/csv.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import { profiles } from './api.ts'
import { PROFILE_FILE_WORDS } from './profile-file-words.ts'

/** Saves a kept mapping as a file, for another server or `convert --profile`. */
export function ExportProfile({ id, name }: { id: number; name: string }) {
  const say = useWords(PROFILE_FILE_WORDS)
  const save = useMutation({
    mutationFn: () => answer(profiles[':profile'].file.$get({ param: { profile: String(id) } })),
    onSuccess: (file) => saveFile(`${name}.json`, new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })),
  })
  return (
    <>
      <Button size="small" loading={save.isPending} onClick={() => save.mutate()}>
        {say('export')}
      </Button>
      <ProblemNotice problem={save.error} />
    </>
  )
}

/** Takes a mapping from such a file; what is wrong with it is said. */
export function ImportProfile() {
  const say = useWords(PROFILE_FILE_WORDS)
  const queryClient = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const take = useMutation({
    mutationFn: async (file: File) => answer(profiles.$put({ json: JSON.parse(await file.text()) })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['mapping-profiles'] }),
  })
  return (
    <div className="stack">
      <div className="row">
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={say('import')}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) take.mutate(file)
            event.target.value = ''
          }}
        />
        <Button loading={take.isPending} onClick={() => input.current?.click()}>
          {say('import')}
        </Button>
        <span className="quiet">{say('importMore')}</span>
      </div>
      {take.error instanceof SyntaxError ? <p role="alert">{say('noJson')}</p> : <ProblemNotice problem={take.error} />}
    </div>
  )
}
