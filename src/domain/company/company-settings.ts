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

/** What belongs to the company and to no rule, by name: the key of `timeZone` is "company.timeZone". */
export const COMPANY_SETTINGS = {
  timeZone: {
    title: { zh: '公司的时区：带时区的时刻算作这里的哪一天', en: "The company's time zone: a moment with a zone is a day there" },
    clause: 'A11',
    kind: 'choice',
    default: DEFAULT_TIME_ZONE,
    choices: TIME_ZONES.map(([value, zh, en]) => ({ value, title: { zh, en } })),
  },
} as const satisfies Readonly<Record<string, RuleSetting>>
