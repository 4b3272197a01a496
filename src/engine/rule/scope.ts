import { present } from '../../base/assert.ts'
import { decimal, type Rational } from '../../base/rational.ts'
import { constantCode, type NumberCode } from './frame.ts'
import type { ComputingVersion } from './rule-file.ts'
import { chosenWords, type SettingValue } from './setting-values.ts'

/** What a name in a formula or a condition stands for. Settings and parameters are constants of a run. */
export type Named =
  | { readonly kind: 'figure'; readonly code: NumberCode }
  | { readonly kind: 'setting'; readonly value: string; readonly choices: readonly string[] }

export type Scope = ReadonlyMap<string, Named>

/** The names of a version before any of its steps: inputs by slot, parameters and settings as constants. */
export function scopeOf(
  version: Pick<ComputingVersion, 'inputs' | 'parameters' | 'settings'>,
  settings: Readonly<Record<string, SettingValue>>,
  parameters: Readonly<Record<string, Rational>>,
): Map<string, Named> {
  const scope = new Map<string, Named>()
  version.inputs.forEach((input, slot) => {
    scope.set(input.name, { kind: 'figure', code: inputCode(input.name, slot) })
  })
  for (const [name, parameter] of Object.entries(version.parameters)) {
    scope.set(name, { kind: 'figure', code: constantCode(parameters[name] ?? decimal(parameter.value)) })
  }
  for (const [name, setting] of Object.entries(version.settings)) {
    const value = present(settings[name], `The setting ${name} has a value in every run.`)
    // What several can be chosen of is no one word that could be compared.
    if (setting.kind === 'list') continue
    if (setting.kind === 'number') scope.set(name, { kind: 'figure', code: constantCode(decimal(value)) })
    else scope.set(name, { kind: 'setting', value, choices: chosenWords(setting) })
  }
  return scope
}

function inputCode(name: string, slot: number): NumberCode {
  return {
    kind: 'number',
    constant: undefined,
    uses: new Set([name]),
    at: (frame) => {
      const value = frame.inputs[slot]
      if (value === undefined) frame.failure = 'input_not_given'
      return value
    },
  }
}
