import { shown } from './shown.ts'

/** How a message says that a client seems to be another one once more, and in which column it shows. */
export function clientTwinWords({
  code,
  other,
  isNamesake,
}: {
  readonly code: string
  readonly other: string
  readonly isNamesake: boolean
}) {
  const like = isNamesake
    ? { likeZh: '名称相同', likeEn: 'same name' }
    : { likeZh: '编码只差大小写或形近的字母', likeEn: 'same code but for case or letters that look alike' }
  return { column: isNamesake ? 'name' : 'code', values: { found: shown(code), other: shown(other), ...like } }
}
