/** What the files of an upload are called together: the first one, and how many there are. */
export function filesName(names: string, say: (key: 'severalFiles', values: { first: string; n: number }) => string): string {
  const [first = '', ...others] = names.split(', ')
  return others.length === 0 ? first : say('severalFiles', { first, n: others.length + 1 })
}
