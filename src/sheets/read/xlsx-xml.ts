import { SaxesParser } from 'saxes'
import { Unreadable } from './row-block.ts'

export interface XmlHandlers {
  /** Names come without their namespace prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Characters between two tags at most: a cell holds 32,767, each at most some ten characters of XML. */
const MOST_BETWEEN_TAGS = 4 * 1024 * 1024
const DEEPEST = 100

/**
 * Parses a part of a workbook as its text arrives; after each piece it yields, so that the caller can hand on what its handlers
 * gathered. A document type declaration is refused, so there are no entities but XML's own five. Throws Unreadable.
 */
export async function* parsedXml(pieces: AsyncIterable<string>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false, xmlns: false } as const)
  let depth = 0
  let sinceTag = 0
  parser.on('doctype', () => {
    throw new Unreadable('workbook_must_not_declare_entities')
  })
  parser.on('error', (error) => {
    throw new Unreadable('workbook_must_be_a_workbook', { reason: error.message.slice(0, 120) })
  })
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0
    if (++depth > DEEPEST) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'tags nested too deeply' })
    handlers.open?.(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    sinceTag = 0
    depth--
    handlers.close?.(local(name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  for await (const piece of pieces) {
    if (sinceTag > MOST_BETWEEN_TAGS) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'text too long' })
    if (piece === '') continue
    sinceTag += piece.length
    // A declaration is refused where it begins: its inside would be gathered before the event comes.
    if (piece.includes('<!DOCTYPE')) throw new Unreadable('workbook_must_not_declare_entities')
    parser.write(piece)
    yield
  }
  parser.close()
}

export async function readXml(pieces: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parsedXml(pieces, handlers));
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
