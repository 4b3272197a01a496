import { FORMULA_WITHOUT_VALUE } from './cell-values.ts'
import { numberText } from './xlsx-numbers.ts'

const LONGEST_DIGITS = 15

/**
 * The text of a cell of an OpenDocument spreadsheet, the same as an .xlsx of the cell gives: by the value that it states beside its text where
 * it is a number, a day or a truth. `texts` are the lines that it shows, of which leading zeros are taken.
 */
export function odsCellText(cell: Readonly<Record<string, string>>, texts: readonly string[]): string {
  const shown = texts.join('\n')
  const value = cell['office:value']
  if (cell['calcext:value-type'] === 'error') return /^Err:\d+$/.test(shown) ? '#VALUE!' : shown
  switch (cell['office:value-type']) {
    case 'float':
    case 'currency':
      return value === undefined ? shown : paddedText(numberText(value, 'number', false), shown)
    case 'percentage':
      return value === undefined ? shown : numberText(value, 'percent', false)
    case 'date':
      return /^\d{4}-\d\d-\d\d(?=T|$)/.exec(cell['office:date-value'] ?? '')?.[0] ?? cell['office:date-value'] ?? shown
    case 'time':
      return partOfDay(cell['office:time-value'] ?? '') ?? shown
    case 'boolean':
      return cell['office:boolean-value'] === 'true' ? 'TRUE' : 'FALSE'
    case undefined:
      return cell['table:formula'] !== undefined && texts.length === 0 ? FORMULA_WITHOUT_VALUE : shown
    default:
      return cell['office:string-value'] ?? shown
  }
}

/** A number with the zeros before it that it is shown with, because its format writes them. */
function paddedText(number: string, shown: string): string {
  return shown.length <= LONGEST_DIGITS && /^0\d+$/.test(shown) && Number(shown) === Number(number) ? shown : number
}

/** PT08H30M00S as the part of a day that it is. */
function partOfDay(time: string): string | undefined {
  const [, minus = '', hours, minutes, seconds] = /^(-?)PT(\d+)H(\d+)M(\d+(?:[.,]\d+)?)S$/.exec(time) ?? []
  if (seconds === undefined) return undefined
  const days = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))) / 86_400
  return numberText(minus + String(days), 'number', false)
}
