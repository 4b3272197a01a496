import type { RandomStream } from '../../fixtures/worlds/generator/random-stream.ts'
import { type Day, dayText } from '../../src/base/day.ts'
import { unitsText } from '../../src/base/rounding.ts'

// The many ways in which CONTRACT section 1 lets the same value be written.

const WEEKDAYS = '日一二三四五六'

export function writtenDay(draw: RandomStream, day: Day): string {
  const iso = dayText(day)
  const [year, month, date] = iso.split('-').map(Number)
  const weekday = WEEKDAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()]
  return draw.pick([
    iso,
    iso,
    `${year}/${month}/${date}`,
    `${year}年${month}月${date}日`,
    `${iso.replaceAll('-', '/')} 星期${weekday}`,
    fullWidth(iso),
  ])
}

export function writtenMoney(draw: RandomStream, fen: number): string {
  const plain = unitsText(BigInt(fen), 2)
  const grouped = plain.replace(/\B(?=(\d{3})+\.)/g, ',')
  return draw.pick([plain, plain, plain.replace(/\.?0+$/, '') || '0', grouped, fen < 0 ? grouped : `¥${grouped}`, ` ${plain} `])
}

/** Hundredths of a point, or millionths of a piece, with or without the zeros at the end. */
export function writtenDecimal(draw: RandomStream, units: number, places: number): string {
  const plain = unitsText(BigInt(units), places)
  return draw.chance(500) ? plain : plain.replace(/\.?0+$/, '') || '0'
}

export function writtenFlag(draw: RandomStream, flag: boolean): string {
  return flag ? draw.pick(['yes', '是', '1', 'true']) : draw.pick(['no', '否', '0', 'false'])
}

export function writtenPeriod(draw: RandomStream, period: string): string {
  const month = /^(\d{4})-(\d\d)$/.exec(period)
  if (!month) return period
  return draw.pick([period, period, `${month[1]}/${month[2]}`, `${month[1]}年${Number(month[2])}月`])
}

function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}

/** How a file is put down: nothing of this may be seen in a result. */
export interface FileForm {
  readonly delimiter: ',' | ';' | '\t'
  readonly newline: '\n' | '\r\n'
  readonly encoding: 'utf-8' | 'utf-8 with BOM' | 'gb18030'
  readonly blankRows: boolean
  readonly quoteAll: boolean
}

export function fileForm(draw: RandomStream): FileForm {
  return {
    delimiter: draw.pick([',', ',', ',', ';', '\t'] as const),
    newline: draw.pick(['\n', '\r\n'] as const),
    encoding: draw.pick(['utf-8', 'utf-8', 'utf-8 with BOM', 'gb18030'] as const),
    blankRows: draw.chance(200),
    quoteAll: draw.chance(200),
  }
}

export function fileBytes(form: FileForm, rows: readonly (readonly string[])[]): Uint8Array {
  const { delimiter, newline, quoteAll } = form
  const cell = (text: string) => (quoteAll || /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = rows.map((row) => row.map(cell).join(delimiter))
  const spaced = form.blankRows ? lines.flatMap((line, index) => (index % 3 === 1 ? [line, ''] : [line])) : lines
  const text = spaced.join(newline) + newline
  if (form.encoding === 'gb18030') return gb18030(text)
  return new TextEncoder().encode(form.encoding === 'utf-8' ? text : `\ufeff${text}`)
}

let twoBytes: Map<string, readonly [number, number]> | undefined

/** Node decodes GB18030 but does not encode it; its two-byte table is its decoder's, read backwards, and what lies beyond the basic plane is a formula. */
function gb18030(text: string): Uint8Array {
  twoBytes ??= decoderReadBackwards()
  const bytes: number[] = []
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    const pair = twoBytes.get(sign)
    if (code < 0x80) bytes.push(code)
    else if (pair) bytes.push(...pair)
    else if (sign === '¥') bytes.push(0x81, 0x30, 0x84, 0x36)
    else if (code >= 0x10000) {
      const linear = code - 0x10000
      bytes.push(
        0x90 + Math.floor(linear / 12600),
        0x30 + (Math.floor(linear / 1260) % 10),
        0x81 + (Math.floor(linear / 10) % 126),
        0x30 + (linear % 10),
      )
    } else throw new RangeError(`${sign} is not among the signs that the random worlds use.`)
  }
  return Uint8Array.from(bytes)
}

function decoderReadBackwards(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const sign = decoder.decode(Uint8Array.of(lead, trail))
      if ([...sign].length === 1 && sign !== '\ufffd' && !found.has(sign)) found.set(sign, [lead, trail])
    }
  }
  return found
}
