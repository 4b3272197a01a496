import { fileBytes } from './file-bytes.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './row-block.ts'

/** What a file is by its first bytes, whatever its name: `zip` and `ole` hold workbooks and much else, which their insides tell. */
export type FileKind = 'text' | 'zip' | 'ole' | 'html' | 'xml_workbook' | NoList

/** What people send instead of a list, with words for what it looks like. */
const LOOKS = {
  pdf: ['PDF 文件', 'a PDF'],
  word: ['Word 文档', 'a Word document'],
  presentation: ['演示文稿', 'a presentation'],
  image: ['图片', 'a picture'],
  archive: ['压缩包', 'an archive of files'],
  web_page: ['没有表格的网页', 'a web page without a table'],
  xml: ['XML 文件', 'an XML file'],
  empty: ['空文件', 'an empty file'],
  unknown: ['其他程序的文件', 'a file of another program'],
} as const
/** Spreadsheets that are not read. Those of Excel before 5 (BIFF2 to BIFF4) have one sheet, and the system of the day says how its text is read. */
const SPREADSHEETS = {
  numbers: '.numbers',
  mht: '.mht',
  excel2: 'Excel 2, 1987',
  excel3: 'Excel 3, 1990',
  excel4: 'Excel 4, 1992',
} as const
export type NoList = keyof typeof LOOKS | keyof typeof SPREADSHEETS

/** What is to be said of a file that holds no list of ours. */
export function noList(kind: NoList): Unreadable {
  if (kind in SPREADSHEETS)
    return new Unreadable('workbook_must_be_saved_as_xlsx', { found: SPREADSHEETS[kind as keyof typeof SPREADSHEETS] })
  const [looksZh, looksEn] = LOOKS[kind as keyof typeof LOOKS]
  return new Unreadable(kind === 'archive' ? 'archive_must_be_unpacked' : 'file_must_hold_a_list', { looksZh, looksEn })
}

const HEAD = 8 * 1024

/** The kind of a file, unpacked when its name ends in .gz. Throws Unreadable. */
export async function kindOfFile(path: string, limits: Limits): Promise<FileKind> {
  for await (const chunk of fileBytes(path, limits)) return kindOf(chunk.subarray(0, HEAD))
  return 'empty'
}

const MAGIC: readonly (readonly [bytes: string, kind: FileKind])[] = [
  ['PK\u0003\u0004', 'zip'],
  ['PK\u0005\u0006', 'archive'],
  ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'ole'],
  ['%PDF', 'pdf'],
  ['\u0089PNG\r\n\u001a\n', 'image'],
  ['\u00ff\u00d8\u00ff', 'image'],
  ['GIF8', 'image'],
  ['II*\u0000', 'image'],
  ['MM\u0000*', 'image'],
  ['Rar!\u001a\u0007', 'archive'],
  ["7z\u00bc\u00af'\u001c", 'archive'],
  ['\u001f\u008b\u0008', 'archive'],
  ['{\\rtf', 'word'],
  ['\u0009\u0000\u0004\u0000', 'excel2'],
  ['\u0009\u0002\u0006\u0000', 'excel3'],
  ['\u0009\u0004\u0006\u0000', 'excel4'],
]
const SPREADSHEET_NAMESPACE = 'urn:schemas-microsoft-com:office:spreadsheet'
const MOST_CONTROLS = 0.05

function kindOf(head: Buffer): FileKind {
  const bytes = head.toString('latin1')
  const magic = MAGIC.find(([begin]) => bytes.startsWith(begin))
  if (magic) return magic[1]
  if (bytes.startsWith('RIFF') && bytes.slice(8, 12) === 'WEBP') return 'image'
  const text = (wideEncodingOf(head) ? bytes.replaceAll('\0', '').slice(2) : bytes.replace(/^\u00ef\u00bb\u00bf/, ''))
    .trimStart()
    .toLowerCase()
  if (text === '') return head.length < HEAD ? 'empty' : 'text'
  if (/^(?:mime-version|from|content-type):.*\n?/.test(text) && text.includes('multipart/related')) return 'mht'
  if (text.startsWith('<')) return markupKind(text)
  const controls = text.replace(/[^\0-\u0008\u000e-\u001a\u001c-\u001f]/g, '').length
  return controls > text.length * MOST_CONTROLS ? 'unknown' : 'text'
}

function markupKind(text: string): FileKind {
  const body = text.replace(/^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|\s)+/, '')
  if (text.includes(SPREADSHEET_NAMESPACE) && /^<(?:\w+:)?workbook[\s>]/.test(body)) return 'xml_workbook'
  if (/^<(?:!doctype html|html|head|meta|title|style|script|body|div|p|center|font|form|table|thead|tbody|tr|h\d)[\s>]/.test(body))
    return 'html'
  return text.startsWith('<?xml') ? 'xml' : 'text'
}

/** The encoding of text that begins with a mark of UTF-16. */
export function wideEncodingOf(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}
