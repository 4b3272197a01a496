import { type ReactNode, useEffect, useId, useRef } from 'react'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import './side-panel.css'

/** A panel at the side, on a phone over everything: what one item opens. Escape, the button and a click beside it close it. */
export function SidePanel({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const say = useWords(COMMON)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const place = dialog.current
    if (place && !place.open) place.showModal()
    return () => place?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself.
    <dialog
      ref={dialog}
      className="side-panel no-print"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="side-panel-page">
        <header className="side-panel-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="bar-button" aria-label={say('close')} onClick={onClose}>
            ✕
          </button>
        </header>
        <div className="side-panel-body stack">{children}</div>
      </div>
    </dialog>
  )
}
