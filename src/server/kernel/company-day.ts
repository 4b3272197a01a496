import { present } from '../../base/assert.ts'
import { type Day, dayText } from '../../base/day.ts'
import { dayInZone } from '../../base/time-zone.ts'
import { DEFAULT_TIME_ZONE } from '../../domain/company/company-settings.ts'
import { COMPANY, settingKey } from '../../rulebook/settings-on.ts'
import { settingChangesOn } from '../../store/aggregates/setting-changes.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { Service } from './service.ts'

/** Today, as the calendar on the company's wall has it: where the company is by the setting company.timeZone. */
export async function companyToday(service: Pick<Service, 'now' | 'store'>, reader: Reader = service.store): Promise<Day> {
  return companyDayAt(reader, service.now())
}

/** The day that the company's calendar has at a moment. */
export async function companyDayAt(reader: Reader, moment: Date): Promise<Day> {
  return dayAt(moment, await zoneAt(reader, moment))
}

/** The company's time zone now: that by which it is today. */
export async function companyTimeZone({ now, store }: Pick<Service, 'now' | 'store'>, reader: Reader = store): Promise<string> {
  return zoneAt(reader, now())
}

/** A change of the zone takes effect as its day begins where nothing was set: by which calendar it does is what it changes. */
async function zoneAt(reader: Reader, moment: Date): Promise<string> {
  return zoneOn(reader, dayAt(moment, DEFAULT_TIME_ZONE))
}

async function zoneOn(reader: Reader, day: Day): Promise<string> {
  return (await settingChangesOn(reader, day)).get(settingKey(COMPANY, 'timeZone'))?.value ?? DEFAULT_TIME_ZONE
}

const MINUTE_MS = 60_000
/** No clock is further from UTC than this. */
const MOST_AHEAD_MINUTES = 14 * 60

/** The moment at which a day of the company's calendar begins, in UTC. */
export async function companyDayBegins(reader: Reader, day: Day): Promise<string> {
  const timeZone = await zoneOn(reader, day)
  const midnight = Date.parse(`${dayText(day)}T00:00:00.000Z`)
  // The first minute of which the zone's calendar says the day: clocks are put forward at midnight in places.
  let [before, begun] = [-MOST_AHEAD_MINUTES - 1, MOST_AHEAD_MINUTES]
  while (begun - before > 1) {
    const middle = Math.floor((before + begun) / 2)
    if (dayAt(new Date(midnight + middle * MINUTE_MS), timeZone) >= day) begun = middle
    else before = middle
  }
  return new Date(midnight + begun * MINUTE_MS).toISOString()
}

function dayAt(moment: Date, timeZone: string): Day {
  return present(dayInZone(moment.getTime(), timeZone), 'The clock shows a day of the calendar.')
}
