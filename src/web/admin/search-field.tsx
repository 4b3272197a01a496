import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'

/** How long nothing must be typed before a list is asked for again. */
const PAUSE_MS = 300

interface SearchFieldProps {
  /** Stands in the field itself, unless a label beside it names it by `id`. */
  readonly label?: string
  readonly id?: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** A line to search by; what it holds follows the address, and the address follows it after a pause. */
export function SearchField({ label, id, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value ?? '')
  const sent = useRef(value ?? '')
  const change = useRef(onChange)
  change.current = onChange
  useEffect(() => {
    // Back and forward change the address, not what was typed.
    if ((value ?? '') !== sent.current) {
      sent.current = value ?? ''
      setTyped(value ?? '')
    }
  }, [value])
  useEffect(() => {
    if (typed.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = typed.trim()
      change.current(typed.trim() || undefined)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const named = label === undefined ? {} : { 'aria-label': label, placeholder: label }
  const identified = id === undefined ? {} : { id }
  return (
    <Input.Search {...named} {...identified} allowClear maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
  )
}
