import { Button, QRCode } from 'antd'
import { useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { day } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { sign } from '../parts/punctuation.ts'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { LINKS } from './link-words.ts'
import type { MadeLink } from './links-api.ts'
import './link-slip.css'

/** A link that was just made: to be scanned from this screen, copied, or printed as a slip for the job's papers. */
export function LinkSlip({ made: { link, url } }: { made: MadeLink }) {
  const say = useWords(LINKS)
  const common = useWords(COMMON)
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<'yes' | 'no'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url)
      setCopied('yes')
    } catch {
      // Without https the browser gives no clipboard: the text is selected for Ctrl+C.
      field.current?.select()
      setCopied('no')
    }
  }
  return (
    <div className="slip stack">
      <Notice kind="good" title={say('ready')}>
        {say('readyMore')}
      </Notice>
      <Code url={url} size={208} />
      <div className="field">
        <label htmlFor="slip-url">{say('scan')}</label>
        <input id="slip-url" ref={field} readOnly value={url} onFocus={(event) => event.target.select()} />
      </div>
      <div className="row">
        <Button type="primary" onClick={() => void copy()}>
          {say('copyLink')}
        </Button>
        <Button onClick={() => window.print()}>{say('print')}</Button>
        <span role="status" className="quiet">
          {copied === 'yes' ? common('copied') : copied === 'no' ? say('copyFailed') : ''}
        </span>
      </div>
      {createPortal(
        <div className="slip-paper" aria-hidden="true">
          <h1>{say(link.kind === 'feedback' ? 'slipTitle' : 'slipFollowup')}</h1>
          <Code url={url} size={260} />
          <p>{say('slipScan')}</p>
          <p>
            {say('engineer')}
            {sign('colon')}
            {link.engineerName}　{say('day')}
            {sign('colon')}
            {day(link.day)}
            {link.clientName === null ? '' : `　${say('client')}${sign('colon')}${link.clientName}`}
          </p>
          <p>
            {link.number}　{say('slipUntil', { day: day(link.expiresAt) })}
          </p>
        </div>,
        document.body,
      )}
    </div>
  )
}

/** Black on white in any appearance: that is what cameras read. */
function Code({ url, size }: { url: string; size: number }) {
  const say = useWords(LINKS)
  return (
    <div className="slip-code" role="img" aria-label={say('qr', { url })}>
      <div aria-hidden="true">
        <QRCode type="svg" value={url} size={size} color="#000000" bgColor="#ffffff" errorLevel="M" bordered={false} />
      </div>
    </div>
  )
}
