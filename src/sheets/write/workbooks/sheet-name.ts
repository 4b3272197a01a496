import { widthOf } from './xlsx/sheet-layout.ts'

const LONGEST = 31

/**
 * Gives each title a name that a spreadsheet accepts: at most 31 characters, none of : \ / ? * [ ], no quote at
 * either end, and no two alike, capitals or not. Titles that come out alike are numbered: 华东, 华东 (2).
 */
export class SheetNames {
  readonly #taken = new Set<string>()

  nameFor(title: string): string {
    const clean = cut(cleaned(title), LONGEST)
    let name = clean
    for (let again = 2; this.#taken.has(name.toLowerCase()); again++) {
      const suffix = ` (${again})`
      name = cut(clean, LONGEST - suffix.length) + suffix
    }
    this.#taken.add(name.toLowerCase())
    return name
  }
}

/** Excel keeps the name History for itself. */
function cleaned(title: string): string {
  const clean = title
    .replace(/[:\\/?*[\]\u0000-\u001f\ufffe\uffff]/g, ' ')
    .replace(/^[\s']+|[\s']+$/g, '')
    .replace(/\s+/g, ' ')
  if (clean === '') return '_'
  return clean.toLowerCase() === 'history' ? `${clean}_` : clean
}

/** Cuts at UTF-16 units, as the limit counts them, but never through a character. */
function cut(words: string, length: number): string {
  if (words.length <= length) return words
  const last = words.charCodeAt(length - 1)
  return words.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length).trimEnd()
}

/** A part of a file name that every file system takes: no reserved signs, no dot or blank at an end, at most 60 characters wide. */
export function fileNamePart(title: string): string {
  let part = ''
  for (const character of title.normalize('NFC').replace(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, '_')) {
    if (widthOf(part + character) > 60) break
    part += character
  }
  return part.replace(/^[\s.]+|[\s.]+$/g, '') || '_'
}
