/** What letters are written with instead, by those who believe that it helps. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
/** Shorter pieces are common in any text. */
const LEAST_LETTERS = 4

let common: Promise<ReadonlySet<string>> | undefined

/**
 * Whether a password is one of those that people think of first: of the fifty thousand most common (zxcvbn's list, which comes with
 * the program), also with digits and signs before or after it, other capitals, 0 for o, or said twice; one of the words given, such
 * as the user name, in the same disguises; one letter over and over; or digits alone, as telephone numbers and birthdays are.
 */
export async function isCommonPassword(password: string, words: readonly string[] = []): Promise<boolean> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  const known = await common
  const own = new Set(words.map((word) => word.normalize('NFKC').toLowerCase()).filter((word) => word.length >= LEAST_LETTERS))
  const text = password.normalize('NFKC').toLowerCase()
  if (/^[\d\s\p{P}\p{S}]*$/u.test(text)) return true
  return formsOf(text).some((form) => known.has(form) || own.has(form) || isOneLetter(form))
}

function formsOf(text: string): string[] {
  const plain = [...text].map((letter) => WRITTEN_AS[letter] ?? letter).join('')
  const forms = [text, plain].flatMap((form) => [form, form.replace(/^[\d\s\p{P}\p{S}]+|[\d\s\p{P}\p{S}]+$/gu, '')])
  const bare = [...forms, ...forms.map((form) => form.replace(/[\s\p{P}\p{S}]+/gu, ''))]
  // "Passw0rd2026!" keeps its last digits as letters when all are read as letters: they go before that is done.
  const trimmed = [...text.replace(/^[\d\s\p{P}\p{S}]+|[\d\s\p{P}\p{S}]+$/gu, '')].map((letter) => WRITTEN_AS[letter] ?? letter).join('')
  const all = [...bare, trimmed]
  return [...new Set([...all, ...all.map(oneOfRepeated)])].filter((form) => form.length >= LEAST_LETTERS || isOneLetter(form))
}

/** "abcabc" is "abc" said twice. */
function oneOfRepeated(text: string): string {
  return /^(.+?)\1+$/su.exec(text)?.[1] ?? text
}

function isOneLetter(text: string): boolean {
  return new Set(text).size === 1
}
