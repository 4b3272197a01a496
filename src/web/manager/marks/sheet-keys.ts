/** A key as it was pressed, in the words of the browser's event; `held` is Ctrl, or Command on a Mac. */
export interface PressedKey {
  readonly key: string
  readonly held: boolean
  readonly shift: boolean
  readonly alt: boolean
  /** An input method is choosing words with it. */
  readonly isComposing: boolean
}

/** What a key does to the sheet; undefined leaves it to the grid, which moves, opens editors and tabs out by itself. */
export type SheetAction =
  | { readonly kind: 'undo' | 'redo' | 'fillDown' | 'chooseAll' | 'unchoose' | 'clear' | 'open' | 'locked' }
  /** Another cell becomes the active one: so many rows and columns away, with `far` at the edge. */
  | { readonly kind: 'go' | 'extend'; readonly rows: number; readonly columns: number; readonly far: boolean }

const ARROWS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const WITH_HELD: Readonly<Record<string, SheetAction>> = {
  z: { kind: 'undo' },
  y: { kind: 'redo' },
  d: { kind: 'fillDown' },
  a: { kind: 'chooseAll' },
}

/** A key on a cell that is not being typed into. */
export function keyOnCell(
  { key, held, shift }: PressedKey,
  cell: { readonly isMark: boolean; readonly isLocked: boolean; readonly hasRange: boolean },
): SheetAction | undefined {
  const letter = key.toLowerCase()
  if (held && shift && letter === 'z') return { kind: 'redo' }
  if (held && WITH_HELD[letter]) return WITH_HELD[letter]
  const arrow = ARROWS[key]
  if (arrow && (shift || held)) return { kind: shift ? 'extend' : 'go', rows: arrow[0], columns: arrow[1], far: held }
  if (key === 'Escape') return cell.hasRange ? { kind: 'unchoose' } : undefined
  if (key === 'Delete' || key === 'Backspace') return { kind: 'clear' }
  if ((key === 'Enter' || key === ' ') && !cell.isMark) return { kind: 'open' }
  if (key === 'Enter') return { kind: 'go', rows: shift ? -1 : 1, columns: 0, far: false }
  const isTyping = key === 'F2' || (!held && key.length === 1)
  return isTyping && cell.isLocked ? { kind: 'locked' } : undefined
}

/** What a key does in a cell that is being typed into; undefined leaves it to the text. */
export type EditAction =
  /** The input method's: nobody else may act on it. */
  | { readonly kind: 'composing' }
  | { readonly kind: 'newline' | 'nextMark' | 'previousMark' }
  /** What was typed is taken, and another cell becomes the active one. */
  | { readonly kind: 'go'; readonly rows: number; readonly columns: number }

export function keyInEditor(
  { key, shift, alt, held, isComposing }: PressedKey,
  editor: { readonly isComment: boolean; readonly begunBy: 'typing' | 'edit' },
): EditAction | undefined {
  if (isComposing || key === 'Process') return { kind: 'composing' }
  if (key === 'Enter') {
    if (editor.isComment && alt) return { kind: 'newline' }
    return { kind: 'go', rows: shift ? -1 : 1, columns: 0 }
  }
  if (key === 'Tab') return { kind: shift ? 'previousMark' : 'nextMark' }
  const arrow = ARROWS[key]
  // Begun by typing, arrows lead to other cells, as in a spreadsheet; begun by F2, they move within the text.
  if (arrow && editor.begunBy === 'typing' && !shift && !held) return { kind: 'go', rows: arrow[0], columns: arrow[1] }
  return undefined
}
