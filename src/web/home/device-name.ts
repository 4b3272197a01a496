/** What a browser says it is, in two words: "Chrome", "Windows"; undefined for what is not known. */
export function deviceIn(program: string | null): { readonly browser: string | undefined; readonly system: string | undefined } {
  const text = program ?? ''
  return { browser: BROWSERS.find(([, sign]) => sign.test(text))?.[0], system: SYSTEMS.find(([, sign]) => sign.test(text))?.[0] }
}

// Browsers also call themselves what they are compatible with: the more particular name stands first.
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['WeChat', /MicroMessenger\//],
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Firefox', /(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|CriOS|Chromium)\//],
  ['Safari', /Version\/[\d.]+.*Safari\//],
]
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['HarmonyOS', /HarmonyOS/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/],
]
