import { createHash } from 'node:crypto'
import { engineVersion } from '../../appraisal/engine-version.ts'
import type { Answer } from '../../base/answer.ts'
import { dayText } from '../../base/day.ts'
import type { Language } from '../../base/problem.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { accountById, accountOfEmployee } from '../../store/aggregates/accounts.ts'
import { personOfCompany } from '../../store/aggregates/people.ts'
import { companyToday } from '../kernel/company-day.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { filesAbout, type Person, type PersonFile } from './person-files.ts'
import { colleaguesOf } from './without-others.ts'
import { zipTexts } from './zip-texts.ts'

export interface TakenAlong {
  readonly ok: true
  readonly name: string
  readonly bytes: Buffer
}

/**
 * Everything that is held about the caller, to take along (个人信息保护法 Article 45: to consult, copy and carry over): their records in every
 * version, results with facts, sheets and workings of every published period, marks, appeals, payments, messages, the account
 * and what the trail knows, as JSON and CSV with SHA-256 sums. Nothing in it is about colleagues. Who took it stands in the trail.
 */
export const takeOwnData = useCase('session.own', async (service, actor, language: Language): Promise<Answer<TakenAlong>> => {
  const row = await accountById(service.store, actor.id)
  return pack(service, actor, { employee: actor.employee, account: actor.id, name: actor.name, row }, language)
})

/** The same for somebody who asked HR for it, such as one who has left. Problem: thing_must_exist. */
export const takeDataOf = useCase(
  'person.export',
  async (service, actor, employee: string, language: Language): Promise<Answer<TakenAlong>> => {
    const person = await personOfCompany(service.store, employee)
    const row = await accountOfEmployee(service.store, employee)
    if (!person && !row) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `employee ${employee}` })] }
    return pack(service, actor, { employee, account: row?.id, name: person?.employee.name ?? row?.name ?? employee, row }, language)
  },
)

async function pack(service: Service, actor: Actor, person: Person, language: Language): Promise<Answer<TakenAlong>> {
  const { employee, account, name, row } = person
  const at = service.now()
  const colleagues = await colleaguesOf(service.store, person)
  const files = await filesAbout(service, person, colleagues)
  const listed = files.map((file) => ({
    name: file.name,
    sha256: sha256(file.text),
    bytes: Buffer.byteLength(file.text),
    zh: file.zh,
    en: file.en,
  }))
  const own = actor.id === account
  const about = { employee: employee ?? null, username: row?.username ?? null, name }
  const manifest = `${JSON.stringify(
    {
      format: 'quanheng-personal-data/1',
      about,
      at: at.toISOString(),
      askedBy: own ? 'self' : 'HR',
      engineVersion: engineVersion(),
      files: listed,
    },
    null,
    2,
  )}\n`
  const top: PersonFile[] = [
    { name: 'manifest.json', text: manifest, zh: '', en: '' },
    { name: 'README.txt', text: readme(about, listed), zh: '', en: '' },
  ]
  const all = [...top, ...files].sort((a, b) => byCodePoint(a.name, b.name))
  const sums = all.map((file) => `${sha256(file.text)}  ${file.name}\n`).join('')
  const bytes = await zipTexts([...all, { name: 'SHA256SUMS', text: sums }], at)
  const subject = employee === undefined ? `account ${row?.username ?? actor.id}` : `employee ${employee}`
  const noted = await changing(service, actor, { action: 'person.export', subject }, async () => ({
    ok: true,
    value: undefined,
    after: { files: files.length, manifestSha256: sha256(manifest) },
  }))
  if (!noted.ok) return noted
  const day = dayText(await companyToday(service))
  return { ok: true, name: `${language === 'zh' ? '个人信息' : 'personal-data'}-${employee ?? row?.username ?? ''}-${day}.zip`, bytes }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function readme(
  about: { readonly name: string; readonly employee: string | null },
  files: readonly { name: string; zh: string; en: string }[],
): string {
  return [
    `${about.name} ${about.employee ?? ''}`,
    '',
    '这里是本系统保存的关于您的全部个人信息（《个人信息保护法》第四十五条）。其中没有同事的信息：同事的姓名和工号写作“［他人 somebody else］”。',
    '尚未公布的评分和结果不在其中，公布之后可再次下载。金额以分为单位（fen），带小数点的金额以元为单位；日期为年月日，时间为 UTC。',
    '核对文件未被改动：在解压后的文件夹里运行 sha256sum -c SHA256SUMS（macOS：shasum -a 256 -c SHA256SUMS）。',
    'manifest.json 的 SHA-256 在下载时记入了审计记录；results 中的 resultSha256 与公司公布的结果文件一致。',
    '',
    'This is everything that is held about you here. Nothing of it is about colleagues: their names and numbers read “［他人 somebody else］”.',
    'Marks and results that are not published yet are not in it; ask again once they are. Whole amounts are fen, those with a point yuan; times are UTC.',
    'To check that nothing was changed, run sha256sum -c SHA256SUMS in the unpacked folder (macOS: shasum -a 256 -c SHA256SUMS).',
    'The SHA-256 of manifest.json was entered into the audit trail; resultSha256 in results is that of the company’s published result file.',
    '',
    ...files.map(({ name, zh, en }) => `${name}\n    ${zh} · ${en}`),
    '',
  ].join('\r\n')
}
