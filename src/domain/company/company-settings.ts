import type { RuleSetting } from '../../engine/rule/rule-file.ts'

/** Where days begin for a company that says nothing else. */
export const DEFAULT_TIME_ZONE = 'Asia/Shanghai'

/** Zones that a company here can keep its days in, by their names in the IANA list. */
const TIME_ZONES: readonly (readonly [zone: string, zh: string, en: string])[] = [
  ['Asia/Shanghai', '北京时间', 'China'],
  ['Asia/Urumqi', '乌鲁木齐', 'Urumqi'],
  ['Asia/Hong_Kong', '香港', 'Hong Kong'],
  ['Asia/Macau', '澳门', 'Macau'],
  ['Asia/Taipei', '台北', 'Taipei'],
  ['Asia/Singapore', '新加坡', 'Singapore'],
  ['Asia/Kuala_Lumpur', '吉隆坡', 'Kuala Lumpur'],
  ['Asia/Manila', '马尼拉', 'Manila'],
  ['Asia/Tokyo', '东京', 'Tokyo'],
  ['Asia/Seoul', '首尔', 'Seoul'],
  ['Asia/Bangkok', '曼谷', 'Bangkok'],
  ['Asia/Ho_Chi_Minh', '胡志明市', 'Ho Chi Minh City'],
  ['Asia/Jakarta', '雅加达', 'Jakarta'],
  ['Asia/Almaty', '阿拉木图', 'Almaty'],
  ['Asia/Kolkata', '印度', 'India'],
  ['Asia/Dubai', '迪拜', 'Dubai'],
  ['Asia/Riyadh', '利雅得', 'Riyadh'],
  ['Europe/Moscow', '莫斯科', 'Moscow'],
  ['Europe/Istanbul', '伊斯坦布尔', 'Istanbul'],
  ['Europe/Berlin', '柏林', 'Berlin'],
  ['Europe/Paris', '巴黎', 'Paris'],
  ['Europe/London', '伦敦', 'London'],
  ['Africa/Cairo', '开罗', 'Cairo'],
  ['Africa/Lagos', '拉各斯', 'Lagos'],
  ['Africa/Nairobi', '内罗毕', 'Nairobi'],
  ['Africa/Johannesburg', '约翰内斯堡', 'Johannesburg'],
  ['Australia/Perth', '珀斯', 'Perth'],
  ['Australia/Sydney', '悉尼', 'Sydney'],
  ['Pacific/Auckland', '奥克兰', 'Auckland'],
  ['America/Sao_Paulo', '圣保罗', 'São Paulo'],
  ['America/New_York', '纽约', 'New York'],
  ['America/Toronto', '多伦多', 'Toronto'],
  ['America/Chicago', '芝加哥', 'Chicago'],
  ['America/Mexico_City', '墨西哥城', 'Mexico City'],
  ['America/Denver', '丹佛', 'Denver'],
  ['America/Los_Angeles', '洛杉矶', 'Los Angeles'],
  ['UTC', '协调世界时', 'UTC'],
]

/** A setting of the company; one that is kept by month or year may hold from one of them on, as dated-setting.ts reads it. */
export interface CompanySetting extends RuleSetting {
  readonly from?: 'month' | 'year'
}

/** What says that attendance goes by the months that everything goes by. */
export const AS_FOR_ALL = 'same'

/** What belongs to the company and to no rule, by name: the key of `timeZone` is "company.timeZone". */
export const COMPANY_SETTINGS = {
  timeZone: {
    title: { zh: '公司的时区：带时区的时刻算作这里的哪一天', en: "The company's time zone: a moment with a zone is a day there" },
    clause: 'A11',
    kind: 'choice',
    default: DEFAULT_TIME_ZONE,
    choices: TIME_ZONES.map(([value, zh, en]) => ({ value, title: { zh, en } })),
  },
  monthStartsOn: {
    title: {
      zh: '每月从几号开始：26 表示 2026-10 是 9 月 26 日至 10 月 25 日',
      en: 'The day that months begin on: with 26, 2026-10 is 26 September to 25 October',
    },
    clause: 'A11',
    kind: 'number',
    default: '1',
    choices: [],
    min: 1,
    max: 28,
    from: 'month',
  },
  'monthStartsOn.attendance': {
    title: { zh: '考勤月从几号开始', en: 'The day that months of attendance begin on' },
    clause: '5.1.1',
    kind: 'choice',
    default: AS_FOR_ALL,
    choices: [
      { value: AS_FOR_ALL, title: { zh: '与其他数据相同', en: 'as for everything else' } },
      ...Array.from({ length: 28 }, (_, index) => ({ value: `${index + 1}`, title: { zh: `${index + 1} 号`, en: `day ${index + 1}` } })),
    ],
    from: 'month',
  },
  yearStartsIn: {
    title: {
      zh: '财年从几月开始：4 表示 2026 是 2026 年 4 月至 2027 年 3 月，2026-Q1 是 4 月至 6 月',
      en: 'The month that years begin in: with 4, 2026 is April 2026 to March 2027 and 2026-Q1 April to June',
    },
    clause: 'A11',
    kind: 'number',
    default: '1',
    choices: [],
    min: 1,
    max: 12,
    from: 'year',
  },
} as const satisfies Readonly<Record<string, CompanySetting>>
