import { expect, test } from 'vitest'
import { DATASET_PROBLEMS } from '../../../src/domain/dataset/dataset-problems.ts'

test.each(Object.entries(DATASET_PROBLEMS))('%s says what was found and what to do, in both languages', (code, { severity, zh, en }) => {
  const valuesIn = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !LANGUAGE_BOUND.has(name))
  // What differs by language is given twice, as choicesZh and choicesEn.
  const without = (names: string[], ending: string) => names.map((name) => name.replace(ending, '')).sort()
  expect(without(valuesIn(zh), 'Zh')).toEqual(without(valuesIn(en), 'En'))
  expect(zh).toMatch(/[。！]$/)
  expect(en).toMatch(/\.$/)
  // An error is followed by what to do about it: at least two sentences.
  if (severity === 'error') expect(en.replace('{nearEn}', '').split(/[.:?] [A-Z"]/).length, code).toBeGreaterThan(1)
})

/** Values of which each language has its own. */
const LANGUAGE_BOUND = new Set(['title', 'column', 'titles', 'choices'])
