/** A program that has the lease of a database: `lease-child.ts URL` says its process number when it has it, and waits. */
import { openStore } from '../../src/store/open-store.ts'
import { takeLease } from '../../src/store/server-lease.ts'

await takeLease(await openStore(process.argv[2]), () => new Date())
console.log(process.pid)
setInterval(() => undefined, 1000)
