import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ruleJsonSchemas } from './rule-json-schema.ts'

/** Run by hand when the shape of rule files changes (npx tsx src/rulebook/write-rule-json-schemas.ts); a test tells when it is due. */
for (const [name, text] of Object.entries(ruleJsonSchemas())) writeFileSync(join('rules', name), text)
