import { Button } from 'antd'
import { useState } from 'react'
import { COMMON } from '../words/common.ts'
import { defineWords, useWords } from '../words/words.ts'
import './secret.css'

const WORDS = defineWords('secret', {
  zh: { copyFailed: '未能复制，请手工选中后复制' },
  en: { copyFailed: 'It could not be copied; select and copy it' },
})

/** A secret that is shown once: it can be selected whole, and copied. */
export function Secret({ label, secret, copyLabel }: { label: string; secret: string; copyLabel: string }) {
  const say = useWords(WORDS)
  const common = useWords(COMMON)
  const [state, setState] = useState<'copied' | 'failed'>()
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setState('copied'),
      () => setState('failed'),
    )
  return (
    <>
      <div className="secret">
        <output aria-label={label}>{secret}</output>
        <Button onClick={() => void copy()}>{copyLabel}</Button>
      </div>
      <div role="status" className="quiet">
        {state === 'copied' ? common('copied') : state === 'failed' ? say('copyFailed') : ''}
      </div>
    </>
  )
}
