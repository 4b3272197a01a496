import { namesOfSubjects } from '../../store/trail/audit-names.ts'
import { companyToday } from '../kernel/company-day.ts'
import type { Service } from '../kernel/service.ts'
import { knownSettings } from '../settings/list-settings.ts'
import type { DeedWords } from './deed-words.ts'

/** The names behind the ids of some subjects of the audit trail. */
export interface SubjectNames {
  /** The name of an id, among subjects that begin with a kind; undefined when it is no id, or nobody has it any more. */
  of(id: string, kind: string): DeedWords | undefined
  /** The title of a setting by its key. */
  setting(key: string): DeedWords | undefined
}

/** Looks names up for many subjects at once: accounts, people, tokens, uploads, runs, deputies, appeals and settings. */
export async function subjectNames(service: Service, ids: readonly string[]): Promise<SubjectNames> {
  const wanted = [...new Set(ids)]
  const found = await namesOfSubjects(service.store, wanted)
  const titles = wanted.some((id) => id.includes('.') || id.includes('/')) ? await settingTitles(service) : new Map<string, DeedWords>()
  return {
    of(id, kind) {
      const named = found.get(id)
      if (named === undefined || (named.isAccount && kind !== 'account')) return UUID.test(id) ? { zh: '', en: '' } : undefined
      const name = kind === 'upload' ? shortList(named.name) : { zh: named.name, en: named.name }
      return named.code === undefined ? name : { zh: `${name.zh}（${named.code}）`, en: `${name.en} (${named.code})` }
    },
    setting: (key) => titles.get(key) ?? OWN[key],
  }
}

const SHOWN_FILES = 2

/** An upload of many files goes by the first of them. */
function shortList(names: string): DeedWords {
  const files = names.split(', ')
  if (files.length <= SHOWN_FILES + 1) return { zh: names, en: names }
  const first = files.slice(0, SHOWN_FILES).join(', ')
  return { zh: `${first} 等 ${files.length} 个文件`, en: `${first} and ${files.length - SHOWN_FILES} more files` }
}

/** Ids that say nothing to anybody: what has no name goes without. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const OWN: Readonly<Record<string, DeedWords>> = {
  onIncomplete: { zh: '缺数据且无人决定时', en: 'Where data are missing and nobody decided' },
  language: { zh: '备注和表格的语言', en: 'Language of remarks and sheets' },
}

async function settingTitles(service: Service): Promise<ReadonlyMap<string, DeedWords>> {
  const known = await knownSettings(service, await companyToday(service))
  if (!known.ok) return new Map()
  return new Map(known.settings.map(({ key, title }) => [key, title]))
}
