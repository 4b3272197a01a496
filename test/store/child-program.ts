/**
 * A program of its own for tests that end one: `child-program.ts load URL` is in the middle of a load when it says so,
 * `child-program.ts temporary` has a temporary database open and says where it is. Both then wait.
 */
import { openStore } from '../../src/store/open-store.ts'
import { whole } from './load-book.ts'

const [task, url] = process.argv.slice(2)
const store = await openStore(url)
if (task === 'load') {
  const writer = await store.beginBook()
  for (let batch = 0; batch < 20; batch++) {
    const numbers = Array.from({ length: 1000 }, (_, index) => batch * 1000 + index)
    await writer.insert(
      'orders',
      numbers.map((number) => whole('orders', [`N${number}`, 20260105, 'S1', 'C1', number, null, null])),
      numbers,
    )
  }
  await writer.repeated('orders')
  console.log('loading')
} else {
  const [[, , path] = []] = await store.all('PRAGMA database_list')
  console.log(path)
}
setInterval(() => undefined, 1000)
