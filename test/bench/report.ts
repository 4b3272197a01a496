import { cpus, totalmem } from 'node:os'
import type { Measurement } from './measurement.ts'

/** Where and when figures were taken; without it they say nothing. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly system: string
  readonly node: string
  readonly date: string
}

export function thisMachine(): Machine {
  const processors = cpus()
  return {
    processor: processors[0]?.model.trim() || process.arch,
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  }
}

export function machineText({ processor, cores, memoryGigabytes, system, node, date }: Machine): string {
  return `${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}, ${date}`
}

const HEADER = ['', 'measured', 'against', 'ours', 'theirs', 'ratio', 'to reach'] as const

function cellsOf(measurement: Measurement): string[] {
  const { key, what, against, ours, theirs, target } = measurement
  return [`(${key})`, what, against, ours, theirs, ratioText(measurement), target === undefined ? '' : `${target} ${metText(measurement)}`]
}

function ratioText({ ratio, unit }: Measurement): string {
  if (ratio === undefined) return ''
  return unit === 'times faster' ? `${ratio.toFixed(0)} x faster` : ratio.toFixed(ratio >= 100 ? 0 : 2)
}

function metText({ isMet }: Measurement): string {
  return isMet ? '✓' : '✗'
}

/** The table for a terminal: columns padded with spaces. */
export function textTable(machine: Machine, measurements: readonly Measurement[]): string {
  const rows = [[...HEADER], ...measurements.map(cellsOf)]
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [machineText(machine), '', ...lines, ''].join('\n')
}

/** The same as Markdown. */
export function markdownTable(machine: Machine, measurements: readonly Measurement[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rows = measurements.map((measurement) => line(cellsOf(measurement).map((cell) => cell.replaceAll('|', '\\|'))))
  return [
    `Measured on ${machineText(machine)}.`,
    '',
    line(HEADER),
    line(['---', '---', '---', '---:', '---:', '---:', '---']),
    ...rows,
    '',
  ].join('\n')
}
