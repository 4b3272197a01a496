import { TABLES } from '../../domain/dataset/tables.ts'

/** A kind of attendance event: the English key of attendance.kind. */
export type EventKind = string

/** What one word of a report says: an event, with the whole text where it is a leave; nothing; or something that nobody has explained. */
export type EventWord =
  | { readonly kind: EventKind; readonly leave: string | undefined }
  | { readonly kind: null }
  | { readonly unknown: string }

const NOTHING =
  /^(?:正常|出勤|上班|下班|休息?|休息日?(?:并?(?:打卡|出勤|加班))?|公休|轮休|双休|周末|节假日|法定节假日|假日|放假|外勤|公出|外出|出差|加班|补卡|补签|补卡审批通过|审批打卡|未排班|无排班|不在考勤组|未加入|未入职|已离职|无需打卡|不用打卡|免打卡|弹性|自由工时|打卡|已打卡|√+|✓+|✔+|v|ok|normal|rest|off|present|weekend|holiday|p)$/i
const EVENTS: readonly (readonly [RegExp, EventKind])[] = [
  [/^(?:旷工迟到|迟到旷工|旷工|absent|absence)$/i, 'absence'],
  [/^(?:严重迟到|seriouslate|severelate)$/i, 'serious_late'],
  [/^(?:迟到|late)$/i, 'late'],
  [/^(?:早退|earlyleave|leftearly|early)$/i, 'early_leave'],
  [/^(?:缺卡|未打卡|漏打卡|忘打卡|未签到|未签退|缺打卡|missed|nopunch|missingpunch)$/i, 'missing_punch'],
]
const WHEN = /^(?:(?:(?:第?[一二三123]次)?(?:上班|下班|上午|下午|签到|签退|全天|半天|当天)\d?|外勤|外出)[:]?)+(?=.)/
/** How long, how often, from when to when: what changes from cell to cell and says nothing of the kind. */
const MEASURE =
  /(?:\d+(?:\.\d+)?(?:个)?(?:分钟|分|小时|时|天|日|次|min(?:ute)?s?|hours?|hrs?|days?|[hmd])|全天|半天|上午|下午|\d+(?:\.\d+)?)/gi
const LEAVE_FROM = /^(\p{Script=Han}*?(?:假|调休|补休|休假))(.*)$/u
const INTERVAL = /\d{1,4}[-/.月年]\d{1,2}(?:[-/.月]\d{1,2})?日?(?:\s*(?:\d{1,2}:\d{2}|上午|下午))?/g

const KINDS = leaveKinds()

/** The kind of leave that a name means: 事假, 年假, 年休假, 病假(半薪) ...; undefined for one that is not known. */
export function leaveKind(name: string): EventKind | undefined {
  const plain = name.normalize('NFKC').replace(/\([^()]*\)|[\s_*:]/g, '')
  return KINDS.get(plain) ?? KINDS.get(plain.replace(/^(?:带薪|有薪|无薪|法定)/, '')) ?? KINDS.get(`${plain}假`)
}

function leaveKinds(): ReadonlyMap<string, EventKind> {
  const own = TABLES.attendance.columns.find(({ key }) => key === 'kind')?.choices ?? []
  const kinds = own.flatMap(({ key, title, synonyms = [] }) =>
    (key.endsWith('leave') && key !== 'early_leave') || key === 'time_off' ? [title, ...synonyms].map((name) => [name, key] as const) : [],
  )
  const others: Readonly<Record<string, string>> = {
    leave: '私假 请事假 personalleave',
    sick_leave: '病休 病休假 sickleave',
    statutory_leave:
      '年休假 带薪年假 婚育假 丧事假 慰唁假 产检假 护理假 陪护假 育儿假 流产假 工伤 工伤假 探亲假 计划生育假 看护假 独生子女护理假 annualleave maternityleave paternityleave marriageleave bereavementleave',
    time_off: '换休 倒休 调休假 补休假 compensatoryleave',
  }
  return new Map([...kinds, ...Object.entries(others).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const))])
}

/**
 * The words of a cell of attendance: 迟到3分钟; 缺卡1次; are two, A班次:上班迟到12分钟(09:12,18:05) is one, 事假10-14 09:00到10-16 18:00 3天 is a leave.
 * How long something took says nothing of what it is.
 */
export function eventWords(cell: string): EventWord[] {
  const text = cell
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/^[^\n;,]{0,30}?班[^\n;,]{0,30}?:(?=[^\d\s])/gm, '')
    // Times in brackets, with the commas between them.
    .replace(/\((?:[\d:,\s-]|上班|下班|次日)*\)/g, '')
  return text
    .split(/[;,、\n|+]|\/(?=\D)|(?<=\D)\/(?=\.)/)
    .map((word) => word.trim())
    .filter((word) => !/^(?:-*|—*|\/*|\.*|无|空)$/.test(word))
    .map(eventWord)
}

/** A word by itself; else what follows the name of a shift: 行政:正常. */
function eventWord(word: string): EventWord {
  const found = plainWord(word)
  const [, after] = /^[^:]{1,30}:\s*([^\d\s].*)$/.exec(word) ?? []
  if (!('unknown' in found) || after === undefined) return found
  const behind = plainWord(after)
  return 'unknown' in behind ? found : behind
}

function plainWord(word: string): EventWord {
  if (/^失效|^作废|^无效/.test(word)) return { kind: null }
  const [, note = ''] = /\(([^()]*)\)\s*$/.exec(word) ?? []
  const bare = word
    .replace(/\([^()]*\)/g, '')
    .replace(/-补[卡签]$/, '')
    .trim()
  const leave = LEAVE_FROM.exec(bare.replace(WHEN, ''))
  if (leave && !NOTHING.test(bare)) {
    const [, name = '', rest = ''] = leave
    const kind = leaveKind(name)
    if (
      kind !== undefined &&
      rest
        .replace(INTERVAL, '')
        .replace(MEASURE, '')
        .replace(/[\s至到~\-:共计]/g, '') === ''
    )
      return { kind, leave: slipIn(name, rest) }
  }
  const excused = /^补/.test(note) ? undefined : note === '请假' ? 'leave' : leaveKind(note)
  const plain = bare.replace(MEASURE, '').replace(/\s+/g, '')
  // 正常(补卡) is nothing; 无需打卡(请假) is a leave of its own kind.
  if (NOTHING.test(plain) || NOTHING.test(plain.replace(WHEN, ''))) {
    return excused ? { kind: excused, leave: '' } : { kind: null }
  }
  // 加班08-02 09:00到08-02 18:00, 出差10-12到10-14 2天, 外出 ...: approvals that are no event.
  if (
    /^(?:加班|出差|外出|公出|外勤|补卡申请|补卡)/.test(plain) &&
    plain.replace(INTERVAL, '').replace(/[\s至到~\-:申请审批通过]/g, '').length <= 4
  )
    return { kind: null }
  const core = plain.replace(WHEN, '')
  const event = EVENTS.find(([pattern]) => pattern.test(core) || pattern.test(plain))
  if (excused && event?.[1] === 'missing_punch') return { kind: excused, leave: '' }
  if (event && !/已|免|补/.test(note)) return { kind: event[1], leave: undefined }
  if (plain === '请假' || plain === '休假') return { kind: 'leave', leave: '' }
  return { unknown: wordAsked(word) }
}

/** What is asked about: the word without how long and from when to when, so that its answer holds for other lengths too. */
function wordAsked(word: string): string {
  const bare = word
    .replace(INTERVAL, '')
    .replace(MEASURE, '')
    .replace(/\((?:[\s,;:-])*\)/g, '')
    .replace(/[\s至到~\-:]+$/, '')
    .trim()
  return (bare === '' ? word : bare).slice(0, 60)
}

/** What tells one slip from the next where a cell names its days; '' where it does not. */
function slipIn(name: string, rest: string): string {
  const days = rest.match(INTERVAL) ?? []
  return days.length < 2 ? '' : `${name} ${days.map((day) => day.replace(/\s+/g, ' ').trim()).join(' - ')}`
}
