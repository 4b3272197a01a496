import { Button } from 'antd'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { saveFile } from '../parts/csv.ts'
import { Notice } from '../parts/notice.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { SECOND_FACTOR } from './words.ts'
import './second-factor.css'

interface BackupCodesProps {
  readonly username: string
  readonly codes: readonly string[]
  readonly onKept: () => void
}

/** Backup codes 备用码 the only time that they can be shown: to be copied, saved or printed. */
export function BackupCodes({ username, codes, onKept }: BackupCodesProps) {
  const say = useWords(SECOND_FACTOR)
  const common = useWords(COMMON)
  const [state, setState] = useState<'copied' | 'failed'>()
  const text = [say('paper'), say('paperOf', { username }), '', ...codes, ''].join('\n')
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setState('copied'),
      () => setState('failed'),
    )
  const list = (
    <ul className="factor-codes" aria-label={say('codes')}>
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
  )
  return (
    <div className="factor-form">
      <Notice kind="warn" title={say('codes')}>
        {say('codesOnce')}
      </Notice>
      {list}
      <div className="row">
        <Button onClick={() => void copy()}>{say('copyCodes')}</Button>
        <Button onClick={() => saveFile(`${say('file')}.txt`, new Blob([text], { type: 'text/plain;charset=utf-8' }))}>
          {say('download')}
        </Button>
        <Button onClick={() => window.print()}>{say('print')}</Button>
        <span role="status" className="quiet">
          {state === 'copied' ? common('copied') : state === 'failed' ? say('copyFailed') : ''}
        </span>
      </div>
      <div>
        <Button type="primary" onClick={onKept}>
          {say('kept')}
        </Button>
      </div>
      {createPortal(
        <div className="factor-paper" aria-hidden="true">
          <h1>{say('paper')}</h1>
          <p>{say('paperOf', { username })}</p>
          {list}
        </div>,
        document.body,
      )}
    </div>
  )
}
