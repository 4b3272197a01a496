import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { API, send } from '../api/resource.ts'
import { TABLE_WORDS } from '../words/tables.ts'
import { defineWords, useWords } from '../words/words.ts'
import { saveFile } from './csv.ts'
import { day } from './format.ts'
import { ProblemNotice } from './notice.tsx'
import { inBrackets, sign } from './punctuation.ts'

const WORDS = defineWords('table-ways', {
  zh: {
    template: '下载模板',
    templateOf: '下载“{{table}}”的模板',
    upload: '上传',
    uploadOf: '上传“{{table}}”',
    profiles: '列对应方案',
    usedAt: '上次 {{day}}',
  },
  en: {
    template: 'Template',
    templateOf: 'Template of {{table}}',
    upload: 'Upload',
    uploadOf: 'Upload {{table}}',
    profiles: 'Column mappings',
    usedAt: 'last {{day}}',
  },
})

interface TableWaysProps {
  readonly table: TableKey
  /** Whether the person may upload it. */
  readonly own: boolean
  readonly profiles: readonly { readonly id: number; readonly name: string; readonly usedAt: string }[]
}

/** How a table that is missing is brought in: its template, its upload, and the kept mappings by which lists of other programs are read. */
export function TableWays({ table, own, profiles }: TableWaysProps) {
  const say = useWords(WORDS)
  const name = useWords(TABLE_WORDS)(table)
  const [problem, setProblem] = useState<unknown>()
  const save = async () => {
    const response = await send(`${API}/template?table=${table}`)
    saveFile(`${name}.xlsx`, await response.blob())
  }
  return (
    <>
      <div className="row">
        {own && (
          <Link to="/uploads" search={{ table }} aria-label={say('uploadOf', { table: name })}>
            {say('upload')}
          </Link>
        )}
        <button
          type="button"
          className="link-button"
          aria-label={say('templateOf', { table: name })}
          onClick={() => void save().catch(setProblem)}
        >
          {say('template')}
        </button>
      </div>
      {profiles.length > 0 && (
        <div className="quiet">
          <Link to="/mapping-profiles">{say('profiles')}</Link>
          {sign('colon')}
          {profiles.map((each) => `${each.name}${inBrackets(say('usedAt', { day: day(each.usedAt) }))}`).join(sign('list'))}
        </div>
      )}
      <ProblemNotice problem={problem} />
    </>
  )
}
